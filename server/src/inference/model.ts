/** From a prototxt and weights to a program that can run. */
import { analyze } from '../analysis/analyze';
import { sharedMismatches } from '../analysis/shared-shapes';
import type { Analysis } from '../analysis/analysis';
import { memoryOf } from '../analysis/memory';
import { t, type Words } from '../l10n/text';
import { definitionOf } from '../layers/index';
import { buildNet, type BuiltNet } from '../net/build-net';
import type { Blob, Layer, Net, Phase } from '../net/net';
import { formatShape, unknownDim, type Shape } from '../net/shape';
import { compile, isLoweringProblem, type Program } from '../onnx/compile';
import { bringsData } from '../onnx/plan';
import { problemText, type LoweringProblem } from '../onnx/problem';
import type { DocumentContext } from '../rules/rule';
import { documentContext } from '../rules/rules';
import { readDirectives } from '../schema/directives';
import { parse } from '../syntax/parser';
import type { SyntaxTree } from '../syntax/tree';
import type { NetSource } from './messages';
import { InferenceError } from './problem';
import type { OpenWeights } from './weights';

/** A net that is read and analysed, to be run as in testing. */
export interface PreparedNet {
  tree: SyntaxTree;
  analysis: Analysis;
}

/** The 1-based line of an offset. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/**
 * Reads a net to be run as in testing. @param inputShapes shapes of inputs, in place of those in the file
 * @throws InferenceError for text that is no net
 */
export function prepareNet(source: NetSource, inputShapes: ReadonlyMap<string, Shape>): PreparedNet {
  const tree = parse(source.text);
  const [problem] = tree.problems;
  if (problem) fail('net/syntax', t`The prototxt cannot be read: ${problem.message}`, lineAt(source.text, problem.start));
  const context = documentContext(tree, { variables: new Map(source.variables) });
  if (context.kind !== 'net') fail('net/no-net', t('The file holds no net: it has no layers. Choose a prototxt that describes one.'));
  return { tree, analysis: analyze(netToRun(context), { inputs: inputShapes, stated: readDirectives(tree).shapes }) };
}

/** The net of the phase TEST, or of TRAIN where only that one has the layers that bring the pictures in. */
function netToRun({ tree, variables, dialect }: DocumentContext): Net {
  const build = (phase: Phase): BuiltNet => buildNet(tree, { phase, variables, dialect });
  const missing = ({ problems }: BuiltNet): string[] => problems.flatMap((problem) => (problem.kind === 'unknown-bottom' ? [problem.bottom.name] : []));
  const test = build('TEST');
  if (test.net.layers.length > 0 && missing(test).length === 0) return test.net;
  const train = build('TRAIN');
  const isTrainOnly = test.net.layers.length === 0 || missing(test).some((name) => train.net.blobs.some((blob) => blob.name === name));
  return isTrainOnly ? train.net : test.net;
}

/**
 * Pictures that are tried in this order where a file leaves the size to its data: in colour with the heights and widths of classification
 * and of the form 32k + 1, then of fewer channels, such as pairs of grey pictures.
 */
const usualShapes: readonly (readonly number[])[] = [[3, 224], [3, 225], [3, 299], [3, 321], [1, 224], [2, 224]].map(([channels = 3, size = 224]) => [1, channels, size, size]);

/** The height and width of the picture without padding, which DeepLab's CRF layers read. */
const trueSizeShape: readonly number[] = [1, 1, 1, 2];

const isTrueSize = (blob: Blob): boolean =>
  blob.consumers.some(({ type, bottoms }) => definitionOf(type)?.category === 'crf' && bottoms[1]?.blob === blob);

/**
 * The net with sizes for the inputs whose sizes the file leaves open, and with a batch of one where a data layer would bring more.
 * `assumed`: the shapes by input.
 */
