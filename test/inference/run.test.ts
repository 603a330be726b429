/** Pictures through nets: preparation, padding, sizes, scales, labels, files; and the example's own figures. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPreset, presetParameters, type Preset } from '../../kernels/index';
import type { PictureRun, RunJob, RunManifest } from '../../server/src/inference/messages';
import { vocPalette } from '../../server/src/inference/pictures/palette';
import { decodeLabels, encodePicture } from '../../server/src/inference/pictures/png';
import { readNpy } from '../../server/src/weights/npy';
import { done, startSupervisor } from '../support/host';
import { atrous } from '../support/cli';
import { root } from '../support/shared';

const supervisor = startSupervisor();
const folder = mkdtempSync(join(tmpdir(), 'atrous-run-'));
afterAll(() => {
  supervisor.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** A picture of plain colours: `colourAt` gives red, green and blue. */
function picture(name: string, width: number, height: number, colourAt: (x: number, y: number) => readonly [number, number, number]): string {
  const pixels = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels.set(colourAt(x, y), 3 * (y * width + x));
  const path = join(folder, name);
  writeFileSync(path, encodePicture({ width, height, data: pixels }));
  return path;
}

const bars = (x: number): readonly [number, number, number] => (x % 3 === 0 ? [255, 0, 0] : x % 3 === 1 ? [0, 255, 0] : [0, 0, 255]);

/** A net whose scores are its input: class 0 where blue is strongest, 1 green, 2 red. */
const colours = (height: number, width: number, extra = ''): string =>
  `input: "data" input_shape { dim: 1 dim: 3 dim: ${height} dim: ${width} } layer { name: "s" type: "Power" bottom: "data" top: "s" } ${extra}`;

async function run(text: string, image: string, part: Partial<RunJob> = {}): Promise<PictureRun & { labels: Uint8Array }> {
  const job: RunJob = {
    kind: 'run', net: { path: join(folder, 'net.prototxt'), text, variables: [] }, weights: { kind: 'random', seed: 0 }, image,
    output: join(folder, 'out'), device: 'cpu', scales: [1], crf: undefined, classes: undefined, ...part,
  };
  const { picture: result } = await done(supervisor, job);
  const map = decodeLabels(readFileSync(result.labelMap));
  expect([map.width, map.height]).toEqual([result.width, result.height]);
  return { ...result, labels: map.labels };
}

const expected = (width: number, height: number, classAt: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: width * height }, (_, i) => classAt(i % width, Math.floor(i / width)));

const barClasses = (x: number): number => [2, 1, 0][x % 3] ?? 0;

describe('copies of what a run writes', () => {
  const image = (): string => picture('saved.png', 9, 5, bars);

  it('go into a folder that was chosen, with the probabilities', async () => {
    const saveTo = join(folder, 'my runs', '结果');
    const result = await run(colours(17, 25), image(), { saveTo });
    expect(readdirSync(saveTo).sort()).toEqual(['saved_labels.png', 'saved_overlay.png', 'saved_probabilities.npy']);
    expect(readFileSync(join(saveTo, 'saved_labels.png'))).toEqual(readFileSync(result.labelMap));
    expect(readNpy(readFileSync(join(saveTo, 'saved_probabilities.npy'))).shape).toEqual([3, 5, 9]);
    expect(result.notes).toContain(`Saved in ${saveTo}.`);
  });

  it('that cannot be made are a note, and the run counts', async () => {
    const blocked = picture('blocked', 1, 1, bars);
    const result = await run(colours(17, 25), image(), { saveTo: join(blocked, 'runs') });
    expect(result.notes).toEqual([expect.anything(), expect.stringMatching(/^Not saved in .*blocked.*: part of its path is not a folder\.$/)]);
  });
});

