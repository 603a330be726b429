/** What layers make of a picture: maps of bytes, figures of each channel, and the layer that first makes NaN or infinity. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FeaturesResult } from '../../server/src/inference/messages';
import { byteMaps } from '../../server/src/inference/features/maps';
import { encodePicture } from '../../server/src/inference/pictures/png';
import type { FeatureSummary } from '../../server/src/protocol/features';
import { done, startSupervisor } from '../support/host';

const supervisor = startSupervisor();
const folder = mkdtempSync(join(tmpdir(), 'atrous-features-'));
afterAll(() => {
  supervisor.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const image = join(folder, 'picture.png');
/** Blue, green and red less their means of 0: 10·x, 100, 0. */
writeFileSync(image, encodePicture({ width: 9, height: 9, data: Uint8Array.from({ length: 243 }, (_, i) => [0, 100, 10 * (Math.floor(i / 3) % 9)][i % 3] ?? 0) }));

const input = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 } ';
const power = (name: string, bottom: string, top: string, fields: string): string => `layer { name: "${name}" type: "Power" bottom: "${bottom}" top: "${top}" power_param { ${fields} } }\n`;
const relu = 'layer { name: "r" type: "ReLU" bottom: "p" top: "p" }\n';

async function features(text: string, layer: string): Promise<FeaturesResult & { figures: FeatureSummary; bytes: Uint8Array }> {
  const result = await done(supervisor, {
    kind: 'features', net: { path: join(folder, 'net.prototxt'), text, variables: [] }, weights: { kind: 'random', seed: 1 }, image, layer, output: join(folder, 'out'), device: 'cpu', mean: '0',
  });
  return { ...result, figures: JSON.parse(readFileSync(result.summary, 'utf8')) as FeatureSummary, bytes: readFileSync(result.maps) };
}

describe('feature maps', () => {
  const net = `${input}\n${power('p', 'data', 'p', 'scale: -1 shift: 30')}${relu}`;

  it('of a layer that another changes in place are its own', async () => {
    const { figures, blob, shape, line, type } = await features(net, 'p');
    expect({ blob, shape, line, type }).toEqual({ blob: 'p', shape: [1, 3, 9, 9], line: 2, type: 'Power' });
    expect(figures).toMatchObject({ channels: 3, height: 9, width: 9, min: [-50, -70, 30], max: [30, -70, 30], notFinite: [0, 0, 0] });
    expect(figures.mean[0]).toBeCloseTo(-10);
    expect(figures.histogram).toMatchObject({ from: -70, to: 30 });
    expect(figures.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(243);
  });

  it('of the layer in place are what it made', async () => {
    const { figures, bytes, cause } = await features(net, 'r');
    expect(figures).toMatchObject({ min: [0, 0, 30], max: [30, 0, 30], zeros: [6 / 9, 1, 0] });
    expect([...bytes.subarray(0, 9)]).toEqual([254, 169, 85, 0, 0, 0, 0, 0, 0]);
    expect(cause).toBeUndefined();
  });

  it('of vectors are channels of one value', async () => {
    const { figures } = await features(`${net} layer { name: "f" type: "InnerProduct" bottom: "p" top: "f" inner_product_param { num_output: 7 weight_filler { type: "gaussian" std: 1 } } }`, 'f');
    expect(figures).toMatchObject({ channels: 7, height: 1, width: 1 });
  });

  it('of the input are the prepared picture', async () => {
    const { figures } = await features(`layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 9 dim: 9 } } } ${power('p', 'data', 'p', '')}`, 'data');
    expect(figures).toMatchObject({ min: [0, 100, 0], max: [80, 100, 0] });
  });

  const causes: [string, string, string, FeaturesResult['cause']][] = [
    ['a logarithm of negative values', `${power('a', 'data', 'a', 'scale: -1')}layer { name: "l" type: "Log" bottom: "a" top: "l" }\n${power('z', 'l', 'z', 'scale: 2')}`, 'z', { layer: 'l', type: 'Log', line: 3, isInWeights: false }],
    ['one in place between others', `${power('p', 'data', 'p', 'shift: -1')}${power('q', 'p', 'p', 'power: 0.5')}${relu}${power('z', 'p', 'z', '')}`, 'z', { layer: 'q', type: 'Power', line: 3, isInWeights: false }],
    ['weights', `layer { name: "c" type: "Convolution" bottom: "data" top: "c" convolution_param { num_output: 2 kernel_size: 1 weight_filler { type: "constant" value: 1e39 } } }\n${power('z', 'c', 'z', '')}`, 'z', { layer: 'c', type: 'Convolution', line: 2, isInWeights: true }],
  ];
  it.each(causes)('say where NaN or infinity comes from: %s', async (_name, text, layer, cause) => {
    const { cause: found, figures, bytes } = await features(`${input}\n${text}`, layer);
    expect(found).toEqual(cause);
    expect(figures.notFinite.some((count) => count > 0)).toBe(true);
    expect(bytes.includes(255)).toBe(true);
  });

  const refusals: [string, string, string, RegExp][] = [
    ['a layer that is not there', net, 'x', /has no layer "x"/],
    ['a layer without tops', `${net} layer { name: "s" type: "Silence" bottom: "p" }`, 's', /makes no blob/],
    ['a loss', `${net} layer { name: "l" type: "EuclideanLoss" bottom: "p" bottom: "data" top: "l" }`, 'l', /Layer type EuclideanLoss is not supported/],
  ];
  it.each(refusals)('are refused for %s', async (_name, text, layer, message) => {
    await expect(features(text, layer)).rejects.toThrow(message);
  });
});

describe('maps of bytes', () => {
  it('keep what is not finite apart, and nothing else', () => {
    const { bytes, figures, histogram } = byteMaps(Float32Array.of(1, NaN, 3, Infinity, -Infinity, NaN, NaN, NaN), 2);
    expect([...bytes]).toEqual([0, 255, 254, 255, 255, 255, 255, 255]);
    expect(figures).toEqual({ min: [1, 0], max: [3, 0], mean: [2, 0], zeros: [0, 0], notFinite: [2, 4] });
    expect([histogram.from, histogram.to, histogram.counts[0], histogram.counts.at(-1)]).toEqual([1, 3, 1, 1]);
  });
});