export function withAssumedInputs({ tree, analysis }: PreparedNet, given: ReadonlyMap<string, Shape>): PreparedNet & { assumed: ReadonlyMap<string, Shape> } {
  let first: ReturnType<typeof withAssumedInputs> | undefined;
  for (const usual of usualShapes) {
    const assumed = assumedShapes(analysis, given, usual);
    if (assumed.size === 0) break;
    const sized = analyze(analysis.net, { inputs: new Map([...assumed, ...given]), stated: analysis.options.stated });
    const net = { tree, analysis: sized, assumed };
    if (isWithoutRefusal(sized)) return net;
    first ??= net;
  }
  return first ?? { tree, analysis, assumed: new Map() };
}

const isWithoutRefusal = (analysis: Analysis): boolean =>
  analysis.layers.every(({ refusals }) => refusals.length === 0) && sharedMismatches(analysis).next().done === true;

function assumedShapes({ inputs }: Analysis, given: ReadonlyMap<string, Shape>, usualShape: readonly number[]): Map<string, Shape> {
  const assumed = new Map<string, Shape>();
  for (const { blob, shape } of inputs) {
    if (given.has(blob.name)) continue;
    if (shape === undefined) assumed.set(blob.name, isTrueSize(blob) ? trueSizeShape : usualShape);
    if (shape?.length !== usualShape.length) continue;
    const isCut = blob.producer !== undefined && bringsData(blob.producer, definitionOf(blob.producer.type));
    const isOpen = shape.some((dim) => typeof dim !== 'number');
    const known = shape.find((dim, axis) => axis > 1 && typeof dim === 'number');
    const filled = shape.map((dim, axis) => (axis === 0 && isCut ? 1 : isOpen && dim === unknownDim ? (axis > 1 ? (known ?? usualShape[axis] ?? 1) : (usualShape[axis] ?? 1)) : dim));
    if (filled.some((dim, axis) => dim !== shape[axis])) assumed.set(blob.name, filled);
  }
  return assumed;
}

function fail(code: string, message: Words, line?: number): never {
  throw new InferenceError({ code, message, line, ...(line !== undefined && { wayOut: 'showProblem' as const }) });
}

/** Why Caffe would refuse a layer: for what it is, or for a parameter that it shares with one of another shape. */
function refusalsOf(analysis: Analysis): (layer: Layer) => LoweringProblem | undefined {
  const shared = Array.from(sharedMismatches(analysis), ({ name, sharer, owner, wanted, owned }): [Layer, LoweringProblem] => {
    const detail = t`it shares "${name}" with layer "${owner.name}", where it is ${formatShape(owned)}, and needs it as ${formatShape(wanted)}`;
    return [sharer.layer, { code: 'shape/shared-parameter', what: t`Layer "${sharer.layer.name}" cannot be run`, detail, at: sharer.layer.nameNode ?? sharer.layer.node }];
  });
  const own = analysis.layers.flatMap(({ layer, refusals: [refusal] }): [Layer, LoweringProblem][] =>
    (refusal ? [[layer, { code: `shape/${refusal.code}`, what: t`Layer "${layer.name}" cannot be run`, detail: refusal.message.replace(/[.。]$/, '') as Words, at: refusal.at }]] : []));
  const problems = new Map([...shared, ...own]);
  return (layer) => problems.get(layer);
}

/** Lowers a net. @throws InferenceError where it cannot be run */
export function compileNet({ tree, analysis }: PreparedNet, weights: OpenWeights, outputs?: readonly string[], isDynamic?: boolean): Program {
  const result = compile({
    net: analysis.net,
    shapeOf: (blob) => analysis.shapeOf(blob),
    definitionOf,
    refusalOf: refusalsOf(analysis),
    weights: weights.supply(analysis.layers, (layer) => lineAt(tree.text, layer.node.start)),
    outputs,
    isDynamic,
  });
  if (!isLoweringProblem(result)) {
    const memory = memoryOf(analysis);
    return { ...result, bytes: memory.weights + memory.peak };
  }
  const line = result.at && lineAt(tree.text, result.at.start);
  return fail(result.code, problemText(result, line), line);
}
