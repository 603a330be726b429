/** From a prototxt and weights to a program that can run. */
import { analyze } from '../analysis/analyze';
import type { Analysis } from '../analysis/analysis';
import { definitionOf } from '../layers/index';
import { buildNet } from '../net/buildNet';
import type { Layer } from '../net/net';
import type { Shape } from '../net/shape';
import { compile, isLoweringProblem, type Program } from '../onnx/compile';
import { problemText, type LoweringProblem } from '../onnx/problem';
import { documentContext } from '../rules/rules';
import { readDirectives } from '../schema/directives';
import { parse } from '../syntax/parser';
import type { SyntaxTree } from '../syntax/tree';
import type { NetSource } from './messages';
import { InferenceError } from './problem';
import type { OpenWeights } from './weights';

/** A net that is read and analysed for the phase TEST. */
export interface PreparedNet {
  tree: SyntaxTree;
  analysis: Analysis;
}

/** The 1-based line of an offset. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/**
 * Reads a net. @param inputShapes shapes of inputs, in place of those in the file
 * @throws InferenceError for text that is no net
 */
export function prepareNet(source: NetSource, inputShapes: ReadonlyMap<string, Shape>): PreparedNet {
  const tree = parse(source.text);
  const [problem] = tree.problems;
  if (problem) fail('net/syntax', `The prototxt cannot be read: ${problem.message}`, lineAt(source.text, problem.start));
  const context = documentContext(tree, { variables: new Map(source.variables) });
  if (context.kind !== 'net') fail('net/no-net', 'The file holds no net: it has no layers. Choose a prototxt that describes one.');
  const { net } = buildNet(tree, { phase: 'TEST', variables: context.variables, dialect: context.dialect });
  return { tree, analysis: analyze(net, { inputs: inputShapes, stated: readDirectives(tree).shapes }) };
}

function fail(code: string, message: string, line?: number): never {
  throw new InferenceError({ code, message, line, ...(line !== undefined && { wayOut: 'showProblem' as const }) });
}

/** Lowers a net. @throws InferenceError where it cannot be run */
export function compileNet({ tree, analysis }: PreparedNet, weights: OpenWeights, outputs?: readonly string[]): Program {
  const refusals = new Map(analysis.layers.map(({ layer, refusals: [refusal] }) => [layer, refusal]));
  const refusalOf = (layer: Layer): LoweringProblem | undefined => {
    const refusal = refusals.get(layer);
    return refusal && { code: `shape/${refusal.code}`, what: `Layer "${layer.name}" cannot be run`, detail: refusal.message.replace(/\.$/, ''), at: refusal.at };
  };
  const result = compile({
    net: analysis.net,
    shapeOf: (blob) => analysis.shapeOf(blob),
    definitionOf,
    refusalOf,
    weights: weights.supply(analysis.layers, (layer) => lineAt(tree.text, layer.node.start)),
    outputs,
  });
  if (!isLoweringProblem(result)) return result;
  const line = result.at && lineAt(tree.text, result.at.start);
  return fail(result.code, problemText(result, line), line);
}
