// The bare permutohedral filter of free points on the GPU.
import { pointDimensions } from '../features';
import type { PointFilter } from '../filter-points';
import { alpha } from '../normalization';
import { Workspace } from './buffers';
import type { Gpu } from './device';
import { sliceRows, splatAndBlur, takeValues } from './filter';
import { buildGpuLattices } from './lattice';
import { readWords } from './readback';
import { Recorder } from './recorder';

/** Filters values [points][channels] on a GPU; see `filterPoints`. */
export async function filterPointsOnGpu(gpu: Gpu, { features, dimensions: d, values, channels, reverse = false }: PointFilter): Promise<Float32Array> {
  const recorder = new Recorder(gpu, new Workspace(gpu.buffers, gpu.device.queue));
  const { workspace } = recorder;
  const points = features.length / d;
  const quads = Math.ceil(channels / 4);
  try {
    const source = { dimensions: pointDimensions(features, d), points, width: 1, image: workspace.takeFresh(1) };
    const [lattice] = await buildGpuLattices(recorder, [source]);
    if (lattice === undefined) throw new Error('one source makes one lattice');
    const padded = new Float32Array(points * quads * 4);
    for (let point = 0; point < points; ++point) padded.set(values.subarray(point * channels, (point + 1) * channels), point * quads * 4);
    const rows = workspace.upload(padded);
    const factors = workspace.upload(new Float32Array(quads * 4).fill(alpha(d)));
    const output = workspace.take(padded.length);
    const tables = takeValues(recorder, lattice, quads, false);
    await recorder.run([
      ...splatAndBlur(lattice, tables, quads, false, rows, reverse),
      sliceRows('sliceAlone', lattice, { quads, half: false }, { values: tables.result, factors, output }),
    ]);
    const [words] = await readWords(recorder, [{ buffer: output, words: padded.length }]);
    const filtered = new Float32Array(words?.buffer ?? new ArrayBuffer(0));
    return Float32Array.from({ length: points * channels }, (_, i) => filtered[Math.floor(i / channels) * quads * 4 + (i % channels)] ?? 0);
  } finally {
    workspace.end();
    recorder.end();
  }
}
