// Lays out WebAssembly memory. Every thread runs the same allocations in the same order and so knows every address without being told.
import { refineError } from '../problem';
import { wording } from '../wording';
import { maximumPages, type Address } from './wasm';

const pageBytes = 65536;

/** What 32-bit memory holds. */
export const mostBytes = maximumPages * pageBytes;

/** What is said of requests beyond that. */
export const tooLarge = (): Error =>
  refineError('too-large', wording`This picture with this many classes needs more than the 4 GiB that the CPU path can address. Use a GPU or a smaller picture.`);

/** Rows of eight floats and vectors want aligned addresses; 64 also keeps two threads off one cache line. */
const alignment = 64;

interface FreeBlock {
  address: Address;
  bytes: number;
}

/** What is taken and what is free, to hand a layout on to another thread. */
export interface ArenaState {
  readonly top: Address;
  readonly free: readonly FreeBlock[];
  /** Bytes of every block in use, by address. */
  readonly sizes: ReadonlyMap<Address, number>;
}

const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

/** A first-fit allocator. Memory holds whatever was there before. */
export class Arena {
  private top: Address;
  private free: FreeBlock[];
  private readonly sizes: Map<Address, number>;

  constructor(
    private readonly memory: WebAssembly.Memory,
    state: ArenaState = { top: alignment, free: [], sizes: new Map() },
  ) {
    this.top = state.top;
    this.free = state.free.map((block) => ({ ...block }));
    this.sizes = new Map(state.sizes);
  }

  get state(): ArenaState {
    return { top: this.top, free: this.free, sizes: this.sizes };
  }

  /**
   * Reserves `bytes` bytes. The memory itself grows only in `commit`.
   * @throws RefineError when 32-bit memory has no room left.
   */
  allocate(bytes: number): Address {
    const size = aligned(Math.max(bytes, 1));
    const block = this.free.find((candidate) => candidate.bytes >= size);
    if (block === undefined) return this.extend(size);
    const address = block.address;
    block.address += size;
    block.bytes -= size;
    this.free = this.free.filter((candidate) => candidate.bytes > 0);
    this.sizes.set(address, size);
    return address;
  }

  /** Gives a block back and joins it with free neighbours. */
  release(address: Address): void {
    const bytes = this.sizes.get(address);
    if (bytes === undefined) throw new Error(`no block at ${address}`);
    this.sizes.delete(address);
    const blocks = [...this.free, { address, bytes }].sort((a, b) => a.address - b.address);
    this.free = [];
    for (const block of blocks) {
      const last = this.free.at(-1);
      if (last !== undefined && last.address + last.bytes === block.address) last.bytes += block.bytes;
      else this.free.push(block);
    }
  }

  /** Grows the memory to hold everything allocated; one thread does it, the others wait. */
  commit(): void {
    const missing = this.top - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / pageBytes));
  }

  private extend(size: number): Address {
    const address = this.top;
    if (address + size > mostBytes) throw tooLarge();
    this.top += size;
    this.sizes.set(address, size);
    return address;
  }
}
