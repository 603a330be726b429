/** How pictures are prepared and scores joined: fit, tiles, mirror images, means, and probabilities as halves. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../server/src/inference/messages';
import { decodeLabels, encodePicture } from '../../server/src/inference/pictures/png';
import { enlarged, rescaled, type ScoreRows } from '../../server/src/inference/segmentation/score-rows';
import { resized } from '../../server/src/inference/segmentation/planes';
import { blended, cutOut, tilesOf, tileStarts } from '../../server/src/inference/segmentation/tiles';
import { fullScores } from '../../server/src/inference/segmentation/scores';
import { findTransform, transformNote } from '../../server/src/inference/segmentation/transform';
import { floatToHalf, halfToFloat } from '../../server/src/weights/half';
import { readNpy, writeNpy } from '../../server/src/weights/npy';
import { done, startSupervisor } from '../support/host';

const supervisor = startSupervisor();
const folder = mkdtempSync(join(tmpdir(), 'atrous-options-'));
afterAll(() => {
  supervisor.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function noise(name: string, width: number, height: number): string {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 24));
  const path = join(folder, name);
  writeFileSync(path, encodePicture({ width, height, data }));
  return path;
}

const input = (side: number): string => `input: "data" input_shape { dim: 1 dim: 3 dim: ${side} dim: ${side} } `;
/** A small net of two layers whose units see 5×5 pixels. */
const blur = 'layer { name: "a" type: "Convolution" bottom: "data" top: "a" convolution_param { num_output: 5 kernel_size: 5 pad: 2 weight_filler { type: "gaussian" std: 0.1 } } }';

async function run(text: string, image: string, part: Partial<RunJob>, onStage?: (stage: string) => void) {
  const { picture } = await done(supervisor, {
    kind: 'run', net: { path: join(folder, 'net.prototxt'), text, variables: [] }, weights: { kind: 'random', seed: 3 }, image,
    output: join(folder, 'out'), device: 'cpu', crf: undefined, classes: undefined, probabilities: true, ...part,
  }, { ...(onStage && { onStage }) });
  const { shape, values } = readNpy(readFileSync(picture.probabilities ?? ''));
  return { ...picture, labels: decodeLabels(readFileSync(picture.labelMap)).labels, shape, probabilities: values };
}

describe('fit', () => {
  const cases: [string, number, Partial<RunJob>, readonly { width: number; height: number; tiles: number }[]][] = [
    ['auto pads a picture that fits in', 65, {}, [{ width: 65, height: 65, tiles: 1 }]],
    ['auto shapes the net to one that does not', 33, {}, [{ width: 57, height: 41, tiles: 1 }]],
    ['reshape makes the net smaller too', 65, { fit: 'reshape' }, [{ width: 57, height: 41, tiles: 1 }]],
    ['pad cuts a picture that does not fit into tiles', 33, { fit: 'pad' }, [{ width: 33, height: 33, tiles: 6 }]],
    ['a limit cuts into tiles too', 17, { largestSide: 35 }, [{ width: 33, height: 33, tiles: 6 }]],
    ['each scale has its size', 33, { scales: [0.5, 1], fit: 'reshape' }, [{ width: 25, height: 25, tiles: 1 }, { width: 57, height: 41, tiles: 1 }]],
  ];
  it.each(cases)('%s', async (_name, side, part, sizes) => {
    expect((await run(input(side) + blur, noise('fit.png', 50, 40), part)).inputSizes).toEqual(sizes);
  });

  it('tells which tile it is at, and nothing of tiles where there is one', async () => {
    const begun: string[] = [];
    const image = noise('tiles.png', 50, 40);
    await run(input(33) + blur, image, { fit: 'pad' }, (stage) => begun.push(stage));
    expect(begun.filter((stage) => stage.startsWith('running'))).toEqual([1, 2, 3, 4, 5, 6].map((tile) => `running, tile ${tile} of 6`));
    expect(begun.at(-1)).toBe('writing');
    begun.length = 0;
    await run(input(65) + blur, image, {}, (stage) => begun.push(stage));
    expect(begun.join()).not.toContain('tile');
  });

  it('a net that cannot be made larger sees tiles of its own size', async () => {
    const fixed = 'layer { name: "f" type: "InnerProduct" bottom: "data" top: "f" inner_product_param { num_output: 2178 } } layer { name: "s" type: "Reshape" bottom: "f" top: "s" reshape_param { shape { dim: 1 dim: 2 dim: 33 dim: 33 } } } '
      + 'layer { name: "e" type: "Eltwise" bottom: "s" bottom: "g" top: "e" } layer { name: "d" type: "Slice" bottom: "data" top: "g" top: "h" slice_param { slice_point: 2 } }';
    const ordered = fixed.replace(/(layer \{ name: "e".+?\} )(layer \{ name: "d".+)/, '$2 $1');
    expect((await run(input(33) + ordered, noise('fit.png', 50, 20), {})).inputSizes).toEqual([{ width: 33, height: 33, tiles: 3 }]);
  });
});

describe('tiles', () => {
  it('start at multiples of 8, overlap by a third and reach the end', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 4, max: 300 }), (length, eighths) => {
      const tile = 8 * eighths + 1;
      const starts = tileStarts(length, tile);
      expect(starts[0]).toBe(0);
      expect(starts.every((start) => start % 8 === 0)).toBe(true);
      for (const [i, start] of starts.entries()) if (i > 0) expect(start - (starts[i - 1] ?? 0)).toBeLessThanOrEqual(Math.max(8, (2 * tile) / 3 + 8));
      expect((starts.at(-1) ?? 0) + tile).toBeGreaterThanOrEqual(length);
      expect(starts.at(-1)).toBeLessThan(Math.max(1, length));
    }));
  });

  it('of scores that do not depend on borders give the scores of the whole', () => {
    const [height, width] = [45, 70];
    const whole = { planes: 2, height, width, values: Float32Array.from({ length: 2 * height * width }, (_, i) => Math.sin(i)) };
    const parts = tilesOf(whole, { height: 33, width: 33 }).map((tile) => ({
      tile, rows: enlarged(cutOut(whole, tile), { inputHeight: tile.height, inputWidth: tile.width, pictureHeight: tile.height, pictureWidth: tile.width }),
    }));
    expect(parts.length).toBe(8);
    const joined = fullScores(blended(parts, whole));
    expect(Math.max(...joined.map((value, i) => Math.abs(value - (whole.values[i] ?? 0))))).toBeLessThan(1e-6);
  });

  it('of a net give what the whole picture gives, but where they see their borders', async () => {
    const image = noise('tiles.png', 120, 90);
    const whole = await run(input(121) + blur, image, { fit: 'reshape' });
    const tiled = await run(input(65) + blur, image, { fit: 'pad' });
    expect(tiled.inputSizes[0]?.tiles).toBe(6);
    const same = whole.labels.filter((label, i) => label === tiled.labels[i]).length / whole.labels.length;
    expect(same).toBeGreaterThan(0.95);
  });
});

