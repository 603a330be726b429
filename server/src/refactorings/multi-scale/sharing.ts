/** Names the parameters of a layer, so that its copies share them. */
import type { LayerAnalysis } from '../../analysis/analysis';
import { insertAfter } from '../../edits/field-edits';
import { insertAt, type TextEdit } from '../../edits/text-edit';

/** `w` for weights, `b` for bias; numbers where a layer has more blobs. */
const endings = ['w', 'b'];

const nameFor = (layer: string, index: number, count: number): string => `${layer}_${count <= endings.length ? (endings[index] ?? index) : index}`;

/** The edits that give each of the layer's blobs a name, in `param` fields that are there or are added after the others. */
export function nameParams(text: string, { layer, blobs }: LayerAnalysis): TextEdit[] {
  const specs = layer.fields.messages('param');
  const named = blobs.map((_, index) => layer.paramNames[index]);
  const inside = specs.flatMap(({ source }, index) =>
    source === undefined || index >= blobs.length || named[index] !== undefined ? [] : [insertAt(source.start + 1, ` name: "${nameFor(layer.name, index, blobs.length)}"`)]);
  const missing = blobs.map((_, index) => index).slice(specs.length).map((index) => `param { name: "${nameFor(layer.name, index, blobs.length)}" }`);
  const anchor = layer.fields.nodes('param').at(-1) ?? layer.fields.nodes('top').at(-1);
  return missing.length === 0 || anchor === undefined ? inside : [...inside, insertAfter(text, anchor, missing)];
}
