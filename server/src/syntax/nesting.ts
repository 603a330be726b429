/** What recovery knows of Caffe: which blocks cannot stand inside which, so that a missing brace shows. */

/** Tells recovery where blocks belong. The more it knows, the nearer a problem is reported to its cause. */
export interface NestingRules {
  /** False only where a block `name { ... }` inside a block of the name `parent` proves that a brace is missing. */
  mayStandIn(name: string, parent: string): boolean;
}

/** The fields of a solver that hold a whole net. */
const wholeNets = new Set(['net_param', 'train_net_param', 'test_net_param']);

/** A layer stands at the top level or in a net inside a solver; a V0 net has `layers { layer { ... } }`. */
export const caffeNesting: NestingRules = {
  mayStandIn(name, parent) {
    if (name !== 'layer' && name !== 'layers') return true;
    return wholeNets.has(parent) || (name === 'layer' && parent === 'layers');
  },
};