describe('scores', () => {
  it('of a scaled picture are enlarged as one map would be', () => {
    const small = { planes: 3, height: 7, width: 9, values: Float32Array.from({ length: 189 }, (_, i) => Math.cos(i * i)) };
    const rows: ScoreRows = enlarged(small, { inputHeight: 7, inputWidth: 9, pictureHeight: 7, pictureWidth: 9 });
    expect(fullScores(rescaled(rows, 20, 31))).toEqual(resized(small, 20, 31).values);
  });

  it('of the mirrored picture make a symmetric net of any', async () => {
    const image = noise('flip.png', 33, 33);
    const { probabilities } = await run(`${input(33)}layer { name: "a" type: "Convolution" bottom: "data" top: "a" convolution_param { num_output: 3 kernel_h: 1 kernel_w: 3 pad_h: 0 pad_w: 1 weight_filler { type: "gaussian" std: 0.01 } } }`, image, { flip: true });
    const data = Uint8Array.from({ length: 3 * 33 * 33 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % 33, Math.floor(i / 99)];
      return Math.imul(3 * (33 * y + 32 - x) + (i % 3) + 1, 2654435761) >>> 24;
    });
    const mirrorImage = join(folder, 'flopped.png');
    writeFileSync(mirrorImage, encodePicture({ width: 33, height: 33, data }));
    const turned = await run(`${input(33)}layer { name: "a" type: "Convolution" bottom: "data" top: "a" convolution_param { num_output: 3 kernel_h: 1 kernel_w: 3 pad_h: 0 pad_w: 1 weight_filler { type: "gaussian" std: 0.01 } } }`, mirrorImage, { flip: true });
    const apart = [...probabilities].map((value, i) => Math.abs(value - (turned.probabilities[i - (i % 33) + 32 - (i % 33)] ?? NaN)));
    expect(Math.max(...apart)).toBeLessThan(1e-3);
  });
});

