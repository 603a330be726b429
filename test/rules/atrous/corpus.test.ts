/** What the atrous rules say of real nets: nothing of those that were released, and the mistakes of others. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../server/src/rules/check';
import { parse } from '../../../server/src/syntax/parser';
import { root, shared } from '../../support/shared';

const folder = shared === undefined ? join(root, 'test/fixtures/corpus') : join(shared, 'corpus');

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.prototxt')).sort();

/** `CODE LINE` of each finding but hints. */
function found(path: string): string[] {
  const text = readFileSync(join(folder, path), 'utf8');
  return check(parse(text))
    .filter(({ code, severity }) => code.startsWith('atrous/') && severity !== 'hint')
    .map(({ code, start }) => `${code} ${text.slice(0, start).split('\n').length}`);
}

/** By their authors, or copied from them. */
const released = [
  'BVLC__caffe', 'KaimingHe__deep-residual-networks', 'TheLegendAli__DeepLab-Context', 'corenel__deeplab-public', 'mitmul__deeplab-public-ver2', 'talent518__deeplab-public-ver2',
  'isht7__pytorch-deeplab-resnet', 'hszhao__PSPNet', 'hszhao__ICNet', 'fyu__dilation', 'shelhamer__fcn.berkeleyvision.org', 'DrSleep__tensorflow-deeplab-lfov', 'torrvision__crfasrnn',
  'torrvision__caffe', 'rbgirshick__py-faster-rcnn', 'jay-mahadeokar__pynetbuilder', 'shicai__DenseNet-Caffe', 'NVIDIA__caffe', 'openvinotoolkit__training_toolbox_caffe',
];

describe('released nets are clean', () => {
  it.each(files.filter((path) => released.includes(path.split('/')[0] ?? '')))('%s', (path) => {
    expect(found(path)).toEqual([]);
  });
});

/** Mistakes in nets that users changed. */
const mistakes: Record<string, string[]> = {
  // conv5 of a ResNet-50 at stride 8 without the holes that it has elsewhere in the same repository.
  'ferasha__deeplab-public-ver2/drusen_area/config/RESNET-50/train.prototxt': ['atrous/hole-stride 3128', 'atrous/hole-stride 3335', 'atrous/hole-stride 3542'],
  // 500 and 640×480 are not 8·k + 1.
  'martinkersner__train-DeepLab/deploy.prototxt': ['atrous/input-size 14', 'atrous/input-size 15'],
  'kinglintianxia__deeplab_v2/exper/nyu/config/deeplab_largeFOV/deploy.prototxt': ['atrous/input-size 20', 'atrous/input-size 20'],
};

if (shared !== undefined) {
  describe('mistakes in changed nets', () => {
    it.each(Object.entries(mistakes))('%s', (path, expected) => {
      expect(found(path)).toEqual(expected);
    });
  });
}
