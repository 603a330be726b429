// The compute shaders by name: which WGSL files make up each, and where it starts.
import blur from '../wgsl/blur.wgsl';
import common from '../wgsl/common.wgsl';
import embed from '../wgsl/embed.wgsl';
import fill from '../wgsl/fill.wgsl';
import insert from '../wgsl/insert.wgsl';
import keys from '../wgsl/keys.wgsl';
import lists from '../wgsl/lists.wgsl';
import mix from '../wgsl/mix.wgsl';
import neighbours from '../wgsl/neighbours.wgsl';
import normalize from '../wgsl/normalize.wgsl';
import number from '../wgsl/number.wgsl';
import rows from '../wgsl/rows.wgsl';
import rowsFull from '../wgsl/rows-full.wgsl';
import rowsHalf from '../wgsl/rows-half.wgsl';
import scan from '../wgsl/scan.wgsl';
import slice from '../wgsl/slice.wgsl';
import softmax from '../wgsl/softmax.wgsl';
import sort from '../wgsl/sort.wgsl';
import splat from '../wgsl/splat.wgsl';

/** What a shader is specialised for. */
export interface Variant {
  /** Dimensions of the feature space; 1 for shaders that do not know any. */
  readonly d: number;
  /** Groups of four classes in a row of values. */
  readonly quads: number;
  /** Whether rows of lattice values are stored in half precision. */
  readonly half: boolean;
}

/** Threads of a workgroup, except where a shader says otherwise. */
export const workgroupThreads = 64;

/** Rows of this many quads that a workgroup takes where it takes whole rows. */
const rowsOfWorkgroup = (quads: number): number => Math.max(1, Math.floor((2 * workgroupThreads) / quads));

/** Rows of more quads than this have no workgroup that could take them whole. */
export const mostQuadsOfWorkgroup = 2 * workgroupThreads;

interface Program {
  readonly files: readonly string[];
  readonly entry: string;
  /** Threads that one workgroup stands for in `dispatch`, given the quads of a row; `workgroupThreads` where absent. */
  readonly tile?: (quads: number) => number;
}

/** Words of one tile of the prefix sum and of the sort. */
export const tileWords = 2048;

const tile = (): number => tileWords;

export const programs = {
  fill: { files: [fill], entry: 'fill' },
  embed: { files: [embed], entry: 'embed' },
  insert: { files: [keys, insert], entry: 'insert' },
  flag: { files: [number], entry: 'flag' },
  assign: { files: [number], entry: 'assign' },
  findNeighbours: { files: [keys, neighbours], entry: 'findNeighbours' },
  sumTiles: { files: [scan], entry: 'sumTiles', tile },
  scanTiles: { files: [scan], entry: 'scanTiles', tile },
  countDigits: { files: [sort], entry: 'count', tile },
  scatter: { files: [sort], entry: 'scatter', tile },
  writeEntries: { files: [lists], entry: 'writeEntries' },
  countSegments: { files: [lists], entry: 'countSegments' },
  writeSegments: { files: [lists], entry: 'writeSegments' },
  splat: { files: [splat], entry: 'splat' },
  combine: { files: [splat], entry: 'combine' },
  blur: { files: [blur], entry: 'blur' },
  slice: { files: [slice], entry: 'slice' },
  sliceOnto: { files: [slice], entry: 'sliceOnto' },
  sliceLast: { files: [slice], entry: 'sliceLast', tile: (quads) => quads * rowsOfWorkgroup(quads) },
  sliceAlone: { files: [slice], entry: 'sliceAlone' },
  scaleEntries: { files: [normalize], entry: 'scaleEntries' },
  scaleWeights: { files: [normalize], entry: 'scaleWeights' },
  fromValues: { files: [rows], entry: 'fromValues' },
  fromUnary: { files: [rows], entry: 'fromUnary' },
  fromProbabilities: { files: [rows], entry: 'fromProbabilities' },
  fromScores: { files: [rows], entry: 'fromScores' },
  toPlanes: { files: [rows], entry: 'toPlanes' },
  total: { files: [softmax], entry: 'total' },
  divide: { files: [softmax], entry: 'divide' },
  argmax: { files: [softmax], entry: 'argmax' },
  packLabels: { files: [softmax], entry: 'packLabels' },
  mix: { files: [mix], entry: 'mix_' },
} as const satisfies Record<string, Program>;

export type ProgramName = keyof typeof programs;

/** Threads that one workgroup of a program takes. */
export const tileOf = (name: ProgramName, { quads }: Variant): number => (programs[name] as Program).tile?.(quads) ?? workgroupThreads;

/** The complete WGSL of a program. */
export function sourceOf(name: ProgramName, { d, quads, half }: Variant): string {
  const constants = [
    `const WORKGROUP = ${workgroupThreads}u;`,
    `const D = ${d}u;`,
    `const CORNERS = ${d + 1}u;`,
    `const QUADS = ${quads}u;`,
    `const ROWS = ${rowsOfWorkgroup(quads)}u;`,
    `const HALF = ${half};`,
  ];
  return [...constants, common, half ? rowsHalf : rowsFull, ...programs[name].files].join('\n');
}
