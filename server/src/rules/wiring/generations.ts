/** Reports files that mix layers of different generations, and old ones that Caffe upgrades each time it reads them. */
import { phrase, t } from '../../l10n/text';
import { problemsOf, type NetRule } from '../net-rule';

export const mixedGenerations: NetRule = {
  code: 'wiring/mixed-generations',
  severity: 'error',
  title: phrase('`layer` mixed with `layers`'),
  doc: phrase('Caffe refuses to upgrade a net that has both `layer { type: "Convolution" }` (V2) and `layers { type: CONVOLUTION }` (V1). Write all of them as `layer`.'),
  *check(context) {
    for (const { node, earlier } of problemsOf(context, 'mixed-generations')) {
      yield {
        start: node.start,
        end: node.nameEnd,
        message: t`This net has both \`${earlier.name}\` and \`${node.name}\`, which Caffe refuses. Write all layers as \`layer { … }\` with type strings.`,
        data: { upgrade: true },
        related: [{ start: earlier.start, end: earlier.nameEnd, message: t`The first \`${earlier.name}\` stands here.` }],
      };
    }
  },
};

export const oldGeneration: NetRule = {
  code: 'wiring/old-generation',
  severity: 'hint',
  title: phrase('Old layer format'),
  doc: phrase('V0 and V1 layers (`layers { … }`) still load in Caffe, which upgrades them each time. DeepLab v1’s own fork reads nothing else. Newer forks and most tools expect `layer { type: "…" }`.'),
  *check({ net, tree }) {
    const first = tree.root.fields.find(({ name }) => name === 'layers');
    if (net.generation === 'V2' || first === undefined) return;
    yield {
      start: first.start,
      end: first.nameEnd,
      message: t`This net is written in Caffe's ${net.generation} layer format. It can be upgraded to \`layer { type: "…" }\`.`,
      data: { upgrade: net.generation },
    };
  },
};
