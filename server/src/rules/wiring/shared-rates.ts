/** Reports parameters that layers share by name and give different learning rates. */
import { phrase, t } from '../../l10n/text';
import type { Layer } from '../../net/net';
import type { ScalarNode } from '../../syntax/tree';
import { layerTitle, rangeOfNode, type NetRule } from '../net-rule';
import type { Report } from '../rule';

const rates = ['lr_mult', 'decay_mult'] as const;

/** The rate of a shared parameter, as a layer states it. */
interface Stated {
  name: string;
  rate: (typeof rates)[number];
  value: number;
  node: ScalarNode;
}

/** What was read of a layer, for as long as its text stays. */
const known = new WeakMap<Layer['param'], readonly Stated[]>();

/** The rates that the `param`s of a layer state for parameters with a name. */
function statedIn(layer: Layer): readonly Stated[] {
  if (!layer.paramNames.some((name) => name !== undefined)) return [];
  let stated = known.get(layer.param);
  if (stated === undefined) known.set(layer.param, (stated = readRates(layer)));
  return stated;
}

const readRates = ({ fields, paramNames }: Layer): readonly Stated[] =>
  fields.messages('param').flatMap((param, index) => rates.flatMap((rate): Stated[] => {
    const [name, value, node] = [paramNames[index], param.has(rate) ? param.number(rate) : undefined, param.scalars(rate).at(-1)];
    return name !== undefined && typeof value === 'number' && node ? [{ name, rate, value, node }] : [];
  }));

const mismatch = ({ name, rate, value, node }: Stated, earlier: Stated, owner: Layer): Report => ({
  ...rangeOfNode(node),
  data: { replacement: String(earlier.value) },
  message: t`\`${name}\` is shared with ${layerTitle(owner)}, where its ${rate} is ${earlier.value}; here it is ${value}. Give both the same.`,
  related: [{ ...rangeOfNode(earlier.node), message: t`${rate} is ${earlier.value} here.` }],
});

export const sharedRates: NetRule = {
  code: 'wiring/shared-rates',
  severity: 'error',
  title: phrase('Shared parameter of two rates'),
  doc: phrase('Layers whose `param { name: … }` agree share one blob, which has one learning rate and one decay. Where two of them state different ones, Caffe stops with «Shared param has mismatched lr_mult».'),
  *check({ net }) {
    const first = new Map<string, { stated: Stated; layer: Layer }>();
    for (const layer of net.generation === 'V2' ? net.layers : []) {
      for (const stated of statedIn(layer)) {
        const key = `${stated.rate} ${stated.name}`;
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, { stated, layer });
        else if (earlier.stated.value !== stated.value) yield mismatch(stated, earlier.stated, earlier.layer);
      }
    }
  },
};
