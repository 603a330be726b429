/** Reports phase rules that contradict each other or leave nothing of the net. */
import { phrase, t } from '../../l10n/text';
import { problemsOf, type NetRule } from '../net-rule';

export const includeAndExclude: NetRule = {
  code: 'wiring/include-and-exclude',
  severity: 'error',
  title: phrase('Include and exclude together'),
  doc: phrase('A layer may say in which states it is included, or from which it is excluded; Caffe refuses both at once.'),
  *check(context) {
    for (const { include, exclude } of problemsOf(context, 'include-and-exclude')) {
      const [first, second] = include.start < exclude.start ? [include, exclude] : [exclude, include];
      yield {
        start: second.start,
        end: second.nameEnd,
        message: t(`This layer has both \`include\` and \`exclude\` rules, which Caffe refuses. Keep the ones you mean.`),
        related: [{ start: first.start, end: first.nameEnd, message: t`\`${first.name}\` stands here.` }],
      };
    }
  },
};

export const inputSizes: NetRule = {
  code: 'wiring/input-sizes',
  severity: 'error',
  title: phrase('Sizes do not fit the inputs'),
  doc: phrase('Each `input` of a net needs four `input_dim` numbers (batch, channels, height, width) or one `input_shape`, in the same order.'),
  *check(context) {
    for (const { node, reason } of problemsOf(context, 'input-sizes')) yield { start: node.start, end: node.nameEnd, message: reason };
  },
};

export const paddingLayer: NetRule = {
  code: 'wiring/padding-layer',
  severity: 'error',
  title: phrase('Padding layer that cannot be merged'),
  doc: phrase('In V0 nets padding is a layer of its own, which Caffe merges into the convolution or pooling that reads it. One that anything else reads cannot be upgraded.'),
  *check(context) {
    for (const { node, reason } of problemsOf(context, 'padding-layer')) yield { start: node.start, end: node.nameEnd, message: reason };
  },
};
