/** Nets from text, analysed, for tests that ask for shapes, fields and costs. */
import { analyze, type AnalysisOptions } from '../../server/src/analysis/analyze';
import type { Analysis, LayerAnalysis, ReceptiveField } from '../../server/src/analysis/analysis';
import { fieldCentre, fieldSize, fieldStart } from '../../server/src/analysis/axis-field';
import { toNumber } from '../../server/src/analysis/rational';
import { buildNet, type BuiltNet, type NetOptions } from '../../server/src/net/build-net';
import type { Blob, Net } from '../../server/src/net/net';
import type { Shape } from '../../server/src/net/shape';
import { inferDialect } from '../../server/src/schema/dialect';
import { readDirectives } from '../../server/src/schema/directives';
import { parse } from '../../server/src/syntax/parser';

/** The net of a text in the phase TEST, unless `options` say otherwise; its dialect is inferred. */
export function built(text: string, options: Partial<NetOptions> = {}): BuiltNet {
  const tree = parse(text);
  const { variables } = readDirectives(tree);
  return buildNet(tree, { phase: 'TEST', dialect: inferDialect(tree).dialect, variables, ...options });
}

/** The analysis of a text's net; what comments state counts. */
export const analyzed = (text: string, options: AnalysisOptions = {}, net: Partial<NetOptions> = {}): Analysis =>
  analyze(built(text, net).net, { stated: readDirectives(parse(text)).shapes, ...options });

/** The last version of a blob. */
export function blobNamed({ blobs }: Net, name: string): Blob {
  const blob = blobs.findLast((candidate) => candidate.name === name);
  if (blob === undefined) throw new Error(`The net has no blob "${name}"`);
  return blob;
}

export const shapeOf = (analysis: Analysis, name: string): Shape | undefined => analysis.shapeOf(blobNamed(analysis.net, name));

/** The blob's field with respect to one input (the first by default). */
export function fieldOf(analysis: Analysis, name: string, input = 0): ReceptiveField {
  const field = analysis.fieldsOf(blobNamed(analysis.net, name))?.find((candidate) => candidate.input === input);
  if (field === undefined) throw new Error(`The field of "${name}" is not known`);
  return field;
}

/** Size, stride, start and centre of a field as (height, width). */
export function figures({ axes }: ReceptiveField): Record<'size' | 'stride' | 'start' | 'centre', number[]> {
  return {
    size: axes.map(fieldSize), stride: axes.map(({ stride }) => toNumber(stride)), start: axes.map(fieldStart), centre: axes.map(fieldCentre),
  };
}

export function layerNamed({ layers }: Analysis, name: string): LayerAnalysis {
  const layer = layers.find((candidate) => candidate.layer.name === name);
  if (layer === undefined) throw new Error(`The net has no layer "${name}"`);
  return layer;
}

/** Shapes for the image input: the only one, or the one named `data`. */
export function imageInput(analysis: Analysis, shape: Shape): Map<string, Shape> {
  const { inputs } = analysis;
  return new Map(inputs.filter(({ blob }) => inputs.length === 1 || blob.name === 'data').map(({ blob }) => [blob.name, shape]));
}
