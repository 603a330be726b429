/** The job behind `atrous export`: the lowered net as an ONNX file that needs nothing of this program. */
import { joinCommas } from '../../l10n/lists';
import { t, type Words } from '../../l10n/text';
import type { Shape } from '../../net/shape';
import type { Program } from '../../onnx/compile';
import { opset, type OnnxGraph } from '../../onnx/model';
import { forOpset } from '../../onnx/opsets';
import { cutNotes } from '../forward';
import type { StageClock } from '../job';
import type { ExportJob, ExportResult } from '../messages';
import { compileNet, prepareNet, withAssumedInputs, type PreparedNet } from '../model';
import { InferenceError } from '../problem';
import { openWeights, type OpenWeights } from '../weights';
import { dynamicSizes, withOpenSizes } from './dynamic';
import { writeModel } from './write-model';

export function exportModel(job: ExportJob, clock: StageClock): ExportResult {
  const { inputs = [], opset: version = opset, isExternal = false, isDynamic = false } = job;
  clock.begin('loading');
  const weights = openWeights(job.weights);
  try {
    clock.begin('lowering');
    const shapes = new Map([...inputs, ...shapesAt(job)]);
    const net = withAssumedInputs(prepareNet(job.net, shapes), shapes);
    const program = compileNet(net, weights, undefined, isDynamic);
    const { graph, notes } = firstGraph(net, program);
    const { graph: finished, notes: sizeNotes } = isDynamic ? opened({ ...job, inputs: [...shapes] }, net, graph, weights) : { graph, notes: [] };
    clock.begin('writing');
    const { bytes, dataBytes } = writeModel({ graph: forOpset(finished, version), folder: weights.folder, opset: version, isExternal, path: job.output });
    return {
      kind: 'export', file: job.output, bytes, dataBytes,
      inputs: finished.inputs.map(({ name, shape }) => ({ name, shape })), outputs: finished.outputs.map(({ name, shape }) => ({ name, shape })),
      notes: [...weights.notes, ...cutNotes(program.cut), ...notes, ...sizeNotes],
    };
  } finally {
    weights.close();
  }
}

/** The shapes of the inputs that take pictures, at the size that was asked for. */
function shapesAt({ net, size }: ExportJob): [string, number[]][] {
  if (!size) return [];
  const isPicture = ({ shape }: { shape: Shape | undefined }): boolean => shape === undefined || (shape.length === 4 && !(shape[2] === 1 && shape[3] === 2));
  const known = (dim: unknown, usual: number): number => (typeof dim === 'number' ? dim : usual);
  return prepareNet(net, new Map()).analysis.inputs.filter(isPicture).map(({ blob, shape }) => [blob.name, [known(shape?.[0], 1), known(shape?.[1], 3), size.height, size.width]]);
}

/** What goes into the file: all of the program, or the part before the first step that ONNX has no operator for. */
function firstGraph({ analysis }: PreparedNet, { steps }: Program): { graph: OnnxGraph; notes: Words[] } {
  const [step] = steps;
  if (step?.kind !== 'graph') throw new InferenceError({ code: 'export/crf', message: t('The net begins with a DenseCRF layer, which ONNX has no operator for: nothing is left to export.') });
  if (steps.length === 1) return { graph: step.graph, notes: [] };
  const crf = analysis.layers.filter(({ definition }) => definition?.category === 'crf').map(({ layer }) => layer.name);
  return { graph: step.graph, notes: [t`Left out, as ONNX has no operator for it: ${joinCommas(crf)} and what follows. Refine the scores with "atrous crf".`] };
}

/** The graph for any height and width that the net allows, and which those are. */
function opened(job: ExportJob, net: PreparedNet, graph: OnnxGraph, weights: OpenWeights): { graph: OnnxGraph; notes: Words[] } {
  const graphAt = (shapes: ReadonlyMap<string, Shape>): OnnxGraph | undefined => {
    try {
      const given = new Map([...(job.inputs ?? []), ...shapes]);
      const other = withAssumedInputs(prepareNet(job.net, given), given);
      return firstGraph(other, compileNet(other, weights, undefined, true)).graph;
    } catch (error) {
      if (error instanceof InferenceError) return undefined;
      throw error;
    }
  };
  const sizes = dynamicSizes(net, graph, graphAt);
  if (!sizes) throw new InferenceError({ code: 'export/fixed', message: t('The net works at one size only: layers such as InnerProduct or Reshape fix it. Export it without --dynamic, or make it fully convolutional first.') });
  const [first] = graph.inputs.filter(({ name }) => sizes.inputs.has(name));
  const [height, width] = [first?.shape[2], first?.shape[3]];
  const form = (side: unknown): string => `${Number(side) % sizes.step} + ${sizes.step}·k`;
  const note = sizes.step === 1 ? t('Height and width may be any.') : t`Heights may be ${form(height)} and widths ${form(width)}: at others the net's own rounding differs.`;
  return { graph: withOpenSizes(graph, sizes), notes: [note] };
}
