// Threads that run the same program on different shares of the data and meet between its steps.
import type { Arena } from './arena';
import type { Address, CrfWasm } from './wasm';

/** What every step of the CPU program works with: one per thread, over one shared memory. */
export interface Team {
  readonly wasm: CrfWasm;
  readonly memory: WebAssembly.Memory;
  readonly arena: Arena;
  /** This thread's number, 0 for the first, and how many there are. */
  readonly index: number;
  readonly size: number;
  /** 512 bytes for this thread alone. */
  readonly scratch: Address;
  /** Waits for all threads. */
  meet(): void;
}

export type Range = readonly [begin: number, end: number];

/** This thread's share of `count` things, cut at multiples of `step`. */
export function share({ index, size }: Team, count: number, step = 1): Range {
  const cut = (part: number): number => Math.min(count, Math.floor((Math.ceil(count / step) * part) / size) * step);
  return [cut(index), index + 1 === size ? count : cut(index + 1)];
}

/** True on the thread that does piece `piece` of work that cannot be shared. */
export function owns({ index, size }: Team, piece: number): boolean {
  return piece % size === index;
}

/** Makes what was allocated usable on every thread. */
export function commit(team: Team): void {
  if (team.index === 0) team.arena.commit();
  team.meet();
}

/** A view of shared memory as unsigned words. Make it after the last `commit`: growing the memory makes older views too short. */
export function words({ memory }: Team, address: Address, length: number): Uint32Array {
  return new Uint32Array(memory.buffer, address, length);
}

/** A view of shared memory as floats. */
export function floats({ memory }: Team, address: Address, length: number): Float32Array {
  return new Float32Array(memory.buffer, address, length);
}
