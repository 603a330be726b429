/** Reports tops whose name is taken, and in-place layers whose blob others read too. */
import { joinCommas } from '../../l10n/lists';
import { phrase, t } from '../../l10n/text';
import { layerTitle, placeOfLayer, problemsOf, rangeOfNode, type NetContext, type NetRule } from '../net-rule';
import type { RelatedPlace } from '../rule';

const firstInput = ({ net }: NetContext, name: string): readonly RelatedPlace[] =>
  net.inputs.filter((input) => input.name === name).slice(0, 1).map(({ node }) => ({ ...rangeOfNode(node), message: t`The first input \`${name}\` stands here.` }));

export const topProducedTwice: NetRule = {
  code: 'wiring/top-produced-twice',
  severity: 'error',
  title: phrase('Top produced twice'),
  doc: phrase('Only a layer that works in place, with the blob as its bottom at the same position, may write a blob that is there already. Give the top a name of its own.'),
  *check(context) {
    for (const { top, earlier, sharers } of problemsOf(context, 'top-produced-twice')) {
      if (sharers.length > 0) continue;
      const { producer } = earlier;
      const owner = producer === undefined ? t('an input of the net') : layerTitle(producer);
      yield {
        ...rangeOfNode(top.node),
        message: t`The blob \`${top.name}\` is already produced by ${owner}, and this layer does not work on it in place. Give this top another name.`,
        related: producer === undefined ? [] : [{ ...placeOfLayer(producer), message: t`\`${top.name}\` is produced here first.` }],
      };
    }
    for (const { node, name } of problemsOf(context, 'input-twice')) {
      yield { ...rangeOfNode(node), message: t`The net already has an input \`${name}\`. Give this one another name.`, related: firstInput(context, name) };
    }
  },
};

export const sharedInPlace: NetRule = {
  code: 'wiring/in-place-with-other-readers',
  severity: 'error',
  title: phrase('In place on a blob with other readers'),
  doc: phrase('Caffe gives every reader of a blob a copy of its own. A layer that changes one of several copies in place no longer works in place, and its top’s name is taken: Caffe stops with «Top blob produced by multiple sources». Give the top a new name and let those read it that should.'),
  *check(context) {
    for (const { top, sharers } of problemsOf(context, 'top-produced-twice')) {
      if (sharers.length === 0) continue;
      const names = joinCommas(sharers.map(layerTitle));
      yield {
        ...rangeOfNode(top.node),
        message: sharers.length === 1
          ? t`This layer changes \`${top.name}\` in place, but ${names} reads it too, which Caffe refuses. Give this top a new name.`
          : t`This layer changes \`${top.name}\` in place, but ${names} read it too, which Caffe refuses. Give this top a new name.`,
        related: sharers.map((layer) => ({ ...placeOfLayer(layer), message: t`\`${top.name}\` is read here.` })),
      };
    }
  },
};