describe('a picture in, labels out', () => {
  it('blue comes first, and the padding is cut off', async () => {
    const result = await run(colours(17, 25), picture('bars.png', 21, 13, bars));
    expect(result.labels).toEqual(expected(21, 13, barClasses));
    expect(result.inputSizes).toMatchObject([{ width: 25, height: 17 }]);
    expect(result.classes.map(({ share }) => share)).toEqual([91 / 273, 91 / 273, 91 / 273]);
  });

  it('the mean is subtracted: a grey that lies between the means is all red deficit', async () => {
    const result = await run(colours(9, 9), picture('grey.png', 9, 9, () => [117, 117, 117]));
    expect(new Set(result.labels)).toEqual(new Set([0]));
  });

  it('a mean beside the net goes before the default', async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    writeFileSync(join(own, 'train.prototxt'), 'layer { name: "d" type: "ImageSegData" top: "data" top: "l" transform_param { mean_value: 200 mean_value: 200 mean_value: 0 scale: 0.5 } }');
    const result = await run(colours(9, 9), picture('grey.png', 9, 9, () => [117, 117, 117]), { net: { path: join(own, 'deploy.prototxt'), text: colours(9, 9), variables: [] } });
    expect(new Set(result.labels)).toEqual(new Set([2]));
    expect(result.notes[0]).toBe('Mean 200, 200, 0, scale 0.5 (train.prototxt).');
  });

  it('a picture larger than the net makes the net larger', async () => {
    const result = await run(colours(9, 9), picture('large.png', 30, 11, bars));
    expect(result.inputSizes).toMatchObject([{ width: 33, height: 17 }]);
    expect(result.labels).toEqual(expected(30, 11, barClasses));
  });

  it('a net that needs sizes of 32k + 1 gets them', async () => {
    const halves = 'layer { name: "a" type: "Interp" bottom: "data" top: "a" interp_param { shrink_factor: 4 } } layer { name: "b" type: "Interp" bottom: "a" top: "b" interp_param { shrink_factor: 8 } } '
      + 'layer { name: "c" type: "Interp" bottom: "b" top: "c" interp_param { zoom_factor: 32 } } layer { name: "e" type: "Eltwise" bottom: "c" bottom: "s" top: "e" eltwise_param { coeff: 0 coeff: 1 } }';
    const result = await run(colours(33, 33, halves), picture('wide.png', 50, 12, bars));
    expect(result.inputSizes).toMatchObject([{ width: 65, height: 33 }]);
    expect(result.labels).toEqual(expected(50, 12, barClasses));
  });

  it('small score maps are enlarged with aligned corners', async () => {
    const shrink = 'layer { name: "i" type: "Interp" bottom: "s" top: "i" interp_param { shrink_factor: 8 } }';
    const half = (x: number): readonly [number, number, number] => (x < 8 ? [255, 0, 0] : [0, 0, 255]);
    const result = await run(colours(17, 17, shrink), picture('half.png', 17, 17, half));
    // Columns 0, 8 and 16 are kept: red, blue, blue. Red is ahead until the middle of the first two.
    expect(result.labels).toEqual(expected(17, 17, (x) => (x < 4 ? 2 : 0)));
  });

  it('what an ArgMax decides is taken from its scores', async () => {
    const result = await run(colours(9, 9, 'layer { name: "m" type: "ArgMax" bottom: "s" top: "m" argmax_param { axis: 1 } }'), picture('b9.png', 9, 9, bars));
    expect(result.labels).toEqual(expected(9, 9, barClasses));
  });

  it('of equal scores the larger class wins', async () => {
    const same = 'layer { name: "z" type: "Power" bottom: "s" top: "z" power_param { scale: 0 } }';
    const result = await run(colours(9, 9, same), picture('b9.png', 9, 9, bars));
    expect(new Set(result.labels)).toEqual(new Set([2]));
  });

  it('several scales are joined by their maximum', async () => {
    const result = await run(colours(33, 33), picture('plain.png', 20, 20, (x) => (x < 10 ? [255, 0, 0] : [0, 0, 255])), { scales: [0.5, 1] });
    expect(result.inputSizes).toMatchObject([{ width: 33, height: 33 }, { width: 33, height: 33 }]);
    expect(result.labels).toEqual(expected(20, 20, (x) => (x < 10 ? 2 : 0)));
  });

  it('a CRF smooths single pixels away', async () => {
    const speck = picture('speck.png', 31, 31, (x, y) => (x === 15 && y === 15 ? [120, 117, 104] : [104, 116, 123]));
    const soft = 'layer { name: "p" type: "Power" bottom: "s" top: "p" power_param { scale: 0.02 } }';
    const before = await run(colours(33, 33, soft), speck);
    const after = await run(colours(33, 33, soft), speck, { crf: { parameters: presetParameters(findPreset('deeplab-v2-vgg16') as Preset), iterations: 10 } });
    expect(before.labels[15 * 31 + 15]).not.toBe(before.labels[0]);
    expect(new Set(after.labels).size).toBe(1);
  });

  it('a net with a DenseCRF layer runs whole, and its CRF looks at the picture without the padding', async () => {
    const crf = `input: "size" input_shape { dim: 1 dim: 1 dim: 1 dim: 2 } layer { name: "p" type: "Power" bottom: "s" top: "p" power_param { scale: 0.02 } }
      layer { name: "crf" type: "DenseCRF" bottom: "p" bottom: "size" bottom: "data" top: "crf" dense_crf_param { max_iter: 10 pos_w: 2 pos_xy_std: 2 bi_w: 4 bi_xy_std: 65 bi_rgb_std: 3 } }`;
    const speck = picture('speck.png', 31, 31, (x, y) => (x === 15 && y === 15 ? [120, 117, 104] : [104, 116, 123]));
    const result = await run(colours(33, 33, crf), speck);
    expect(result.inputSizes).toMatchObject([{ width: 33, height: 33 }]);
    expect(new Set(result.labels).size).toBe(1);
  });

  it('other parameters of the CRF do not run the net again, and the labels before it are kept to compare', async () => {
    const path = picture('half.png', 17, 17, (x) => (x < 8 ? [255, 0, 0] : [0, 0, 255]));
    const crf = { parameters: presetParameters(findPreset('deeplab-v2-vgg16') as Preset), iterations: 2 };
    const plain = await run(colours(17, 17), path);
    const fine = await run(colours(17, 17), path, { crf });
    expect(plain.unrefined).toBeUndefined();
    expect(decodeLabels(readFileSync(fine.unrefined ?? '')).labels).toEqual(plain.labels);
    expect(fine.stages.map(({ stage }) => stage)).toEqual(['loading', 'labelling', 'refining', 'writing']);
    const other = await run(colours(17, 17), path, { crf: { ...crf, iterations: 3 }, scales: [0.5] });
    expect(other.stages.map(({ stage }) => stage)).toContain('running');
  });

  it('a net without scores says so', async () => {
    const text = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } layer { name: "p" type: "Pooling" bottom: "data" top: "p" pooling_param { pool: AVE global_pooling: true } } layer { name: "f" type: "Flatten" bottom: "p" top: "f" }';
    const outcome = await supervisor.run<'run'>({
      kind: 'run', net: { path: 'n', text, variables: [] }, weights: { kind: 'random', seed: 0 }, image: picture('b9.png', 9, 9, bars), output: folder, device: 'cpu', scales: [1], crf: undefined, classes: undefined,
    });
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'run/no-scores' } });
    if (!outcome.ok) expect(outcome.problem.message).toMatch(/Its outputs are f \(1×3\)/);
  });
});

