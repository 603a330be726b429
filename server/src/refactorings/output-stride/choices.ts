/** The output strides that can be chosen for a net, and why others cannot. */
import { t, type Words } from '../../l10n/text';
import { listed, nameOf } from '../../rules/atrous/kernel';
import type { AnalyzedNet } from '../../rules/nets';
import { planOutputStride, type Plan } from './plan';
import { namedStrides, removedStrides, type Preference, type Restored, type Strictness } from './removed-strides';
import { stepsOf, type Step } from './steps';

export interface Choice {
  id: string;
  title: Words;
  target: number;
  /** One for each phase. */
  plans: readonly Plan[];
  obstacle: Words | undefined;
}

const usualStrides: readonly number[] = [32, 16, 8, 4];

/** Strides of nets of which nothing is removed. */
const unlimited = Infinity;

/** What strides may grow to in each phase's net. */
type Growth = readonly Restored[];

class Choosing {
  private readonly before: number;
  private readonly growths = new Map<string, Growth>();
  private readonly steps: readonly (readonly Step[])[];

  constructor(private readonly nets: readonly AnalyzedNet[]) {
    this.steps = nets.map(({ analysis }) => stepsOf(analysis));
    this.before = Math.max(...this.plans(unlimited, undefined).map(({ before }) => before));
  }

  all(): Choice[] {
    const targets = [...new Set([...usualStrides, ...this.largest()])].filter((target) => target !== this.before).sort((a, b) => b - a);
    const choices = targets.flatMap((target) => (target < this.before ? this.finer(target) : this.coarser(target)));
    const isExplained = this.before >= Math.max(...usualStrides) || choices.some(({ target }) => target > this.before) || !this.hasHoles();
    return isExplained ? choices : [this.unexplained(), ...choices];
  }

  private growth(strictness: Strictness, preference: Preference): Growth {
    const key = `${strictness} ${preference}`;
    const growth = this.growths.get(key) ?? this.steps.map((steps) => removedStrides(steps, strictness, preference));
    this.growths.set(key, growth);
    return growth;
  }

  private plans(target: number, growth: Growth | undefined): Plan[] {
    return this.nets.map(({ analysis }, index) => planOutputStride(analysis, target, growth?.[index]));
  }

  /** The stride with all that was removed, where that is no power of two. */
  private largest(): number[] {
    const stride = Math.max(...this.plans(unlimited, this.growth('all', 'usual')).map(({ after }) => after));
    return Number.isInteger(stride) && stride > this.before && stride <= Math.max(...usualStrides) ? [stride] : [];
  }

  private choice(id: string, target: number, growth: Growth | undefined): Choice | undefined {
    const plans = this.plans(target, growth);
    const isReached = plans.every(({ after, changes, obstacle }) => after === target && (changes.length > 0 || obstacle !== undefined));
    const title = t`Set output stride to ${target} (now ${this.before})`;
    return isReached ? { id, title, target, plans, obstacle: plans.find(({ obstacle }) => obstacle !== undefined)?.obstacle } : undefined;
  }

  private finer(target: number): Choice[] {
    const choice = this.choice(`output-stride-${target}`, target, undefined);
    return choice === undefined ? [] : [choice];
  }

  /** By the holes where they tell, otherwise by names that are known, otherwise with the reason against it. */
  private coarser(target: number): Choice[] {
    const id = `output-stride-${target}`;
    const ways = [() => this.growth('all', 'usual'), () => this.nets.map(({ analysis }) => namedStrides(analysis)), () => this.growth('first', 'usual')];
    const reached: Choice[] = [];
    for (const way of ways) {
      const choice = this.choice(id, target, way());
      if (choice?.obstacle === undefined && choice !== undefined) return this.withAlternative(choice);
      if (choice !== undefined) reached.push(choice);
    }
    return reached.slice(0, 1);
  }

  /** A second way where the stride could as well stand before a pooling as in it. */
  private withAlternative(usual: Choice): Choice[] {
    const earliest = this.choice(`${usual.id}-earliest`, usual.target, this.growth('all', 'earliest'));
    if (earliest === undefined || earliest.obstacle !== undefined || earliest.plans.some(({ isTight }) => !isTight)) return [usual];
    const [places, others] = [halving(usual), halving(earliest)];
    return places.join() === others.join() ? [usual] : [this.at(usual, places), this.at(earliest, others)];
  }

  /** One of two ways to the same stride. */
  private at(choice: Choice, places: readonly string[]): Choice {
    return { ...choice, title: t`Set output stride to ${choice.target} (now ${this.before}), with the stride at ${listed(places)}` };
  }

  private hasHoles(): boolean {
    return this.nets.some(({ analysis }) => analysis.layers.some(({ geometry }) => geometry?.dilation.some((hole) => hole > 1)));
  }

  private unexplained(): Choice {
    return {
      id: 'output-stride-larger', title: t`Set a larger output stride (now ${this.before})`, target: this.before, plans: [],
      obstacle: t('There is no layer below which all holes and padding could be divided, on every path alike. They do not come from a stride that was removed, or not from that alone.'),
    };
  }
}

/** The layers whose stride grows. */
const halving = ({ plans }: Choice): string[] =>
  [...new Set(plans.flatMap(({ changes }) => changes.filter(({ stride }) => stride !== undefined && stride.some((step) => step > 1)).map(nameOfChange)))];

const nameOfChange = ({ layer }: Plan['changes'][number]): string => nameOf(layer);

/** What the nets of a document, one for each phase, offer. */
export const choicesFor = (nets: readonly AnalyzedNet[]): Choice[] => (nets.length === 0 ? [] : new Choosing(nets).all());
