/** Reports parameters that layers share by name and give different learning rates. */
import { phrase, t } from '../../l10n/text';
import type { Layer } from '../../net/net';
import { Attachment } from '../../syntax/attachment';
import type { ScalarNode } from '../../syntax/tree';
import { layerTitle, rangeOfNode, type NetRule } from '../net-rule';
import type { Report } from '../rule';

const rates = ['lr_mult', 'decay_mult'] as const;

/** The rate of a named parameter, as a layer states it. */
interface Stated {
  name: string;
  /** Which of the layer's blobs it is for. */
  index: number;
  rate: (typeof rates)[number];
  value: number;
  node: ScalarNode;
}

/** What was read of a layer, for as long as its text stays. */
const known = new Attachment<Layer['param'], readonly Stated[]>();

/** The rates that the `param`s of a layer state for parameters with a name. */
function statedIn(layer: Layer): readonly Stated[] {
  let stated = known.get(layer.param);
  if (stated === undefined) known.set(layer.param, (stated = readRates(layer)));
  return stated;
}

const readRates = ({ fields, paramNames }: Layer): readonly Stated[] =>
  fields.messages('param').flatMap((param, index) => rates.flatMap((rate): Stated[] => {
    const [name, value, node] = [paramNames[index], param.has(rate) ? param.number(rate) : undefined, param.scalars(rate).at(-1)];
    return name !== undefined && typeof value === 'number' && node ? [{ name, index, rate, value, node }] : [];
  }));

/** Rates that owners leave open, by rate and name, as the first that shares the parameter states them. */
type FirstStated = Map<string, { stated: Stated; layer: Layer }>;

/** Who stated a rate before a layer that shares the parameter. */
function earlierOf(stated: Stated, owner: Layer, first: FirstStated): { stated: Stated; layer: Layer } | undefined {
  const owned = statedIn(owner).find(({ name, rate }) => name === stated.name && rate === stated.rate);
  return owned === undefined ? first.get(`${stated.rate} ${stated.name}`) : { stated: owned, layer: owner };
}

/** The texts of the owners with which a layer was found to agree, by its own text. */
const agreed = new Attachment<Layer['param'], readonly (Layer['param'] | undefined)[]>();

function isKnownToAgree(layer: Layer, owners: readonly (Layer | undefined)[]): boolean {
  const texts = agreed.get(layer.param);
  return texts?.length === owners.length && texts.every((text, index) => text === owners[index]?.param);
}

const mismatch = ({ name, rate, value, node }: Stated, earlier: Stated, owner: Layer): Report => ({
  ...rangeOfNode(node),
  data: { replacement: String(earlier.value) },
  message: t`\`${name}\` is shared with ${layerTitle(owner)}, where its ${rate} is ${earlier.value}; here it is ${value}. Give both the same.`,
  related: [{ ...rangeOfNode(earlier.node), message: t`${rate} is ${earlier.value} here.` }],
});

/** Where a layer states other rates than those who share the parameter before it. */
function compare(layer: Layer, owners: readonly (Layer | undefined)[], first: FirstStated): Report[] {
  const reports: Report[] = [];
  let isComplete = true;
  for (const stated of statedIn(layer)) {
    const owner = owners[stated.index];
    if (owner === undefined) continue;
    const earlier = earlierOf(stated, owner, first);
    isComplete &&= earlier?.layer === owner;
    if (earlier === undefined) first.set(`${stated.rate} ${stated.name}`, { stated, layer });
    else if (earlier.stated.value !== stated.value) reports.push(mismatch(stated, earlier.stated, earlier.layer));
  }
  if (isComplete && reports.length === 0) agreed.set(layer.param, owners.map((owner) => owner?.param));
  return reports;
}

export const sharedRates: NetRule = {
  code: 'wiring/shared-rates',
  severity: 'error',
  title: phrase('Shared parameter of two rates'),
  doc: phrase('Layers whose `param { name: … }` agree share one blob, which has one learning rate and one decay. Where two of them state different ones, Caffe stops with «Shared param has mismatched lr_mult».'),
  *check({ analysis: { net, layers } }) {
    const first: FirstStated = new Map();
    for (const { layer, sharedWith } of net.generation === 'V2' ? layers : []) {
      if (sharedWith.length > 0 && !isKnownToAgree(layer, sharedWith)) yield* compare(layer, sharedWith, first);
    }
  },
};
