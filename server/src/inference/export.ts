/** The job behind `atrous export`: the lowered net as an ONNX file that needs nothing of this program. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { t } from '../l10n/text';
import { encodeModel, type Initializer, type OnnxGraph } from '../onnx/model';
import { openFile, type FileSource } from '../weights/file';
import { cutNotes } from './forward';
import type { StageClock } from './job';
import type { ExportJob, ExportResult } from './messages';
import { compileNet, prepareNet, withAssumedInputs } from './model';
import { fileReason, InferenceError } from './problem';
import { openWeights, type OpenWeights } from './weights';

/** A protobuf message can hold 2 GiB; the rest is for the graph. */
const mostBytes = 2 ** 31 - 2 ** 24;

export function exportModel(job: ExportJob, clock: StageClock): ExportResult {
  clock.begin('loading');
  const weights = openWeights(job.weights);
  try {
    clock.begin('lowering');
    const net = withAssumedInputs(prepareNet(job.net, new Map()), new Map());
    const program = compileNet(net, weights);
    const [step, ...others] = program.steps;
    if (step?.kind !== 'graph' || others.length > 0) {
      throw new InferenceError({ code: 'export/crf', message: t('The net holds a DenseCRF layer, which ONNX has no operator for. Remove the layer, export, and refine the scores with "atrous crf".') });
    }
    clock.begin('writing');
    const bytes = encodeModel(selfContained(step.graph, weights));
    write(job.output, bytes);
    return {
      kind: 'export', file: job.output, bytes: bytes.length,
      inputs: program.inputs.map(({ name, shape }) => ({ name, shape })), outputs: program.outputs.map(({ name, shape }) => ({ name, shape })),
      notes: [...weights.notes, ...cutNotes(program.cut)],
    };
  } finally {
    weights.close();
  }
}

/** The graph with every constant inside. */
function selfContained(graph: OnnxGraph, { folder }: OpenWeights): OnnxGraph {
  const total = graph.initializers.reduce((sum, { data }) => sum + ('bytes' in data ? data.bytes.length : data.length), 0);
  if (total > mostBytes) {
    throw new InferenceError({ code: 'export/too-large', message: t`The weights are ${(total / 1e9).toFixed(1)} GB, and an ONNX file can hold 2 GB.` });
  }
  const files = new Map<string, FileSource>();
  const inside = (initializer: Initializer): Initializer => {
    const { data } = initializer;
    if ('bytes' in data) return initializer;
    const file = files.get(data.file) ?? openFile(join(folder, data.file));
    files.set(data.file, file);
    return { ...initializer, data: { bytes: file.read(data.offset, data.length).slice() } };
  };
  try {
    return { ...graph, initializers: graph.initializers.map(inside) };
  } finally {
    for (const file of files.values()) file.close();
  }
}

/** The file appears whole or not at all. */
function write(path: string, bytes: Uint8Array): void {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(draft, bytes);
      renameSync(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    throw new InferenceError({ code: 'run/write', message: t`The model cannot be written to ${path}: ${fileReason(error)}.` });
  }
}
