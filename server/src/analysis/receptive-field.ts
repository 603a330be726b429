/** Passes receptive fields through one layer, and notes where paths that meet disagree. */
import type { Window, WindowPair } from '../layers/definition';
import { pointwise } from '../layers/windows';
import type { Dim, Shape } from '../net/shape';
import type { InputBlob, Misalignment, ReceptiveField } from './analysis';
import { areAligned, fieldThrough, hullOfPaths, inputField, type AxisField } from './axis-field';

/** What reaches one top from the bottoms. */
export interface Reached {
  fields: readonly ReceptiveField[] | undefined;
  misalignments: readonly Misalignment[];
}

const sizeAt = (shape: Shape | undefined, axis: 0 | 1): number | undefined => {
  const dim: Dim | undefined = shape !== undefined && shape.length >= 4 ? shape.at(axis - 2) : undefined;
  return typeof dim === 'number' ? dim : undefined;
};

/** An input sees itself, pixel by pixel. */
export const fieldOfInput = (input: number): readonly ReceptiveField[] => [{ input, axes: [inputField, inputField] }];

/** One path: the fields of a bottom seen through a layer's windows. */
function throughLayer(windows: readonly [Window, Window], fields: readonly ReceptiveField[], bottom: Shape | undefined, inputs: readonly InputBlob[]): readonly ReceptiveField[] {
  if (windows === pointwise) return fields;
  return fields.map(({ input, axes }) => {
    const through = (axis: 0 | 1): AxisField =>
      fieldThrough(windows[axis], axes[axis], { bottom: sizeAt(bottom, axis), input: sizeAt(inputs[input]?.shape, axis) });
    const [height, width] = [through(0), through(1)];
    return { input, axes: height === axes[0] && width === axes[1] ? axes : [height, width] };
  });
}

interface Path {
  bottom: number;
  field: ReceptiveField;
}

/** The first pair of paths that disagree along an axis. */
function disagreement(paths: readonly Path[], axis: 0 | 1): Misalignment | undefined {
  const [first, ...others] = paths;
  const other = first && others.find(({ field }) => !areAligned(first.field.axes[axis], field.axes[axis]));
  return other && {
    input: first.field.input, axis,
    paths: [{ bottom: first.bottom, field: first.field.axes[axis] }, { bottom: other.bottom, field: other.field.axes[axis] }],
  };
}

/** All paths from one input become one field: the hull. */
function join(paths: readonly Path[], top: Shape | undefined): { field: ReceptiveField | undefined; misalignments: Misalignment[] } {
  const [first, ...others] = paths;
  if (first === undefined || others.length === 0) return { field: first?.field, misalignments: [] };
  const hull = (axis: 0 | 1): AxisField =>
    others.reduce((joined, { field }) => hullOfPaths(joined, field.axes[axis], sizeAt(top, axis)), first.field.axes[axis]);
  const misalignments = ([0, 1] as const).map((axis) => disagreement(paths, axis)).filter((found) => found !== undefined);
  return { field: { input: first.field.input, axes: [hull(0), hull(1)] }, misalignments };
}

/** The shapes around a layer's top: of its bottoms, and its own. */
interface ShapesAround {
  bottoms: readonly (Shape | undefined)[];
  top: Shape | undefined;
}

/**
 * The fields of a top that sees each bottom through a window, from the fields of the bottoms. Not known where a bottom's
 * are not, or where a window depends on something that the file does not say.
 */
export function fieldsThrough(
  windowsByBottom: readonly WindowPair[], bottoms: readonly (readonly ReceptiveField[] | undefined)[], shapes: ShapesAround, inputs: readonly InputBlob[],
): Reached {
  const paths = new Map<number, Path[]>();
  for (let bottom = 0; bottom < bottoms.length; bottom++) {
    const [windows, fields] = [windowsByBottom[bottom] ?? 'none', bottoms[bottom]];
    if (windows === 'none') continue;
    if (windows === 'unknown' || fields === undefined) return { fields: undefined, misalignments: [] };
    if (bottoms.length === 1) return { fields: throughLayer(windows, fields, shapes.bottoms[0], inputs), misalignments: [] };
    for (const field of throughLayer(windows, fields, shapes.bottoms[bottom], inputs)) {
      const known = paths.get(field.input);
      if (known === undefined) paths.set(field.input, [{ bottom, field }]);
      else known.push({ bottom, field });
    }
  }
  const joined = [...paths.values()].map((reaching) => join(reaching, shapes.top));
  return {
    fields: joined.map(({ field }) => field).filter((field) => field !== undefined).sort((a, b) => a.input - b.input),
    misalignments: joined.flatMap(({ misalignments }) => misalignments),
  };
}
