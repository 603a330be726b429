/** The cases of the golden data: a net, its weights, inputs and what real Caffe computed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reference } from './shared';

interface GoldenBlob {
  file: string;
  shape: number[];
}

export interface GoldenMeta {
  case: string;
  phase: 'TEST' | 'TRAIN';
  inputs: Record<string, GoldenBlob>;
  outputs: Record<string, GoldenBlob & { max_abs: number }>;
  blob_shapes: Record<string, number[]>;
  /** Shapes of each layer's weight blobs. */
  params: Record<string, number[][]>;
}

export interface GoldenCase {
  name: string;
  prototxt: string;
  /** Undefined for a net without weights. */
  weights: string | undefined;
  meta: GoldenMeta;
}

/** A path in the golden data. */
export const golden = (...parts: string[]): string => join(reference('golden'), ...parts);

/** Every case, in order of name. */
export function goldenCases(): GoldenCase[] {
  return readdirSync(golden())
    .filter((name) => existsSync(golden(name, 'meta.json')))
    .sort()
    .map((name) => ({
      name,
      prototxt: golden(name, 'net.prototxt'),
      weights: existsSync(golden(name, 'net.caffemodel')) ? golden(name, 'net.caffemodel') : undefined,
      meta: JSON.parse(readFileSync(golden(name, 'meta.json'), 'utf8')) as GoldenMeta,
    }));
}

/** The float32 values of one of a case's blobs. */
export function goldenValues(name: string, { file }: GoldenBlob): Float32Array {
  const bytes = readFileSync(golden(name, file));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