describe('files', () => {
  it('the label map has VOC\'s palette, the overlay the picture\'s size, run.json everything', async () => {
    const result = await run(colours(9, 9), picture('b9.png', 9, 9, bars), { output: join(folder, 'files') });
    const manifest = JSON.parse(readFileSync(join(folder, 'files', 'run.json'), 'utf8')) as RunManifest;
    expect(manifest.pictures[0]).toMatchObject({ labelMap: result.labelMap, width: 9, height: 9 });
    expect(result.classes[2]?.color).toEqual(vocPalette[2]);
    expect(existsSync(result.overlay)).toBe(true);
    expect(result.stages.map(({ stage }) => stage)).toEqual(['loading', 'lowering', 'compiling', 'running', 'labelling', 'writing']);
  });

  it('a second picture on a warm host reuses the session', async () => {
    await run(colours(9, 9, '# warm'), picture('b9.png', 9, 9, bars));
    const again = await run(colours(9, 9, '# warm'), picture('grey9.png', 9, 9, () => [1, 2, 3]));
    const compiling = again.stages.find(({ stage }) => stage === 'compiling')?.milliseconds;
    expect(compiling).toBeLessThan(50);
  });
});

describe('the example', () => {
  const example = join(root, 'examples', 'nuclei');
  const net = join(example, 'deploy.prototxt');
  const weights = join(example, 'nuclei.caffemodel');

  it('atrous run segments its pictures', () => {
    const image = join(example, 'pictures', 'a5fe0b7412dd.jpg');
    const { status, stdout, stderr } = atrous(['run', net, '--weights', weights, '--image', image, '--output', join(folder, 'example'), '--device', 'cpu', '--json']);
    expect([status, stderr]).toEqual([0, '']);
    const [found] = (JSON.parse(stdout) as RunManifest).pictures;
    expect(found?.classes.map(({ name }) => name)).toEqual(['background', 'nucleus (fluorescence)', 'nucleus (stained tissue)']);
    expect(found?.classes[2]?.share).toBeGreaterThan(0.2);
  });

  it('atrous evaluate measures them', () => {
    const { status, stdout } = atrous(['evaluate', net, '--weights', weights, '--images', join(example, 'pairs.txt'), '--root', example, '--device', 'cpu', '--json']);
    expect(status).toBe(0);
    const { meanIou, pictures } = JSON.parse(stdout) as { meanIou: number; pictures: number };
    expect(pictures).toBe(6);
    expect(meanIou).toBeGreaterThan(0.8);
  });
});

