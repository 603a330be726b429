/** Ways through the tree; `|` is the cursor. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../server/src/syntax/parser';
import { fieldsNamed, messageAt, messagesOf, pathAt, scalarsOf, topLevelFieldAt, walkFields, type TreeNode } from '../../server/src/syntax/paths';

function atCursor(marked: string): { tree: ReturnType<typeof parse>; offset: number } {
  return { tree: parse(marked.replace('|', '')), offset: marked.indexOf('|') };
}

function say(node: TreeNode): string {
  if (node.kind === 'field') return node.name;
  return node.kind === 'scalar' ? node.value : node.kind;
}

describe('pathAt', () => {
  it.each([
    ['|', 'message'],
    ['lay|er { name: "a" }', 'message layer'],
    ['layer |{ name: "a" }', 'message layer message'],
    ['layer { na|me: "a" }', 'message layer message name'],
    ['layer { name:| "a" }', 'message layer message name'],
    ['layer { name: "a"| }', 'message layer message name a'],
    ['layer { name: "a" |}', 'message layer message'],
    ['layer { dim: [1, |2] }', 'message layer message dim list 2'],
    ['a: 1|;b: 2', 'message a 1'],
    ['a:"x"|b:2', 'message b'],
    ['a: 1 | b: 2', 'message'],
  ])('goes from the root to the innermost node at %j', (marked, expected) => {
    const { tree, offset } = atCursor(marked);
    expect(pathAt(tree, offset).map(say).join(' ')).toBe(expected);
  });
});

describe('messageAt', () => {
  it.each([
    ['a { b: 1 } |', ''],
    ['a |{ b: 1 }', ''],
    ['a {| b: 1 }', 'b'],
    ['a { b: 1 |}', 'b'],
    ['a { b: 1 }|', ''],
    ['a { b { c: 1 | } d: 2 }', 'c'],
    ['a { b: 1 |', 'b'],
  ])('finds the braces around %j', (marked, innerFields) => {
    const { tree, offset } = atCursor(marked);
    const message = messageAt(tree, offset);
    expect(message === tree.root ? '' : message.fields.map(({ name }) => name).join(' ')).toBe(innerFields);
  });
});

describe('helpers', () => {
  const { root } = parse('layer { bottom: "a" bottom: "b" p: [1, {}] } layer: [{ bottom: "c" }, {}]');

  it('list what fields hold', () => {
    const [first, second] = root.fields;
    if (!first || !second) throw new Error('two layers are there');
    expect(messagesOf(first).length + messagesOf(second).length).toBe(3);
    const [inside] = messagesOf(first);
    expect(inside && fieldsNamed(inside, 'bottom').flatMap(scalarsOf).map(({ value }) => value)).toEqual(['a', 'b']);
    expect(inside && fieldsNamed(inside, 'p').flatMap(scalarsOf).map(({ value }) => value)).toEqual(['1']);
  });

  it('walk all fields with their parents', () => {
    const seen: string[] = [];
    walkFields(root, ({ name }, parents) => seen.push(`${parents.length}:${name}`));
    expect(seen.join(' ')).toBe('1:layer 2:bottom 2:bottom 2:p 1:layer 2:bottom');
  });

  it('find the top-level field around an offset', () => {
    const { tree, offset } = atCursor('a: 1\nb { c { d|: 1 } }\n');
    expect(topLevelFieldAt(tree, offset)?.name).toBe('b');
    expect(topLevelFieldAt(tree, tree.text.length)).toBeUndefined();
  });
});
