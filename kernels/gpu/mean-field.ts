// Mean field inference on the GPU (Krähenbühl & Koltun 2011, algorithm 1), in blocks of classes where buffers would grow too large.
import { sliceRows, splatAndBlur, type GpuValues } from './filter';
import { mostQuadsOfWorkgroup } from './programs';
import type { Dispatch, Step } from './recorder';
import type { Block, GpuRun } from './run';

/** One mean field update, made once and encoded as often as needed. */
export interface Iteration {
  readonly steps: readonly Step[];
  /** From L's buffer to Q's where classes of several blocks mix. */
  readonly copies: readonly (readonly [from: GPUBuffer, to: GPUBuffer])[];
}

export async function makeIteration(run: GpuRun): Promise<Iteration> {
  const { recorder, blocks } = run;
  const steps = await recorder.steps([...blocks.flatMap((_, b) => filterBlock(run, b)), ...(slicesToQ(run) ? [] : softmax(run, 'next'))]);
  return { steps, copies: blocks.flatMap(({ q, next }) => (q === next ? [] : [[next, q] as const])) };
}

/** Whether the last slice ends in Q: where there is one block of classes, and a workgroup can take the rows of a point. */
const slicesToQ = ({ blocks, quads }: GpuRun): boolean => blocks.length === 1 && quads <= mostQuadsOfWorkgroup;

/** L of one block: -U plus, for every kernel, its filtered and weighed Q. No block of Q changes before all kernels have read it. */
function filterBlock(run: GpuRun, b: number): Dispatch[] {
  const { blocks, kernels, values, quads, half } = run;
  const { base, q, next } = blocks[b] as Block;
  const filters = kernels.flatMap(({ lattice, matrix }, k) => {
    const mixing = matrix === undefined ? [] : mixBlock(run, matrix, b);
    const input = matrix === undefined ? q : (run.mixed ?? q);
    return [...mixing, ...splatAndBlur(lattice, values[k] as GpuValues, quads, half, input)];
  });
  const slices = kernels.map(({ lattice, factors }, k) => {
    const buffers = { values: (values[k] as GpuValues).result, factors: factors[b] as GPUBuffer, output: next };
    if (k === kernels.length - 1 && slicesToQ(run)) return sliceRows('sliceLast', lattice, { quads, half }, { ...buffers, base }, k === 0);
    return k === 0 ? sliceRows('slice', lattice, { quads, half }, { ...buffers, base }) : sliceRows('sliceOnto', lattice, { quads, half }, buffers);
  });
  return [...filters, ...slices];
}

/** One block of -mu Q: the matrix's rows of this block times the Q of every block. */
function mixBlock({ blocks, mixed, points, quads }: GpuRun, matrix: GPUBuffer, target: number): Dispatch[] {
  if (mixed === undefined) throw new Error('a run whose classes mix has room for it');
  return blocks.map(({ q }, source) => ({
    program: 'mix',
    variant: { quads },
    parameters: [points, target * quads, source * quads, blocks.length * quads],
    buffers: { 1: matrix, 2: q, 3: mixed },
    threads: points * quads,
  }));
}

/** Q = softmax(L) over all blocks, of Q itself at the start or of what was just filtered. */
export function softmax({ blocks, totals, points, quads }: GpuRun, which: 'q' | 'next'): Dispatch[] {
  const variant = { quads };
  const common = (block: Block) => ({ variant, parameters: [points, block.firstClass], buffers: { 1: block[which], 2: totals } });
  return [
    ...blocks.map((block): Dispatch => ({ program: 'total', ...common(block), threads: points })),
    ...blocks.map((block): Dispatch => ({ program: 'divide', ...common(block), threads: points * quads })),
  ];
}
