/** Words for a layer that a weights file does not fit: what differs, and what to change so that it does. */
import type { LayerAnalysis } from '../analysis/analysis';
import type { ParameterBlob } from '../layers/definition';
import type { FieldChange } from '../layers/remedy';
import { joinAnd, joinCommas } from '../l10n/lists';
import { say, t, type Words } from '../l10n/text';
import type { Layer } from '../net/net';
import type { SourceRange } from '../syntax/tree';
import type { StoredBlob } from './blob';
import type { StoredLayer } from './caffemodel';

/** A layer that the file does not fit. */
export interface WeightMismatch {
  code: 'weights/shape-mismatch' | 'weights/blob-count' | 'weights/damaged-blob';
  message: Words;
  layer: Layer;
  /** All of them together make the layer fit; empty where no field would. */
  changes: readonly FieldChange[];
  /** Places that explain it, other than the layer's name. */
  places: readonly (SourceRange & { message: Words })[];
}

type Shape = readonly (number | string)[];

const text = (shape: Shape): string => shape.join('×') || t('scalar');

const roleOf = (blob: ParameterBlob | undefined): string => (blob ? say(blob.role) : '');

/** The net's shape as Caffe compares it: legacy shapes have four axes, of which those that the net's shape lacks must be 1. */
const comparable = (wanted: Shape, { shape, legacy }: StoredBlob): Shape =>
  legacy ? [...new Array<number>(Math.max(0, shape.length - wanted.length)).fill(1), ...wanted] : wanted;

/** Shapes must agree axis by axis; what the net leaves open is not compared. */
export function fits(wanted: Shape, stored: StoredBlob): boolean {
  if (wanted.some((dim) => typeof dim !== 'number')) return true;
  const padded = comparable(wanted, stored);
  return padded.length === stored.shape.length && padded.every((dim, axis) => dim === stored.shape[axis]);
}

export function shapeMismatch(target: LayerAnalysis, index: number, stored: StoredBlob): WeightMismatch {
  const { layer, blobs } = target;
  const wanted = blobs[index]?.shape ?? [];
  const changes = changesFor(target, index, stored);
  const bottom = bottomDifference(target, index, stored);
  const fields = changes.length > 0 ? [t`set ${joinAnd(changes.map(({ field, value }) => t`${field} to ${String(value)}`))} as it was in training`] : [];
  return {
    code: 'weights/shape-mismatch',
    layer,
    changes,
    message: t`Layer "${layer.name}": blob ${index} (${roleOf(blobs[index])}) has the shape ${text(wanted)} in the net and ${text(stored.shape)} in the weights file. ${adviceOf([...(bottom ? [bottom.advice] : []), ...fields])}, or rename it to start from its fillers instead.`,
    places: [...changes.flatMap((change) => fieldPlace(target, change)), ...(bottom ? [bottom.place] : [])],
  };
}

/** What to do, as the beginning of a sentence. */
function adviceOf(parts: readonly string[]): string {
  const text = parts.join(t(', and ')) || t('make the layer as it was in training');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What fields must be for the axes that they set. */
function changesFor({ blobs }: LayerAnalysis, index: number, stored: StoredBlob): FieldChange[] {
  const { shape: wanted, axes } = blobs[index] ?? { shape: [] };
  const changes = differingAxes(wanted, stored).flatMap(({ axis, value }) => {
    const field = axes?.[axis];
    return field === undefined ? [] : [{ field, value }];
  });
  const unique = new Map(changes.map((change) => [change.field, change]));
  const isConsistent = changes.every(({ field, value }) => unique.get(field)?.value === value);
  return isConsistent ? [...unique.values()] : [];
}

/** Axes of the net's shape that differ, with the file's lengths; none where the shapes have different axes. */
function differingAxes(wanted: Shape, stored: StoredBlob): { axis: number; value: number }[] {
  const lead = stored.shape.length - wanted.length;
  if (comparable(wanted, stored).length !== stored.shape.length) return [];
  return wanted.flatMap((dim, axis) => {
    const value = stored.shape[axis + lead];
    return value === undefined || value === dim ? [] : [{ axis, value }];
  });
}

/** Where the bottom brings another number of channels than in training: its place. */
function bottomDifference(target: LayerAnalysis, index: number, stored: StoredBlob): { advice: string; place: SourceRange & { message: Words } } | undefined {
  const { layer, blobs, bottomShapes } = target;
  const { shape: wanted, axes } = blobs[index] ?? { shape: [] };
  const [difference, ...others] = differingAxes(wanted, stored).filter(({ axis }) => axes !== undefined && axes[axis] === undefined);
  const [bottom] = layer.bottoms;
  const channels = bottomShapes[0]?.[1];
  const now = difference && wanted[difference.axis];
  if (!difference || others.length > 0 || !bottom || typeof channels !== 'number' || typeof now !== 'number') return undefined;
  const trained = (channels / now) * difference.value;
  if (!Number.isInteger(trained)) return undefined;
  const { start, end } = bottom.node;
  return {
    advice: t`mend the layer that makes its bottom "${bottom.name}", which has ${channels} channels and had ${trained} in training`,
    place: { start, end, message: t`This has ${channels} channels here, and had ${trained} in training.` },
  };
}

function fieldPlace({ layer, definition }: LayerAnalysis, { field, value }: FieldChange): (SourceRange & { message: Words })[] {
  const node = layer.param(definition?.param ?? '').node(field);
  return node ? [{ start: node.start, end: node.end, message: t`This was ${String(value)} in training.` }] : [];
}

/** Values of the file that are not what their shape says. */
export const damagedBlob = ({ layer, blobs }: LayerAnalysis, index: number, flaw: Words): WeightMismatch => ({
  code: 'weights/damaged-blob', layer, changes: [], places: [],
  message: t`Layer "${layer.name}": blob ${index} (${roleOf(blobs[index])}) is damaged in the weights file: ${flaw}. Copy or download the file again, or rename the layer to start from its fillers instead.`,
});

export function countMismatch(target: LayerAnalysis, stored: StoredLayer): WeightMismatch {
  const { layer, blobs } = target;
  const roles = joinCommas(blobs.map(roleOf)) || t('none');
  const changes = biasChange(target, stored);
  const advice = changes.length > 0 ? t`Set bias_term to ${String(changes[0]?.value)} as it was in training` : t('Make the layer as it was in training');
  return {
    code: 'weights/blob-count',
    layer,
    changes,
    message: blobs.length === 1
      ? t`Layer "${layer.name}" has 1 weight blob in the net (${roles}) and ${stored.blobs.length} in the weights file. ${advice}, or rename it to start from its fillers instead.`
      : t`Layer "${layer.name}" has ${blobs.length} weight blobs in the net (${roles}) and ${stored.blobs.length} in the weights file. ${advice}, or rename it to start from its fillers instead.`,
    places: changes.flatMap((change) => fieldPlace(target, change)),
  };
}

/** A bias too many or too few, where the layer says whether it has one. */
function biasChange({ layer, definition, blobs }: LayerAnalysis, { blobs: stored }: StoredLayer): FieldChange[] {
  const hasBias = blobs.at(-1)?.role === 'bias';
  if (hasBias && stored.length === blobs.length - 1) return [{ field: 'bias_term', value: false }];
  const isWithout = !hasBias && stored.length === blobs.length + 1 && layer.param(definition?.param ?? '').node('bias_term') !== undefined;
  return isWithout ? [{ field: 'bias_term', value: true }] : [];
}
