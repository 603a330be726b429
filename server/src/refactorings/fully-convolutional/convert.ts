/** Turns one fully connected layer into the convolution that computes the same, in place. */
import { insertAfter } from '../../edits/field-edits';
import type { Pair } from '../../edits/kernel-edits';
import { replaceRange, type TextEdit } from '../../edits/text-edit';
import type { Layer } from '../../net/net';
import type { DialectId } from '../../schema/dialects';
import { fieldSchemaFor } from '../../schema/schema';
import type { FieldNode } from '../../syntax/tree';

/** The kernel that the convolution gets: as large as the map that the layer reads. */
export interface NewKernel {
  kernel: Pair;
  dilation?: Pair | undefined;
}

/** Fields of InnerProductParameter that a convolution does not have. */
const dropped = ['axis', 'transpose'];

/** How V0, V1 and V2 write the type. */
const typeNames: Readonly<Record<string, string>> = { InnerProduct: 'Convolution', INNER_PRODUCT: 'CONVOLUTION', innerproduct: 'conv' };

function kernelFields({ kernel: [height, width], dilation }: NewKernel, dialect: DialectId): string[] {
  const size = height === width ? [`kernel_size: ${height}`] : [`kernel_h: ${height}`, `kernel_w: ${width}`];
  if (dilation === undefined || dilation.every((hole) => hole === 1)) return size;
  const [h, w] = dilation;
  const hasDilation = fieldSchemaFor('ConvolutionParameter', 'dilation', dialect) !== undefined;
  if (hasDilation) return [...size, ...(h === w ? [`dilation: ${h}`] : [`dilation: ${h}`, `dilation: ${w}`])];
  return [...size, ...(h === w ? [`hole: ${h}`] : [`hole_h: ${h}`, `hole_w: ${w}`])];
}

/** The field `inner_product_param` of a V1 or V2 layer. */
const paramField = (layer: Layer): FieldNode | undefined => layer.fields.node('inner_product_param');

/**
 * The edits that make the layer a convolution. Its weights keep their values: Caffe stores the kernel (out, in, h, w) in
 * the order of the matrix (out, in·h·w). Nothing where the layer has no parameters, or its matrix is transposed.
 */
export function convolutionFrom(text: string, layer: Layer, kernel: NewKernel, dialect: DialectId): TextEdit[] {
  const param = paramField(layer);
  const fields = layer.param('inner_product_param');
  const outputs = fields.node('num_output');
  const { typeNode } = layer;
  const type = typeNode && typeNames[typeNode.value];
  if (param === undefined || outputs === undefined || typeNode === undefined || type === undefined || fields.flag('transpose')) return [];
  const quote = /^["']/.exec(text.slice(typeNode.start))?.[0] ?? '';
  return [
    replaceRange(typeNode, `${quote}${type}${quote}`),
    replaceRange({ start: param.start, end: param.nameEnd }, 'convolution_param'),
    insertAfter(text, outputs, kernelFields(kernel, dialect)),
    ...dropped.flatMap((name) => fields.nodes(name).map((node) => replaceRange(node, ''))),
  ];
}

