/** What is measured: the unit, what theory says of it, and the program that gives the gradient. */
import type { Analysis } from '../../analysis/analysis';
import { extentAt } from '../../analysis/axis-field';
import { influenceOn, type Axis } from '../../analysis/influence';
import { joinCommas } from '../../l10n/lists';
import { t, type Words } from '../../l10n/text';
import type { Blob } from '../../net/net';
import { knownShape } from '../../net/shape';
import type { Program, ProgramBlob } from '../../onnx/compile';
import { gradientGraph, gradientName, NotDifferentiable, seedName } from '../../onnx/gradient';
import type { InfluenceJob, InfluenceResult } from '../messages';
import { InferenceError } from '../problem';

export interface Target {
  blob: Blob;
  shape: readonly number[];
  unit: readonly [number, number];
  /** Position of the input in `Analysis.inputs`. */
  input: number;
  field: InfluenceResult['field'];
  uniformDeviation: readonly [number, number] | undefined;
}

function fail(code: string, message: Words): never {
  throw new InferenceError({ code, message });
}

/** Blobs with places that depend on an input. */
const isMap = (analysis: Analysis, blob: Blob): boolean => (analysis.shapeOf(blob)?.length ?? 0) >= 4 && (analysis.fieldsOf(blob)?.length ?? 0) > 0;

function blobOf({ net, ...analysis }: Analysis, name: string | undefined): Blob {
  const maps = net.blobs.filter((blob) => isMap({ net, ...analysis }, blob));
  const blob = name === undefined ? maps.at(-1) : net.blobs.findLast((candidate) => candidate.name === name);
  if (blob) return blob;
  const names = joinCommas([...new Set(maps.map((map) => map.name))].slice(-5)) || t('none');
  return fail('influence/blob', name === undefined ? t('The net has no map that depends on an input.') : t`The net has no blob "${name}" in this phase: its last maps are ${names}.`);
}

/** @throws InferenceError where the net has no such unit, or it depends on no input */
export function targetOf(analysis: Analysis, { blob: name, unit: asked }: InfluenceJob): Target {
  const blob = blobOf(analysis, name);
  const shape = knownShape(analysis.shapeOf(blob)) ?? fail('net/unknown-shape', t`The shape of blob "${blob.name}" is not known. Give the net's input a size.`);
  const field = analysis.fieldsOf(blob)?.[0];
  if (field === undefined) return fail('influence/field', t`Blob "${blob.name}" depends on no input of the net, or on what its field cannot be told through.`);
  const [height, width] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const sizes = shape.length >= 4 ? [height, width] : [1, 1];
  const unit = asked ?? [Math.floor((sizes[0] ?? 1) / 2), Math.floor((sizes[1] ?? 1) / 2)];
  if (unit.some((place, axis) => place < 0 || place >= (sizes[axis] ?? 1))) fail('influence/unit', t`Blob "${blob.name}" has ${sizes.join('×')} units; there is no unit ${unit.join(',')}.`);
  const [down, right] = [extentAt(field.axes[0], unit[0]), extentAt(field.axes[1], unit[1])];
  const uniform = ([0, 1] as const).map((axis: Axis) => influenceOn(analysis, blob, { axis, unit: unit[axis], input: field.input })?.deviation);
  const [rows, columns] = uniform;
  return {
    blob, shape, unit, input: field.input,
    field: { first: [down.first, right.first], last: [down.last, right.last] },
    uniformDeviation: rows === undefined || columns === undefined ? undefined : [rows, columns],
  };
}

/** A program for the gradient of a blob by an input. @throws InferenceError where there is none */
export function gradientProgram(program: Program, input: ProgramBlob): Program {
  const [step, ...others] = program.steps;
  const [output] = program.outputs;
  if (step?.kind !== 'graph' || others.length > 0 || output === undefined) {
    return fail('influence/crf', t('A DenseCRF layer stands between the input and the blob, and has no gradient. Name a blob before it.'));
  }
  try {
    const graph = gradientGraph({ graph: step.graph, of: output, by: input });
    return {
      ...program, steps: [{ kind: 'graph', graph }],
      inputs: [...program.inputs, { name: seedName, tensor: seedName, shape: output.shape }],
      outputs: [{ name: input.name, tensor: gradientName, shape: input.shape }],
    };
  } catch (error) {
    if (!(error instanceof NotDifferentiable)) throw error;
    const layer = error.node.name.split('/').slice(0, -1).join('/');
    return fail('influence/gradient', t`Influence cannot be followed back through ${layer}: it has no gradient (${error.message}). Name a blob before it.`);
  }
}
