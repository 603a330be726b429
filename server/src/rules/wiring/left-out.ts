/** Reports phase and stage rules that leave nothing: of a layer in any state, or of the whole net in a phase. */
import { phrase, t } from '../../l10n/text';
import { problemsOf, type NetRule } from '../net-rule';

const layerFields: ReadonlySet<string> = new Set(['layer', 'layers']);

export const neverIncluded: NetRule = {
  code: 'wiring/never-included',
  severity: 'warning',
  title: phrase('Layer that no state includes'),
  doc: phrase('The rules of this layer contradict themselves: a stage that is both asked for and refused, a level above its highest and below its lowest, both phases excluded. Caffe leaves the layer out whatever it is called with.'),
  *check(context) {
    for (const { rule } of problemsOf(context, 'never-included')) {
      yield { start: rule.start, end: rule.nameEnd, message: t('No phase, stage or level includes this layer, so it is always left out. Correct its rules, or remove the layer.') };
    }
  },
};

export const emptyPhase: NetRule = {
  code: 'wiring/empty-phase',
  severity: 'warning',
  title: phrase('Net without layers'),
  doc: phrase('The file has layers, and their `include` and `exclude` rules leave none in this state. Caffe builds a net of nothing. Rules with a `stage` hold only where a caller, or `state { stage: … }` in the file, sets it.'),
  *check(context) {
    const first = context.tree.root.fields.find(({ name }) => layerFields.has(name));
    if (first === undefined) return;
    for (const { phase } of problemsOf(context, 'empty-phase')) {
      yield { start: first.start, end: first.nameEnd, message: t`No layer of this file is left in the phase ${phase}: the rules of all layers leave them out. Correct them, or set the stage that they ask for with \`state { stage: "…" }\`.` };
    }
  },
};
