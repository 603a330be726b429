/** What the formatter sets on lines: the tokens and comments of a document, in order. */
import { Lexer } from '../lexer';
import { ProblemList } from '../problems';
import { Close, Colon, Identifier, ListClose, ListOpen, Minus, Open, type Token } from '../tokens';
import type { SourceRange, SyntaxTree } from '../tree';

export type Role = 'name' | 'value' | 'colon' | 'separator' | 'minus' | 'open' | 'close' | 'listOpen' | 'listClose' | 'comment';

export interface Item extends SourceRange {
  text: string;
  role: Role;
  /** For an opening brace or bracket the index of its partner among the items, and the other way round; else -1. */
  partner: number;
}

/** The items of a document without syntax problems. */
export function itemsOf({ text, comments }: SyntaxTree): Item[] {
  const tokens = new Lexer(text, 0, text.length, new ProblemList()).readAll();
  const items: Item[] = [];
  const open: number[] = [];
  let comment = 0;
  tokens.forEach((token, index) => {
    for (; (comments[comment]?.start ?? Infinity) < token.startOffset; comment++) items.push(commentItem(comments[comment] as SourceRange, text));
    const inList = open.length > 0 && items[open.at(-1) as number]?.role === 'listOpen';
    const item: Item = { start: token.startOffset, end: token.end, text: token.image, role: roleOf(token, tokens[index - 1], inList), partner: -1 };
    if (item.role === 'close' || item.role === 'listClose') {
      item.partner = open.pop() as number;
      (items[item.partner] as Item).partner = items.length;
    } else if (item.role === 'open' || item.role === 'listOpen') {
      open.push(items.length);
    }
    items.push(item);
  });
  for (const rest of comments.slice(comment)) items.push(commentItem(rest, text));
  return items;
}

/** A comment without the white space at its end. */
function commentItem({ start, end }: SourceRange, source: string): Item {
  const text = source.slice(start, end).trimEnd();
  return { start, end: start + text.length, text, role: 'comment', partner: -1 };
}

function roleOf({ tokenType, image }: Token, previous: Token | undefined, inList: boolean): Role {
  if (tokenType === Identifier) {
    const isValue = inList || previous?.tokenType === Colon || previous?.tokenType === Minus;
    return isValue ? 'value' : 'name';
  }
  if (tokenType === Open) return 'open';
  if (tokenType === Close) return 'close';
  if (tokenType === ListOpen) return 'listOpen';
  if (tokenType === ListClose) return 'listClose';
  if (tokenType === Colon) return 'colon';
  if (tokenType === Minus) return 'minus';
  return image === ',' || image === ';' ? 'separator' : 'value';
}
