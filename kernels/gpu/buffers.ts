// GPU buffers that are used again: allocating and clearing hundreds of megabytes for every picture would cost more than some kernels.
import { refineError } from '../problem';
import { wording } from '../wording';

/** Bits of GPUBufferUsage and GPUMapMode, which are no globals in Node. */
export const usage = { mapRead: 1, copySource: 4, copyTarget: 8, uniform: 64, storage: 128 } as const;
export const mapRead = 1;

/** Sizes are rounded up to this many steps between powers of two, so that pictures of about one size share buffers. */
const stepsPerDoubling = 8;

function roundedSize(bytes: number): number {
  const step = Math.max(256, 2 ** Math.floor(Math.log2(Math.max(bytes, 1))) / stepsPerDoubling);
  return Math.ceil(Math.max(bytes, 16) / step) * step;
}

/** Idle buffers beyond this are destroyed: nets run on the same GPU. It holds those of 0.7 megapixels with 21 classes. */
const mostIdleBytes = 2 ** 30;

/** Buffers of one device that are used again. Contents are whatever was there before. */
export class BufferPool {
  /** Nobody's at present, the one that was used last at the end. */
  private idle: GPUBuffer[] = [];

  /** The largest buffer that can be bound. */
  private readonly limit: number;

  constructor(private readonly device: GPUDevice) {
    this.limit = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  }

  /** The size of the buffer that `take` gives for this many bytes. */
  sizeFor(bytes: number): number {
    return Math.min(roundedSize(bytes), this.limit);
  }

  /**
   * A storage buffer of at least `bytes` bytes.
   * @throws RefineError when a binding of this size is beyond the adapter's limits.
   */
  take(bytes: number): GPUBuffer {
    if (bytes > this.limit) {
      const [need, offer] = [bytes, this.limit].map((size) => `${Math.ceil(size / 2 ** 20)} MiB`) as [string, string];
      throw refineError('too-large', wording`The GPU allows buffers of ${offer}, but this picture needs one of ${need}. Use the CPU or a smaller picture.`);
    }
    return this.find(this.sizeFor(bytes), usage.storage | usage.copySource | usage.copyTarget);
  }

  /** A buffer to read back from: pages that the card can write to cost more to get than to fill. */
  takeStaging(bytes: number): GPUBuffer {
    return this.find(roundedSize(bytes), usage.mapRead | usage.copyTarget);
  }

  give(...buffers: readonly GPUBuffer[]): void {
    this.idle.push(...buffers);
    let bytes = this.idle.reduce((sum, { size }) => sum + size, 0);
    while (bytes > mostIdleBytes) {
      const oldest = this.idle.shift();
      oldest?.destroy();
      bytes -= oldest?.size ?? bytes;
    }
  }

  /** Destroys every buffer that is not in use and says whether there were any. */
  trim(): boolean {
    const hadAny = this.idle.length > 0;
    for (const buffer of this.idle) buffer.destroy();
    this.idle = [];
    return hadAny;
  }

  private find(size: number, uses: number): GPUBuffer {
    const place = this.idle.findLastIndex((buffer) => buffer.size === size && buffer.usage === uses);
    const [found] = place < 0 ? [] : this.idle.splice(place, 1);
    return found ?? this.device.createBuffer({ size, usage: uses });
  }
}

/**
 * The buffers of one run: all go back to the pool when it ends.
 *
 * Steps are recorded first and submitted later, but uploads happen at once. So a buffer that was given back by a recorded step may
 * serve a later step, and never an upload: uploads take buffers that nothing in this run has touched.
 */
export class Workspace {
  private readonly taken = new Set<GPUBuffer>();
  /** Given back during this run, by size. */
  private readonly reusable = new Map<number, GPUBuffer[]>();

  constructor(
    private readonly pool: BufferPool,
    private readonly queue: GPUQueue,
  ) {}

  /** A buffer of `words` 32-bit words. */
  take(words: number): GPUBuffer {
    const reused = this.reusable.get(this.pool.sizeFor(words * 4))?.pop();
    return reused === undefined ? this.takeFresh(words) : this.keep(reused);
  }

  /** A buffer of `words` 32-bit words that may be uploaded to before the steps recorded so far have run. */
  takeFresh(words: number): GPUBuffer {
    return this.keep(this.pool.take(words * 4));
  }

  /** A buffer with this content. */
  upload(data: Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer>): GPUBuffer {
    const buffer = this.takeFresh(Math.max(1, Math.ceil(data.byteLength / 4)));
    const rest = data.byteLength % 4;
    const whole = data.byteLength - rest;
    this.queue.writeBuffer(buffer, 0, data.buffer, data.byteOffset, whole);
    if (rest > 0) this.queue.writeBuffer(buffer, whole, Uint8Array.from({ length: 4 }, (_, i) => data[whole + i] ?? 0));
    return buffer;
  }

  /** Gives buffers back for later steps of the same run: the queue runs steps in order, so none is overwritten too soon. */
  give(...buffers: readonly GPUBuffer[]): void {
    for (const buffer of buffers) {
      if (!this.taken.delete(buffer)) continue;
      const list = this.reusable.get(buffer.size) ?? [];
      this.reusable.set(buffer.size, list);
      list.push(buffer);
    }
  }

  /** Gives all buffers back to the pool, or destroys them where the run failed: some may be none, for want of memory. */
  end(failed = false): void {
    const buffers = [...this.taken, ...[...this.reusable.values()].flat()];
    if (failed) for (const buffer of buffers) buffer.destroy();
    else this.pool.give(...buffers);
    this.taken.clear();
    this.reusable.clear();
  }

  private keep(buffer: GPUBuffer): GPUBuffer {
    this.taken.add(buffer);
    return buffer;
  }
}
