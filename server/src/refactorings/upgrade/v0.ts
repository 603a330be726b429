/** Writes V0 layers (`layers { layer { type: "conv" kernelsize: 3 } }`) anew in V2, with padding layers merged. */
import { indentUnitOf, lineBreakOf, removeField } from '../../edits/field-edits';
import { replaceRange, type TextEdit } from '../../edits/text-edit';
import type { Layer, Net } from '../../net/net';
import { fieldsNamed, messagesOf } from '../../syntax/paths';
import type { Comment, FieldNode, MessageNode, SyntaxTree } from '../../syntax/tree';
import { newParams } from './params';

/** What V2 layers say in another way. */
const handled: readonly string[] = ['name', 'type', 'bottom', 'top'];

/** Prints fields whose values stand somewhere in the text. */
class Printer {
  private readonly unit: string;

  constructor(private readonly text: string, private readonly comments: readonly Comment[]) {
    this.unit = indentUnitOf(text);
  }

  private line(depth: number, words: string): string {
    return this.unit.repeat(depth) + words;
  }

  private field({ name, value }: FieldNode, depth: number): string[] {
    if (value === undefined) return [];
    if (value.kind !== 'message') return [this.line(depth, `${name}: ${this.text.slice(value.start, value.end)}`)];
    return [this.line(depth, `${name} {`), ...value.fields.flatMap((inner) => this.field(inner, depth + 1)), this.line(depth, '}')];
  }

  /** The comments in a block come first in the new one, since what they stood beside may have moved. */
  private commentsIn({ start, end }: FieldNode): string[] {
    return this.comments.filter((comment) => start <= comment.start && comment.end <= end).map(({ text }) => this.line(1, text));
  }

  /** Parameters that a merged padding layer brought in are seen through `param` alone. */
  private params(layer: Layer, source: MessageNode): string[] {
    return source.fields.filter(({ name }) => !handled.includes(name)).flatMap((field) => {
      const merged = field.value?.kind === 'message' ? layer.param(field.name).source : undefined;
      return this.field(merged === undefined ? field : { ...field, value: merged }, 1);
    });
  }

  layer(layer: Layer): string[] {
    const inner = messagesOf(layer.node).flatMap((message) => fieldsNamed(message, 'layer')).flatMap(messagesOf)[0];
    const source = layer.fields.source;
    return [
      'layer {',
      ...this.commentsIn(layer.node),
      this.line(1, `name: ${JSON.stringify(layer.name)}`),
      this.line(1, `type: ${JSON.stringify(layer.type)}`),
      ...layer.bottoms.map(({ name }) => this.line(1, `bottom: ${JSON.stringify(name)}`)),
      ...layer.tops.map(({ name }) => this.line(1, `top: ${JSON.stringify(name)}`)),
      ...(inner === undefined ? [] : newParams(this.text, inner).map((param) => this.line(1, param))),
      ...(source === undefined ? [] : this.params(layer, source)),
      '}',
    ];
  }
}

/** The edits that write all layers of a V0 net anew; the blocks of merged padding layers go. */
export function upgradeV0(tree: SyntaxTree, net: Net): TextEdit[] {
  const { text, comments } = tree;
  const printer = new Printer(text, comments);
  const byNode = new Map(net.layers.map((layer) => [layer.node, layer]));
  return tree.root.fields.filter(({ name }) => name === 'layers').map((field) => {
    const layer = byNode.get(field);
    return layer === undefined ? removeField(text, field) : replaceRange(field, printer.layer(layer).join(lineBreakOf(text)));
  });
}
