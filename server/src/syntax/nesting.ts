/** What recovery knows of Caffe: which blocks cannot stand inside which, so that a missing brace shows. */

/** Tells recovery where blocks belong. The more it knows, the nearer a problem is reported to its cause. */
export interface NestingRules {
  /** The blocks that alone can hold a block `name { ... }`, beside the document itself; undefined where any can. */
  holdersOf(name: string): readonly string[] | undefined;
}

/** False only where a block `name { ... }` inside a block of the name `parent` proves that a brace is missing. */
export const mayStandIn = (rules: NestingRules, name: string, parent: string): boolean => rules.holdersOf(name)?.includes(parent) ?? true;

/** The fields of a solver that hold a whole net. */
const wholeNets = ['net_param', 'train_net_param', 'test_net_param'];

/** A layer stands at the top level or in a net inside a solver; a V0 net has `layers { layer { ... } }`. */
const holders: ReadonlyMap<string, readonly string[]> = new Map([['layers', wholeNets], ['layer', [...wholeNets, 'layers']]]);

export const caffeNesting: NestingRules = { holdersOf: (name) => holders.get(name) };
