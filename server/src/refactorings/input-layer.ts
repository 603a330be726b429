/** Turns net-level inputs (`input:` with `input_dim` or `input_shape`) into an Input layer. */
import { indentUnitOf, lineBreakOf, removeField } from '../edits/field-edits';
import { replaceRange, type TextEdit } from '../edits/text-edit';
import { t } from '../l10n/text';
import { Fields } from '../schema/fields';
import { fieldSchemaFor } from '../schema/schema';
import type { Refactoring, RefactoringContext, RefactoringProvider } from './refactoring';
import { verified } from './verify';

const inputFields = ['input', 'input_dim', 'input_shape'];

/** The sizes of each input as they are written; undefined where they are not all there. */
function writtenDims({ tree, variables, dialect }: RefactoringContext, count: number): string[][] | undefined {
  const net = new Fields(tree.root, 'NetParameter', variables, dialect);
  const written = ({ start, end }: { start: number; end: number }): string => tree.text.slice(start, end);
  const shapes = net.messages('input_shape').map((shape) => shape.scalars('dim').map(written));
  const dims = net.scalars('input_dim').map(written);
  const perInput = shapes.length > 0 ? shapes : Array.from({ length: count }, (_, index) => dims.slice(index * 4, index * 4 + 4));
  return perInput.length === count && perInput.every((sizes) => sizes.length > 0) ? perInput : undefined;
}

/** One Input layer for one input. */
function inputLayer(name: string, dims: readonly string[], unit: string, lineBreak: string): string {
  const shape = dims.map((dim) => `dim: ${dim}`).join(' ');
  return ['layer {', `${unit}name: ${name}`, `${unit}type: "Input"`, `${unit}top: ${name}`, `${unit}input_param { shape { ${shape} } }`, '}'].join(lineBreak);
}

function editsOf(context: RefactoringContext): TextEdit[] {
  const { tree } = context;
  const { text, root } = tree;
  const inputs = new Fields(root, 'NetParameter').scalars('input');
  const dims = writtenDims(context, inputs.length);
  const [first, ...others] = root.fields.filter(({ name }) => inputFields.includes(name));
  if (first === undefined || dims === undefined) return [];
  const layers = inputs.map(({ start, end }, index) => inputLayer(text.slice(start, end), dims[index] ?? [], indentUnitOf(text), lineBreakOf(text)));
  return [replaceRange(first, layers.join(lineBreakOf(text))), ...others.map((field) => removeField(text, field))];
}

/** Forks without `input_param` have no Input layer, and V1 nets cannot mix the two. */
const hasInputLayers = ({ nets, dialect }: RefactoringContext): boolean =>
  nets.every(({ net }) => net.generation === 'V2' && net.layers.length > 0) && fieldSchemaFor('LayerParameter', 'input_param', dialect) !== undefined;

export const inputLayers: RefactoringProvider = (context): Refactoring[] => {
  if (!hasInputLayers(context) || editsOf(context).length === 0) return [];
  return [{ id: 'input-layer', title: t('Turn the net’s inputs into an Input layer'), kind: 'refactor.rewrite', needsPreview: false, result: () => verified(context, editsOf(context)) }];
};
