/** Which dialect a text is taken for, and why. */
import { describe, expect, it } from 'vitest';
import { dialectEvidence, inferDialect } from '../../server/src/schema/dialect';
import type { DialectId } from '../../server/src/schema/schema';
import { parse } from '../../server/src/syntax/parser';

describe('inference', () => {
  it.each<[string, DialectId]>([
    ['layer { type: "Convolution" convolution_param { num_output: 1 dilation: 2 } }', 'bvlc'],
    ['layers { type: CONVOLUTION }', 'bvlc'],
    ['layers { type: CONVOLUTION convolution_param { hole: 12 } }', 'deeplab-v1'],
    ['layers { type: INTERP }', 'deeplab-v1'],
    ['layers { type: MULTI_STAGE_MEANFIELD }', 'crf-rnn-v1'],
    ['layers { type: UNPOOLING }', 'deconvnet'],
    ['layer { type: "Interp" interp_param { zoom_factor: 8 } }', 'deeplab-v2'],
    ['layer { type: "Interp" }', 'deeplab-v2'],
    ['layer { type: "BN" bn_param { slope_filler { value: 1 } } }', 'pspnet'],
    ['layer { type: "BN" bn_param { bn_mode: INFERENCE } }', 'segnet'],
    ['layer { type: "Input" input_param { } } layer { type: "Interp" interp_param { } }', 'deeplab-v2-bvlc'],
    ['layer { upsample_param { scale: 2 } }', 'segnet'],
    ['layer { prior_box_param { min_size: 30 } }', 'ssd'],
    ['layer { multi_stage_meanfield_param { theta_alpha: 1 } }', 'crf-rnn'],
    ['layer { roi_pooling_param { pooled_w: 7 } }', 'faster-rcnn'],
    ['layer { convolution_param { hole: 2 } }', 'bvlc'],
    ['layer { convolution_param { hole_h: 2 hole_w: 1 } }', 'bvlc'],
    ['layer { convolution_param { dilation_h: 2 dilation_w: 1 } }', 'tsn'],
    ['layers { type: INTERP convolution_param { dilation: 2 } }', 'deeplab-v1'],
    ['layer { densecrf_param { } convolution_param { hole: 2 } }', 'ccnn'],
    ['layer { pooling_param { ceil_mode: true } }', 'synopsys'],
    ['layer { pooling_param { ceil_mode: true } psroi_pooling_param { } }', 'bvlc'],
    ['layer { type: "NoSuchLayer" }', 'bvlc'],
    ['net: "a" base_lr: 1', 'bvlc'],
    ['net: "a" eval_type: "detection"', 'ssd'],
    ['# atrous: dialect=nvidia\nlayer { }', 'nvidia'],
    ['', 'bvlc'],
  ])('%s: %s', (text, dialect) => {
    expect(inferDialect(parse(text)).dialect).toBe(dialect);
  });

  it('a setting counts where the file says nothing', () => {
    expect(inferDialect(parse('layer { }'), 'ssd')).toMatchObject({ dialect: 'ssd', isStated: true });
    expect(inferDialect(parse('# atrous: dialect=pspnet\nlayer { }'), 'ssd')).toMatchObject({ dialect: 'pspnet', isStated: true });
  });

  it('what no dialect has together gives the nearest', () => {
    const inference = inferDialect(parse('layer { interp_param { } seg_accuracy_param { } } layer { prior_box_param { } no_such: 1 }'));
    expect(inference).toMatchObject({ dialect: 'deeplab-v2', candidates: ['synopsys'] });
  });
});

describe('evidence', () => {
  it.each([
    ['layer { type: "Convolution" }', []],
    ['layer { type: "Interp" interp_param { zoom_factor: 8 } }', ['LayerParameter.interp_param']],
    ['layers { type: INTERP }', ['V1LayerParameter.LayerType.INTERP']],
    ['layer { type: "Input" input_param { } } layer { interp_param { } }', ['LayerParameter.interp_param', 'LayerParameter.input_param']],
  ])('%s', (text, paths) => {
    const tree = parse(text);
    const evidence = dialectEvidence(tree, inferDialect(tree).dialect);
    expect(evidence.map(({ path }) => path).sort()).toEqual([...paths].sort());
  });
});
