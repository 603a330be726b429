/** Holes that are too large for their map. */
import { describe, expect, it } from 'vitest';
import { findings, reportsAt } from './findings';
import { conv, input } from './nets';

const code = 'atrous/rate-too-large';

/** DeepLab's largest rate on maps of that size; 65 and 41 are those of its test and training crops. */
const net = (size: number, hole: number | string, more = ''): string => `${input(size)} ${conv('fc6', 'data', 8, `kernel_size: 3 pad: ${String(hole).replace(/[‹›]/g, '')} dilation: ${hole} ${more}`)}`;

describe('rates', () => {
  it.each([[65, 24], [41, 24], [33, 12], [9, 3], [9, 1]])('maps of %i units with hole %i are clean', (size, hole) => {
    expect(findings(net(size, hole), code)).toEqual([]);
  });

  it('only the centre tap sees a map no larger than the hole', () => {
    expect(reportsAt(net(21, '‹24›'), code)).toMatchObject([{
      severity: 'warning', data: { dilation: [9, 9] },
      message: 'With dilation 24 a single tap of `fc6` sees the 21×21 map at any place, so that its 3×3 kernel does no more than 1×1. Up to dilation 9 at least half of the taps see the map.',
    }]);
  });

  it('says the share of taps on the map', () => {
    // ((21 + 2·3) / (3·21))² = 0.184: the outer taps are on the map at 3 of 21 places.
    expect(reportsAt(net(21, '‹18›'), code)).toMatchObject([{ severity: 'info', message: expect.stringContaining('only 18 % of the taps of `fc6` fall on the 21×21 map') as string }]);
  });

  it('counts rows and columns of their own', () => {
    const text = `input: "data" input_shape { dim: 1 dim: 3 dim: 60 dim: 12 } ${conv('fc6', 'data', 8, 'kernel_size: 3 pad: 24 dilation: ‹24›')}`;
    expect(reportsAt(text, code)[0]?.message).toContain('24 % of the taps of `fc6` fall on the 60×12 map');
  });

  it('layers that use the weights of another scale are left to that scale', () => {
    const shared = (name: string, bottom: string) => conv(name, bottom, 8, 'kernel_size: 3 pad: 24 dilation: 24').replace('convolution_param', 'param { name: "w" } convolution_param');
    const half = 'layer { name: "half" type: "Interp" bottom: "data" top: "half" interp_param { shrink_factor: 2 } }';
    expect(findings(`${input(41)} ${shared('fc6', 'data')} ${half} ${shared('fc6_res05', 'half')}`, code)).toEqual([]);
  });

  it('is silent where the size is not known', () => {
    expect(findings(net(21, 24).replaceAll('dim: 21', 'dim: ${SIZE}'), code)).toEqual([]);
  });
});