describe('the command line', () => {
  const net = join(root, 'examples', 'nuclei', 'deploy.prototxt');
  const cases: [string, string[], number, RegExp][] = [
    ['no weights', ['forward', net, '--output', folder], 2, /give the weights: --weights FILE/],
    ['a net that is not there', ['forward', '/no/net.prototxt', '--random-weights', '--output', folder], 2, /cannot read \/no\/net\.prototxt: there is no such file/],
    ['weights that are not there', ['forward', net, '--weights', '/no/w.caffemodel', '--output', folder], 2, /there is no such file/],
    ['an unknown device', ['forward', net, '--random-weights', '--output', folder, '--device', 'abacus'], 2, /Allowed choices are/],
    ['a wrong input', ['forward', net, '--random-weights', '--output', folder, '--input', 'data'], 2, /BLOB=FILE/],
    ['weights of another net', ['forward', net, '--weights', join(root, 'test/fixtures/mtcnn/det1.caffemodel'), '--output', folder], 1, /has weights for none|weight blobs|has the shape/],
    ['a picture that is none', ['run', net, '--random-weights', '--image', net, '--output', folder], 1, /The picture deploy\.prototxt cannot be read/],
  ];
  const elsewhere: [string, string[], RegExp][] = [
    ['of the weights', ['forward', net, '--weights', '/no/w.caffemodel', '--output', folder], /^atrous: \/no\/w\.caffemodel cannot be read: /],
    ['of an input', ['forward', net, '--random-weights', '--output', folder, '--input', 'data=/no/x.npy'], /^atrous: The input \/no\/x\.npy cannot be read: /],
    ['of a picture', ['run', net, '--random-weights', '--image', '/no/x.png', '--output', folder], /^atrous: The picture \/no\/x\.png cannot be read: /],
    ['of the output', ['forward', net, '--random-weights', '--output', join(folder, 'file.txt')], /file\.txt: a file is in the place of the folder\.$/m],
  ];
  it.each(elsewhere)('names the file %s and not the net', (_name, args, message) => {
    writeFileSync(join(folder, 'file.txt'), '');
    expect(atrous([...args, '--device', 'cpu'])).toMatchObject({ status: 2, stderr: expect.stringMatching(message) as unknown });
  });

  it('refuses two pictures, or two blobs, that would become one file', () => {
    const images = ['a/x.png', 'b/x.jpg'].map((name) => join(folder, name));
    expect(atrous(['run', net, '--random-weights', '--image', ...images, '--output', folder])).toMatchObject({ status: 2, stderr: expect.stringMatching(/x\.png and .+x\.jpg have one name/) as unknown });
    writeFileSync(join(folder, 'slash.prototxt'), `input: "a/b" input_shape { dim: 1 dim: 2 }
layer { name: "p" type: "Power" bottom: "a/b" top: "a_b" power_param { scale: 2 } }`);
    expect(atrous(['forward', join(folder, 'slash.prototxt'), '--random-weights', '--output', folder, '--blobs', 'a/b,a_b'])).toMatchObject({
      status: 1, stderr: expect.stringMatching(/The blobs "a\/b" and "a_b" would both be written as a_b\.npy/) as unknown,
    });
  });

  it.each(cases)('%s', (_name, args, status, message) => {
    const result = atrous(args);
    expect(result.stderr).toMatch(message);
    expect(result.status).toBe(status);
    expect(result.stderr.trim().split('\n')).toHaveLength(result.stderr.includes('--help') ? 2 : 1);
  });

  it('forward writes the blobs and the median of its runs', () => {
    const out = join(folder, 'forward');
    const { status, stdout } = atrous(['forward', join(root, 'test/fixtures/mtcnn/det1.prototxt'), '--weights', join(root, 'test/fixtures/mtcnn/det1.caffemodel'), '--output', out, '--device', 'cpu', '--time', '3']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^conv4-2 1×4×1×1 .+conv4-2\.npy$/m);
    expect(stdout).toMatch(/^median of 3 runs: [\d.]+ ms$/m);
    expect(existsSync(join(out, 'prob1.npy'))).toBe(true);
  });
});
