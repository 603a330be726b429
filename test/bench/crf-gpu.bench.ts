/**
 * The dense CRF on this machine's GPU: checks the numbers first, then times 513 x 513 x 21, 10 iterations, with DeepLab's ResNet-101
 * settings, and compares the bytes that an iteration must move with what the card copies in the same time.
 */
import { createHash } from 'node:crypto';
import { closeGpu, findPreset, openGpu, presetParameters, refine, type Gpu, type RefineOptions } from '../../kernels/index';
import { refineOnGpu } from '../../kernels/gpu/refine';
import { completeRequest } from '../../kernels/refine';
import { drawScene, type Scene } from '../support/scene';

const preset = findPreset('deeplab-v2-resnet101');
if (preset === undefined) throw new Error('no such preset');
const parameters = presetParameters(preset);

/** Throws unless GPU and CPU agree, half precision keeps the labels, and twenty runs give the same bytes. */
async function checkNumbers({ isSoftware }: Gpu): Promise<void> {
  const size = isSoftware ? 65 : 257;
  const options: RefineOptions = { ...drawScene(size, size, 21), parameters, device: 'webgpu' };
  const full = await refine(options);
  const cpu = await refine({ ...options, device: 'cpu' });
  const half = await refine({ ...options, precision: 'half' });
  const difference = full.marginals.reduce((most, value, i) => Math.max(most, Math.abs(value - (cpu.marginals[i] ?? NaN))), 0);
  const changed = [...half.labels].filter((label, i) => label !== full.labels[i]).length;
  const digest = ({ marginals }: { marginals: Float32Array }): string => createHash('sha256').update(new Uint8Array(marginals.buffer)).digest('hex');
  const digests = new Set([digest(full)]);
  for (let run = 1; run < 20; ++run) digests.add(digest(await refine(options)));
  console.log(`${size} x ${size}: GPU against CPU max |dQ| ${difference.toExponential(1)}, labels changed by half precision ${changed}, different results in 20 runs ${digests.size}`);
  if (difference > 1e-4 || digests.size > 1) throw new Error('the GPU computes something else than the CPU, or not always the same');
}

/** Every ninth score of a full-size scene, as a network with stride 8 gives them. */
function coarseScores({ image: { width, height }, classes, scores }: Scene): { data: Float32Array; width: number; height: number } {
  const [columns, rows] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  const data = Float32Array.from({ length: classes * rows * columns }, (_, i) => {
    const [x, y, plane] = [i % columns, Math.floor(i / columns) % rows, Math.floor(i / columns / rows)];
    return scores[(plane * height + 8 * y) * width + 8 * x] ?? 0;
  });
  return { data, width: columns, height: rows };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function timeRuns(device: Gpu): Promise<void> {
  const size = device.isSoftware ? 129 : 513;
  const rounds = device.isSoftware ? 1 : 20;
  const scene = drawScene(size, size, 21);
  const copied = await copyBandwidth(device);
  const variants = [
    { name: 'coarse scores in, labels out, half', half: true, marginals: false, scores: coarseScores(scene) },
    { name: 'coarse scores in, labels out, full', half: false, marginals: false, scores: coarseScores(scene) },
    { name: 'scores in, marginals out, full', half: false, marginals: true, scores: scene.scores },
  ];
  const rows = [];
  for (const { name, half, marginals, scores } of variants) {
    const run = async (iterations: number): Promise<{ vertices: readonly number[]; milliseconds: number }> => {
      const times: number[] = [];
      let vertices: readonly number[] = [];
      for (let round = 0; round < rounds + 2; ++round) {
        const request = completeRequest({ ...scene, scores, parameters, iterations });
        const result = await refineOnGpu(device, request, { half, marginals });
        vertices = result.vertices;
        if (round >= 2 || device.isSoftware) times.push(result.timings.total);
      }
      return { vertices, milliseconds: median(times) };
    };
    const whole = await run(10);
    const without = await run(0);
    const perIteration = (whole.milliseconds - without.milliseconds) / 10;
    const bytes = bytesPerIteration(whole.vertices, size * size, 21, half);
    rows.push({
      name,
      'total ms': whole.milliseconds.toFixed(1),
      'ms/iteration': perIteration.toFixed(2),
      'MB/iteration': (bytes / 1e6).toFixed(0),
      'GB/s': (bytes / perIteration / 1e6).toFixed(0),
      'of copy speed': `${((100 * bytes) / perIteration / 1e6 / copied).toFixed(0)} %`,
    });
  }
  console.log(`${size} x ${size}, 21 classes, 10 iterations, medians of ${rounds}; the card copies ${copied.toFixed(0)} GB/s (bytes read and written)`);
  console.table(rows);
}

/** Bytes that one iteration must move if every buffer is read and written once a step: gathers that miss the caches come on top. */
function bytesPerIteration(vertices: readonly number[], points: number, classes: number, half: boolean): number {
  const quads = Math.ceil(classes / 4);
  const pointRow = quads * 16;
  const valueRow = quads * (half ? 8 : 16);
  const dimensions = parameters.kernels.map(({ kind }) => (kind === 'gaussian' ? 2 : 5));
  const kernels = dimensions.map((d, k) => {
    const [count, corners] = [vertices[k] ?? 0, points * (d + 1)];
    // Per vertex the segment, where its entries start, and twice where its segments do.
    const splat = count * 20 + corners * 8 + points * pointRow + count * valueRow;
    const blur = (d + 1) * count * (2 * valueRow + 8);
    // -U or the L so far is read, L or at last Q is written.
    const slice = corners * 8 + count * valueRow + 2 * points * pointRow;
    return splat + blur + slice;
  });
  return kernels.reduce((sum, bytes) => sum + bytes, 0);
}

/** GB/s that the card reads and writes together when it copies a large buffer. */
async function copyBandwidth({ device, isSoftware }: Gpu): Promise<number> {
  const size = (isSoftware ? 16 : 512) * 2 ** 20;
  const repeats = isSoftware ? 4 : 20;
  const [from, to] = [0, 1].map(() => device.createBuffer({ size, usage: 4 | 8 })) as [GPUBuffer, GPUBuffer];
  const copy = async (times: number): Promise<number> => {
    const began = performance.now();
    const encoder = device.createCommandEncoder();
    for (let i = 0; i < times; ++i) encoder.copyBufferToBuffer(from, 0, to, 0, size);
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return performance.now() - began;
  };
  await copy(1);
  const milliseconds = await copy(repeats);
  from.destroy();
  to.destroy();
  return (2 * size * repeats) / milliseconds / 1e6;
}

const gpu = await openGpu().catch((error: unknown) => String(error));
if (typeof gpu === 'string') {
  console.log(gpu);
} else {
  console.log(gpu.name);
  await checkNumbers(gpu);
  await timeRuns(gpu);
  await closeGpu();
}
