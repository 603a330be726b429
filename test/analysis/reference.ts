/**
 * A brute-force reference for random nets of one axis: which pixels reach which unit, by following every tap. It knows
 * no formula for fields: sizes come from counting windows, fields from sets of pixels.
 */
import { input as inputText, layer as layerText } from '../support/chain';

export type RandomStep =
  | { kind: 'conv' | 'deconv'; kernel: number; stride: number; pad: number; dilation: number }
  | { kind: 'pool'; kernel: number; stride: number; pad: number }
  | { kind: 'zoom' | 'shrink'; factor: number }
  | { kind: 'fork'; left: readonly RandomStep[]; right: readonly RandomStep[] };

/** A blob of the reference: how many units it has, and which pixels each sees if maps had no borders, or with borders. */
export interface ReferenceBlob {
  name: string;
  size: number;
  /** Whether paths of different strides have met, here or before: then no pattern repeats, and padding has no fields. */
  mixing: 'none' | 'here' | 'before';
  /** Input pixels between units, as a fraction. */
  stride: number;
  sees(unit: number): ReadonlySet<number>;
  seesInside(unit: number): ReadonlySet<number>;
}

interface Building {
  texts: string[];
  blobs: ReferenceBlob[];
}

const memoized = (compute: (unit: number) => ReadonlySet<number>): ((unit: number) => ReadonlySet<number>) => {
  const known = new Map<number, ReadonlySet<number>>();
  return (unit) => {
    const set = known.get(unit) ?? compute(unit);
    known.set(unit, set);
    return set;
  };
};

const union = (sets: Iterable<ReadonlySet<number>>): ReadonlySet<number> => {
  const all = new Set<number>();
  for (const set of sets) for (const pixel of set) all.add(pixel);
  return all;
};

/** A blob whose units read the listed units of another. */
function reading(name: string, size: number, bottom: ReferenceBlob, step: number, sources: (unit: number) => readonly number[]): ReferenceBlob {
  return {
    name, size, mixing: bottom.mixing === 'none' ? 'none' : 'before', stride: bottom.stride * step,
    sees: memoized((unit) => union(sources(unit).map((source) => bottom.sees(source)))),
    seesInside: memoized((unit) => union(sources(unit).filter((source) => source >= 0 && source < bottom.size).map((source) => bottom.seesInside(source)))),
  };
}

/** The last tap of the last window must lie inside the padded map. */
function convolved(size: number, { kernel, stride, pad, dilation }: { kernel: number; stride: number; pad: number; dilation: number }): number {
  let count = 0;
  while (count * stride - pad + (kernel - 1) * dilation <= size - 1 + pad) count += 1;
  return count;
}

