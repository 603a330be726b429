/** Layers with random fields compute what plain loops over their elements give: beyond the cases that real Caffe computed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { caffemodelOf } from '../support/caffemodel';
import { largestDifference } from '../support/compare';
import { ArrayFolder, done, startSupervisor } from '../support/host';
import { random } from '../support/random';
import type { PlainArray } from './plain/array';
import { familyNames, randomLayer, type RandomLayer } from './plain/random-layer';

/** The reference sums in float64, the layers in float32: a few hundred terms of size 1. Of the largest value, or of 1, as terms of that size may cancel. */
const tolerance = 1e-5;

const layersOfAFamily = 24;

/** Other layers with each number: `ATROUS_SEED=7 npx vitest run test/inference/random-layers.test.ts`. */
const seed = Number(process.env['ATROUS_SEED'] ?? 1);

const supervisor = startSupervisor();
const arrays = new ArrayFolder();
const folder = mkdtempSync(join(tmpdir(), 'atrous-layers-'));
afterAll(() => {
  supervisor.dispose();
  arrays.remove();
  rmSync(folder, { recursive: true });
});

const bottomNames = ({ bottoms }: RandomLayer, i: number): string[] => bottoms.map((_, bottom) => `x${i}_${bottom}`);
const topNames = ({ tops }: RandomLayer, i: number): string[] => tops.map((_, top) => `y${i}_${top}`);

function layerText(layer: RandomLayer, i: number): string {
  const inputs = layer.bottoms.map(({ shape }, bottom) => `input: "x${i}_${bottom}" input_shape { ${shape.map((dim) => `dim: ${dim}`).join(' ')} }`);
  const wiring = [...bottomNames(layer, i).map((name) => `bottom: "${name}"`), ...topNames(layer, i).map((name) => `top: "${name}"`)];
  return [...inputs, `layer { name: "l${i}" type: "${layer.type}" ${wiring.join(' ')} ${layer.fields} }`].join('\n');
}

/** All layers as one net, side by side. */
async function run(type: string, layers: readonly RandomLayer[]): Promise<Map<string, PlainArray>> {
  const weights = join(folder, `${type}.caffemodel`);
  writeFileSync(weights, caffemodelOf(new Map(layers.map(({ blobs }, i) => [`l${i}`, blobs]))));
  const { blobs } = await done(supervisor, {
    kind: 'forward', net: { path: join(folder, `${type}.prototxt`), text: layers.map(layerText).join('\n'), variables: [] }, weights: { kind: 'file', path: weights },
    inputs: layers.flatMap((layer, i) => bottomNames(layer, i).map((name, bottom) => {
      const { shape, values } = layer.bottoms[bottom] ?? { shape: [], values: [] };
      return [name, arrays.write(`${type}-${name}`, shape, Float32Array.from(values))] as [string, string];
    })),
    blobs: layers.flatMap(topNames), output: arrays.path, device: 'cpu', repeat: 0,
  });
  return new Map(blobs.map(({ name, file }) => {
    const { shape, values } = arrays.read(file);
    return [name, { shape, values: Float64Array.from(values) }];
  }));
}

describe('random layers agree with plain loops', () => {
  it.each(familyNames)('%s', async (type) => {
    const numbers = random(seed);
    const layers = Array.from({ length: layersOfAFamily }, () => randomLayer(type, numbers));
    const computed = await run(type, layers);
    for (const [i, layer] of layers.entries()) {
      for (const [top, name] of topNames(layer, i).entries()) {
        const [expected, found] = [layer.tops[top], computed.get(name)];
        if (!expected || !found) throw new Error(`no ${name}`);
        const about = `${layer.bottoms.map(({ shape }) => shape.join('×')).join(', ')} ${layer.fields}`;
        expect({ about, shape: found.shape }).toEqual({ about, shape: expected.shape });
        const scale = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
        expect(largestDifference(Float32Array.from(found.values), Float32Array.from(expected.values)) / scale, about).toBeLessThanOrEqual(tolerance);
      }
    }
  });
});
