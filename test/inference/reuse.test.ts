/** What a host keeps from one picture to the next: nets, programs and sessions, for as long as they are still right. */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { StageClock, Workshop } from '../../server/src/inference/job';
import { Kept } from '../../server/src/inference/kept';
import type { Picture } from '../../server/src/inference/pictures/picture';
import { runNet, type NetRequest } from '../../server/src/inference/segmentation/segment';
import { golden } from '../support/golden';

const folder = mkdtempSync(join(tmpdir(), 'atrous-reuse-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const create = vi.spyOn(InferenceSession, 'create');
const weights = join(folder, 'net.caffemodel');
copyFileSync(golden('largefov_tiny', 'net.caffemodel'), weights);

let shade = 0;
/** Never the same, so that kept scores do not answer for it. */
const picture = (width: number, height: number): Picture => ({ width, height, data: new Uint8Array(3 * width * height).fill(++shade) });

const request = (text: string, part: Partial<NetRequest> = {}): NetRequest => ({
  net: { path: join(folder, 'net.prototxt'), text, variables: [] }, weights: { kind: 'random', seed: 1 }, device: 'cpu', fit: 'reshape',
  transform: { mean: [0], scale: 1, source: '' }, ...part,
});

const net = (layers: string): string => `input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } ${layers}`;
const convolution = (fields: string, outputs = 40): string => `layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: ${outputs} ${fields} } }`;
const first = net(convolution('kernel_size: 3 pad: 1'));

async function run(workshop: Workshop, asked: NetRequest, [width, height]: readonly [number, number] = [9, 9]): Promise<Float32Array> {
  const { rows } = await runNet(picture(width, height), asked, workshop, new StageClock(() => undefined));
  const row = new Float32Array(rows.width);
  rows.read(0, 0, row);
  return row;
}

/** How many sessions the second of two runs makes. */
async function sessionsAfter(before: NetRequest, after: NetRequest): Promise<number> {
  const workshop = new Workshop();
  await run(workshop, before);
  create.mockClear();
  await run(workshop, after);
  return create.mock.calls.length;
}

describe('after an edit', () => {
  const cases: [string, string, string, number][] = [
    ['of nothing', first, first, 0],
    ['of a comment', first, `# more to come\n${first}`, 0],
    ['of the layout', first, first.replaceAll(' ', '\n  '), 0],
    ['of a learning rate', first, first.replace('convolution_param', 'param { lr_mult: 2 } convolution_param'), 0],
    ['of a layer that is for training only', first, `${first} layer { name: "d" type: "Dropout" bottom: "c" top: "c" }`, 0],
    ['of a hole', first, net(convolution('kernel_size: 3 pad: 2 dilation: 2')), 1],
    ['of a kernel', first, net(convolution('kernel_size: 5 pad: 2')), 1],
  ];
  it.each(cases)('%s the session is kept or made anew', async (_name, before, after, sessions) => {
    expect(await sessionsAfter(request(before), request(after))).toBe(sessions);
  });

  it('of the settings of a CRF between two graphs both sessions are kept, and the new settings count', async () => {
    const crf = (iterations: number): string => `${net(convolution('kernel_size: 3 pad: 1', 3))} input: "size" input_shape { dim: 1 dim: 1 dim: 1 dim: 2 }
      layer { name: "crf" type: "DenseCRF" bottom: "c" bottom: "size" bottom: "data" top: "q" dense_crf_param { max_iter: ${iterations} pos_w: 3 pos_xy_std: 3 bi_w: 4 bi_xy_std: 60 bi_rgb_std: 3 output_probability: true } }
      layer { name: "p" type: "Power" bottom: "q" top: "p" power_param { scale: 2 } }`;
    const workshop = new Workshop();
    const once = await run(workshop, request(crf(1)));
    create.mockClear();
    shade--;
    const often = await run(workshop, request(crf(10)));
    expect(create).not.toHaveBeenCalled();
    expect(often).not.toEqual(once);
  });
});

describe('weights', () => {
  const text = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 2 kernel_size: 1 } }';
  it('of another seed are others', async () => {
    expect(await sessionsAfter(request(text), request(text, { weights: { kind: 'random', seed: 2 } }))).toBe(1);
  });

  it('that are random are not made again for a net that has the session of another', async () => {
    const workshop = new Workshop();
    const folders = (): string[] => readdirSync(join(tmpdir(), `atrous-host-${process.pid}`));
    await run(workshop, request(first));
    const before = folders();
    await run(workshop, request(`# edited\n${first}`));
    // The values of the net before the edit gave place to its own.
    const after = folders();
    expect(after).not.toEqual(before);
    await run(workshop, request(`# edited\n${first}`));
    expect(folders()).toEqual(after);
  });

  it('that were written again are read again', async () => {
    const workshop = new Workshop();
    const stored = request(readFileSync(golden('largefov_tiny', 'net.prototxt'), 'utf8'), { weights: { kind: 'file', path: weights } });
    await run(workshop, stored);
    create.mockClear();
    await run(workshop, stored);
    expect(create).not.toHaveBeenCalled();
    utimesSync(weights, new Date(), new Date(2001, 1, 1));
    await run(workshop, stored);
    expect(create).toHaveBeenCalledTimes(1);
  });
});

describe('sizes', () => {
  const sizes = [[9, 9], [17, 9], [25, 9], [33, 9], [41, 9], [49, 9], [57, 9], [65, 9], [73, 9], [81, 9]] as const;

  it('of a picture at three scales are kept side by side', async () => {
    const workshop = new Workshop();
    const scaled = request(first, { scales: [0.5, 0.75, 1] });
    await run(workshop, scaled, [41, 41]);
    create.mockClear();
    await run(workshop, scaled, [41, 41]);
    expect(create).not.toHaveBeenCalled();
  });

  it('that are too many to be kept run all the same when they come again, with random weights too', async () => {
    const workshop = new Workshop();
    const rows: Float32Array[] = [];
    for (const size of [...sizes, ...sizes]) {
      shade = 0;
      rows.push(await run(workshop, request(first), size));
    }
    expect(rows.slice(sizes.length)).toEqual(rows.slice(0, sizes.length));
  });
});

it('values by key are kept in the order in which they were asked for', () => {
  const kept = new Kept<number>(2);
  kept.keep('a', 1);
  kept.keep('b', 2);
  expect(kept.get('a')).toBe(1);
  kept.keep('c', 3);
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual([1, undefined, 3]);
  expect(kept.of('c', () => 4)).toBe(3);
});