/** Windows are added until they cover the padded map; with padding, one that would start beyond map and left padding is dropped. */
function pooled(size: number, kernel: number, stride: number, pad: number): number {
  let count = 1;
  while ((count - 1) * stride + kernel < size + 2 * pad) count += 1;
  return pad > 0 && (count - 1) * stride >= size + pad ? count - 1 : count;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Units j whose stamp of taps touches the unit. */
const stampedBy = (unit: number, { kernel, stride, pad, dilation }: { kernel: number; stride: number; pad: number; dilation: number }): number[] => {
  const reach = (kernel - 1) * dilation + 1;
  const nearest = Math.floor((unit + pad) / stride);
  return range(reach + 2).map((back) => nearest + 1 - back).filter((source) => range(kernel).some((tap) => source * stride - pad + tap * dilation === unit));
};

/** Align-corners: unit i stands at i · (in - 1) / (out - 1), between two units or on one. */
function interpolated(name: string, size: number, bottom: ReferenceBlob): ReferenceBlob {
  const [span, steps] = [bottom.size - 1, size - 1];
  const sources = (unit: number): number[] => {
    if (steps === 0) return [0];
    const below = Math.floor((unit * span) / steps);
    return below * steps === unit * span ? [below] : [below, below + 1];
  };
  return reading(name, size, bottom, steps === 0 ? 0 : span / steps, sources);
}

function mixingOf(left: ReferenceBlob, right: ReferenceBlob): ReferenceBlob['mixing'] {
  if (left.mixing !== 'none' || right.mixing !== 'none') return 'before';
  return Math.abs(left.stride - right.stride) > 1e-12 ? 'here' : 'none';
}

/** Two paths that meet: the second is resized to the first, as DeepLab's scales are. */
function joined(name: string, left: ReferenceBlob, right: ReferenceBlob): ReferenceBlob {
  return {
    name, size: left.size, stride: left.stride, mixing: mixingOf(left, right),
    sees: memoized((unit) => union([left.sees(unit), right.sees(unit)])),
    seesInside: memoized((unit) => union([left.seesInside(unit), right.seesInside(unit)])),
  };
}

/** Maps larger than this take long to probe, smaller than 1 do not exist. */
const isProbable = (size: number): boolean => size >= 1 && size <= 150;

function addLayer(building: Building, bottom: ReferenceBlob, step: Exclude<RandomStep, { kind: 'fork' }>): ReferenceBlob {
  const name = `b${building.blobs.length}`;
  const made = makeLayer(name, bottom, step);
  if (made === undefined) return bottom;
  building.texts.push(layerText(name, made.notation, bottom.name));
  building.blobs.push(made.blob);
  return made.blob;
}

/** Undefined where the step does not fit the map. */
function makeLayer(name: string, bottom: ReferenceBlob, step: Exclude<RandomStep, { kind: 'fork' }>): { blob: ReferenceBlob; notation: string } | undefined {
  switch (step.kind) {
    case 'conv': {
      const { kernel, stride, pad, dilation } = step;
      const size = convolved(bottom.size, step);
      const taps = (unit: number): number[] => range(kernel).map((tap) => unit * stride - pad + tap * dilation);
      return isProbable(size) ? { blob: reading(name, size, bottom, stride, taps), notation: `conv ${kernel} ${stride} ${pad} ${dilation}` } : undefined;
    }
    case 'pool': {
      const { kernel, stride, pad } = step;
      const size = pooled(bottom.size, kernel, stride, pad);
      const taps = (unit: number): number[] => range(kernel).map((tap) => unit * stride - pad + tap);
      // A single window that covers the map is a global pooling, which the property test does not speak of.
      return isProbable(size) && size > 1 && pad < kernel ? { blob: reading(name, size, bottom, stride, taps), notation: `pool ${kernel} ${stride} ${pad}` } : undefined;
    }
    case 'deconv': {
      const { kernel, stride, pad, dilation } = step;
      const size = (bottom.size - 1) * stride + (kernel - 1) * dilation + 1 - 2 * pad;
      return isProbable(size) ? { blob: reading(name, size, bottom, 1 / stride, (unit) => stampedBy(unit, step)), notation: `deconv ${kernel} ${stride} ${pad} ${dilation}` } : undefined;
    }
    case 'zoom': {
      const size = bottom.size + (bottom.size - 1) * (step.factor - 1);
      return isProbable(size) ? { blob: interpolated(name, size, bottom), notation: `zoom ${step.factor}` } : undefined;
    }
    case 'shrink': {
      const size = range(bottom.size).filter((unit) => unit % step.factor === 0).length;
      return { blob: interpolated(name, size, bottom), notation: `shrink ${step.factor}` };
    }
  }
}

function addSteps(building: Building, start: ReferenceBlob, steps: readonly RandomStep[]): ReferenceBlob {
  let current = start;
  for (const step of steps) current = step.kind === 'fork' ? addFork(building, current, step) : addLayer(building, current, step);
  return current;
}

function addFork(building: Building, start: ReferenceBlob, { left, right }: Extract<RandomStep, { kind: 'fork' }>): ReferenceBlob {
  const first = addSteps(building, start, left);
  const second = addSteps(building, start, right);
  const resizedName = `b${building.blobs.length}`;
  const resized = interpolated(resizedName, first.size, second);
  building.texts.push(layerText(resizedName, `resize ${first.size}`, second.name));
  building.blobs.push(resized);
  const name = `b${building.blobs.length}`;
  building.texts.push(`layer { name: "${name}" type: "Concat" bottom: "${first.name}" bottom: "${resizedName}" top: "${name}" }`);
  const both = joined(name, first, resized);
  building.blobs.push(both);
  return both;
}

/** The net of random steps as text, and what the reference knows of each blob. */
export function buildReference(size: number, steps: readonly RandomStep[]): { text: string; blobs: readonly ReferenceBlob[] } {
  const own = memoized((unit) => new Set([unit]));
  const start: ReferenceBlob = { name: 'data', size, mixing: 'none', stride: 1, sees: own, seesInside: own };
  const building: Building = { texts: [inputText(size)], blobs: [] };
  addSteps(building, start, steps);
  return { text: building.texts.join('\n'), blobs: building.blobs };
}