describe('probabilities', () => {
  it('sum to 1 at each pixel, and the label is among the largest', async () => {
    const { shape, probabilities, labels, width, height } = await run(input(33) + blur, noise('p.png', 30, 21), {});
    expect(shape).toEqual([5, 21, 30]);
    for (let at = 0; at < width * height; at++) {
      const values = [0, 1, 2, 3, 4].map((label) => probabilities[label * width * height + at] ?? NaN);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 2);
      expect(values[labels[at] ?? 9]).toBe(Math.max(...values));
    }
  });

  it('are taken as they are from a net that ends in a softmax', async () => {
    const soft = await run(`${input(33) + blur} layer { name: "p" type: "Softmax" bottom: "a" top: "p" }`, noise('p.png', 30, 21), {});
    const plain = await run(input(33) + blur, noise('p.png', 30, 21), {});
    expect(Math.max(...soft.probabilities.map((value, i) => Math.abs(value - (plain.probabilities[i] ?? NaN))))).toBeLessThan(1e-3);
  });

  it('are what a CRF starts from, also where scales were fused', async () => {
    const crf = { parameters: { kernels: [{ kind: 'gaussian' as const, sxy: [3, 3] as const, compat: 3 }] }, iterations: 0 };
    const text = `${input(33) + blur} layer { name: "p" type: "Softmax" bottom: "a" top: "p" }`;
    const plain = await run(text, noise('p.png', 30, 21), { scales: [0.5, 1] });
    const started = await run(text, noise('p.png', 30, 21), { scales: [0.5, 1], crf });
    expect(Math.max(...started.probabilities.map((value, i) => Math.abs(value - (plain.probabilities[i] ?? NaN))))).toBeLessThan(1e-3);
  });

  it('are rounded to the nearest half, ties to even', () => {
    for (let bits = 0; bits < 0x7c00; bits++) expect(floatToHalf(halfToFloat(bits))).toBe(bits);
    fc.assert(fc.property(fc.float({ min: 0, max: Math.fround(1), noNaN: true }), (value) => {
      const half = halfToFloat(floatToHalf(value));
      const [below, above] = [floatToHalf(value) - 1, floatToHalf(value) + 1].map((bits) => Math.abs(halfToFloat(Math.max(0, bits)) - value));
      expect(Math.abs(half - value)).toBeLessThanOrEqual(Math.min(below ?? 0, above ?? 0));
    }));
    // 1 + 2⁻¹¹ lies between 1 and the next half, 1 + 3·2⁻¹¹ between the next two.
    expect([floatToHalf(1 + 2 ** -11), floatToHalf(1 + 3 * 2 ** -11), floatToHalf(70_000), floatToHalf(2 ** -25), floatToHalf(NaN)]).toEqual([0x3c00, 0x3c02, 0x7c00, 0, 0x7e00]);
  });
});

describe('means', () => {
  const own = mkdtempSync(join(folder, 'net-'));
  const path = join(own, 'deploy.prototxt');
  writeFileSync(join(own, 'mean.npy'), writeNpy([3, 1, 3], Float32Array.of(1, 3, 2, 10, 20, 15, 100, 200, 150)));
  const layer = (fields: string): string => `layer { name: "d" type: "Data" top: "data" ${fields} }`;
  const cases: [string, string, { mean?: string; inputScale?: number }, string][] = [
    ["DeepLab's where nothing is stated", 'name: "n"', {}, "Mean 104.008, 116.669, 122.675 (DeepLab's default)."],
    ['values of transform_param', layer('transform_param { mean_value: 1 mean_value: 2 mean_value: 3 }'), {}, 'Mean 1, 2, 3 (deploy.prototxt).'],
    ['a scale alone', layer('transform_param { scale: 0.00390625 }'), {}, 'Mean 0, scale 0.00390625 (deploy.prototxt).'],
    ['a file of transform_param', layer('transform_param { mean_file: "mean.npy" scale: 2 }'), {}, 'Mean 2, 15, 150, scale 2 (mean.npy).'],
    ['a file that is not there', layer('transform_param { mean_file: "none.binaryproto" }'), {}, "Mean 104.008, 116.669, 122.675 (DeepLab's default, as none.binaryproto, which deploy.prototxt names, was not found)."],
    ['fields from before transform_param', 'layers { name: "d" type: DATA top: "data" data_param { source: "x" scale: 0.5 mean_file: "mean.npy" } }', {}, 'Mean 2, 15, 150, scale 0.5 (mean.npy).'],
    ['what the user asks for', layer('transform_param { mean_value: 1 scale: 2 }'), { mean: '5,6,7', inputScale: 0.25 }, 'Mean 5, 6, 7, scale 0.25 (as asked).'],
    ['a file that the user asks for', 'name: "n"', { mean: 'mean.npy' }, 'Mean 2, 15, 150 (mean.npy).'],
  ];
  it.each(cases)('%s', (_name, text, asked, note) => {
    expect(transformNote(findTransform({ path, text, variables: [] }, asked))).toBe(note);
  });

  it('a mean as large as the picture is subtracted pixel by pixel', async () => {
    const image = join(own, 'three.png');
    writeFileSync(image, encodePicture({ width: 3, height: 1, data: Uint8Array.from({ length: 9 }, (_, i) => [150, 15, 2][i % 3] ?? 0) }));
    const text = 'input: "data" input_shape { dim: 1 dim: 3 dim: 1 dim: 3 } layer { name: "s" type: "Power" bottom: "data" top: "s" }';
    const { labels } = await run(text, image, { net: { path, text, variables: [] }, mean: 'mean.npy' });
    // Blue, green and red less the mean: 1, 5, 50; -1, -5, -50; 0, 0, 0.
    expect([...labels]).toEqual([2, 0, 2]);
  });

  it('a file that holds no mean is refused in words', () => {
    expect(() => findTransform({ path, text: '', variables: [] }, { mean: 'deploy.prototxt' })).toThrow(/The mean .+deploy\.prototxt cannot be read: there is no such file\. Give three numbers/);
  });
});
