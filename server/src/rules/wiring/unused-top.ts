/** Points at tops that nothing reads: outputs of the net, meant or forgotten. */
import { phrase, t } from '../../l10n/text';
import { definitionOf } from '../../layers/index';
import { rangeOfNode, type NetRule } from '../net-rule';

/** Layers whose results are looked at rather than read on. */
const isResult = (type: string): boolean => ['loss', 'evaluation', 'output'].includes(definitionOf(type)?.category ?? '');

export const unusedTop: NetRule = {
  code: 'wiring/unused-top',
  severity: 'hint',
  title: phrase('Top that nothing reads'),
  doc: phrase('Caffe makes every blob that nothing reads an output of the net and prints it. That is what the last layer is for; elsewhere a name was probably mistyped, or a Silence layer is missing.'),
  *check({ net }) {
    const last = net.layers.at(-1);
    for (const { name, producer, consumers, index } of net.blobs) {
      const top = producer?.tops[index];
      if (producer === undefined || top === undefined || producer === last || consumers.length > 0 || isResult(producer.type)) continue;
      yield { ...rangeOfNode(top.node), tags: ['unnecessary'], message: t`Nothing reads \`${name}\` in the phase ${net.phase}, so it is an output of the net.` };
    }
  },
};
