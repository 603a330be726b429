/** Classification nets at another output stride have the numbers of the segmentation nets that DeepLab's authors made of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shared } from '../support/shared';
import { vgg } from '../rules/atrous/nets';
import { analysisOf, refactored } from './apply';

const corpusText = (path: string): string => readFileSync(join(shared ?? '', 'corpus', path), 'utf8');

const trainedNets = {
  vgg: 'dgschwend__netscope/presets/vgg-16.prototxt',
  resnet: 'KaimingHe__deep-residual-networks/prototxt/ResNet-101-deploy.prototxt',
};

/** `stride/hole`, or all of `kernel/stride/pad/hole`, of the layers whose names match. */
function numbersOf(text: string, names: RegExp, isWhole: boolean): Map<string, string> {
  return new Map(analysisOf(text).layers.flatMap(({ layer: { name }, geometry }) => {
    if (geometry === undefined || !names.test(name)) return [];
    const { kernel, stride, pad, dilation } = geometry;
    return [[name, (isWhole ? [kernel, stride, pad, dilation] : [stride, dilation]).map(([height]) => height).join('/')] as const];
  }));
}

it('VGG-16 at 8, one convolution a stage, has LargeFOV’s strides and holes', () => {
  const trained = vgg({ pool4: 'kernel_size: 2 stride: 2', conv5: 'kernel_size: 3 pad: 1', pool5: 'kernel_size: 2 stride: 2', fc6: 'kernel_size: 7', fc6Outputs: 4096 });
  const names = /^(conv|pool)/;
  expect(numbersOf(refactored(trained, 'output-stride-8'), names, false)).toEqual(numbersOf(vgg(), names, false));
});

if (shared !== undefined && existsSync(join(shared, 'corpus', trainedNets.vgg))) {
  const vgg16 = refactored(refactored(corpusText(trainedNets.vgg), 'upgrade').replace('type: "data"', 'type: "Input"'), 'output-stride-8');

  describe('VGG-16 at 8', () => {
    it.each([
      'TheLegendAli__DeepLab-Context/config/DeepLab-LargeFOV/test.prototxt',
      'corenel__deeplab-public/exper/voc12/config/deeplab_largeFOV/test.prototxt', 'talent518__deeplab-public-ver2/exper/voc12/config/vgg16/test.prototxt',
      'TheLegendAli__DeepLab-Context/voc12/config/vgg128_noup/test_val.prototxt',
    ])('has the strides and holes of %s', (path) => {
      const names = /^(conv\d_\d|pool\d)$/;
      expect(numbersOf(vgg16, names, false)).toEqual(numbersOf(corpusText(path), names, false));
    });

    // DeepLab pools by 3×3 with padding 1, and takes 3×3 or 4×4 of fc6's 7×7 taps.
    it('has the kernels and paddings of all convolutions before fc6', () => {
      const path = 'TheLegendAli__DeepLab-Context/config/DeepLab-LargeFOV/test.prototxt';
      expect(numbersOf(vgg16, /^conv/, true)).toEqual(numbersOf(corpusText(path), /^conv\d_\d$/, true));
    });

    it('has fc6’s hole of the first DeepLab', () => {
      expect(numbersOf(vgg16, /^fc6$/, false)).toEqual(numbersOf(corpusText('TheLegendAli__DeepLab-Context/voc12/config/vgg128_noup/test_val.prototxt'), /^fc6$/, false));
    });
  });

  // Only its pool1 is padded, so that the map covers 8k + 1 pixels.
  it('ResNet-101 at 8 has every number of DeepLab v2’s', () => {
    const names = /^(conv1|res\d\w*_branch(1|2[abc]))$/;
    const ours = numbersOf(refactored(corpusText(trainedNets.resnet), 'output-stride-8'), names, true);
    expect(ours.size).toBe(104);
    expect(ours).toEqual(numbersOf(corpusText('isht7__pytorch-deeplab-resnet/data/test.prototxt'), names, true));
  });
}
