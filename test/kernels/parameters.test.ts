// Presets by name, and kernels from JSON.
import { describe, expect, it } from 'vitest';
import { findPreset, parseKernelList, presetParameters, presets } from '../../kernels/index';

describe('presets', () => {
  it.each([
    ['deeplab-v2-resnet101', [1, 1], 3, [67, 67], [3, 3, 3], 4],
    ['DeepLab v2 ResNet-101', [1, 1], 3, [67, 67], [3, 3, 3], 4],
    ['vgg16', [2, 2], 2, [65, 65], [3, 3, 3], 4],
    ['LargeFOV', [3, 3], 3, [49, 49], [5, 5, 5], 4],
    ['readme', [3, 3], 3, [80, 80], [13, 13, 13], 10],
  ])('%s', (name, posXY, posW, biXY, biRGB, biW) => {
    const preset = findPreset(name);
    expect(preset && presetParameters(preset)).toEqual({
      kernels: [{ kind: 'gaussian', sxy: posXY, compat: posW }, { kind: 'bilateral', sxy: biXY, srgb: biRGB, compat: biW }],
      normalization: 'symmetric',
    });
  });

  it('names no two alike, and gives each its source', () => {
    const names = presets.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    expect(presets.every(({ source }) => source.length > 0)).toBe(true);
    expect(findPreset('no such preset')).toBeUndefined();
  });

  it('normalises after filtering where the tool does', () => {
    expect(findPreset('deeplab-tool')?.normalization).toBe('after');
  });
});

describe('kernels from JSON', () => {
  const gaussian = { kind: 'gaussian', sxy: [1, 2], compat: 3 };

  it.each<[unknown, unknown]>([
    [[gaussian], [gaussian]],
    [{ width: 3, kernels: [gaussian] }, [gaussian]],
    [[{ ...gaussian, normalization: 'SYMMETRIC' }], [{ ...gaussian, normalization: 'symmetric' }]],
    [[{ ...gaussian, sxy: 4 }], [{ ...gaussian, sxy: [4, 4] }]],
    [[{ ...gaussian, srgb: [1, 1, 1] }], [gaussian]],
    [[{ ...gaussian, compat: [-1, -2] }], [{ ...gaussian, compat: [-1, -2] }]],
    [[{ kind: 'bilateral', sxy: [1, 2], srgb: 3, compat: [[1, 0], [0, 1]] }], [{ kind: 'bilateral', sxy: [1, 2], srgb: [3, 3, 3], compat: [[1, 0], [0, 1]] }]],
  ])('%j', (json, kernels) => {
    expect(parseKernelList(json)).toEqual({ kernels });
  });

  it.each<[unknown, RegExp]>([
    [[], /at least one kernel/],
    ['gaussian', /at least one kernel/],
    [[null], /Kernel 1: expected an object/],
    [[gaussian, { ...gaussian, kind: 'box' }], /Kernel 2: kind must be "gaussian" or "bilateral"/],
    [[{ ...gaussian, sxy: [1] }], /sxy must be two positive numbers/],
    [[{ ...gaussian, sxy: [1, -1] }], /sxy must be two positive numbers/],
    [[{ ...gaussian, kind: 'bilateral' }], /srgb must be three positive numbers/],
    [[{ ...gaussian, compat: 'Potts' }], /compat must be a number/],
    [[{ ...gaussian, compat: [[1], 2] }], /compat must be a number/],
    [[{ ...gaussian, normalization: 'SIDEWAYS' }], /normalization must be one of symmetric, after, before, none/],
  ])('refuses %j', (json, message) => {
    const result = parseKernelList(json);
    expect('problems' in result && result.problems.map((problem) => problem.message).join('\n')).toMatch(message);
  });
});
