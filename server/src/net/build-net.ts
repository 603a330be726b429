/** Makes the net of a document for one phase, the way Caffe would: upgrade, filter by phase, wire. */
import type { DialectId } from '../schema/dialects';
import { defaultDialect } from '../schema/dialects';
import type { Variables } from '../schema/directives';
import { Fields } from '../schema/fields';
import type { FieldNode, SyntaxTree } from '../syntax/tree';
import { readInputs } from './inputs';
import { layersIn, type LayerSource, type Reading } from './layer-source';
import type { Generation, Net, Phase } from './net';
import { mergePadding } from './padding';
import { canBeIncluded, isIncluded, type NetState } from './phases';
import type { NetProblem } from './problems';
import { rewire, type Wiring } from './rewire';

/** What a net is built with, whatever its phase. */
export interface ReadingOptions {
  /** Values for `${NAME}` and for words where numbers belong. */
  variables?: Variables;
  /** Stages beside those of the file's own `state { stage: … }`. */
  stages?: readonly string[];
  /** Caffe's level, which it takes from its caller; 0 unless given. */
  level?: number;
  /** Whose defaults hold where forks differ. */
  dialect?: DialectId;
}

export interface NetOptions extends ReadingOptions {
  phase: Phase;
}

export interface BuiltNet {
  net: Net;
  problems: readonly NetProblem[];
  /** For the next build of the same document and phase. */
  wiring: Wiring;
}

const noVariables: Variables = new Map();

/** The fields that hold layers, and the net's other fields. */
function partition(fields: readonly FieldNode[]): readonly [FieldNode[], FieldNode[]] {
  const [layers, others]: [FieldNode[], FieldNode[]] = [[], []];
  for (const field of fields) (field.name === 'layer' || field.name === 'layers' ? layers : others).push(field);
  return [layers, others];
}

/** The phase comes from the caller, the stages from the file and the caller, the level from the caller alone. */
function stateOf(net: Fields, phase: Phase, { stages = [], level = 0 }: ReadingOptions): NetState {
  return { phase, level, stages: new Set([...net.message('state').texts('stage'), ...stages]) };
}

/** Layers that the state keeps; one with both kinds of rules is reported, and its include rules decide. */
function filter(sources: readonly LayerSource[], state: NetState, problems: NetProblem[]): LayerSource[] {
  return sources.filter(({ node, fields, include, exclude }) => {
    if (include.length === 0 && exclude.length === 0) return true;
    const [included, excluded] = [fields.node('include'), fields.node('exclude')];
    if (included && excluded) problems.push({ kind: 'include-and-exclude', node, include: included, exclude: excluded });
    const [rule] = [...fields.nodes('include'), ...fields.nodes('exclude')];
    if (rule && !canBeIncluded(include, exclude)) problems.push({ kind: 'never-included', rule });
    return isIncluded(state, include, exclude);
  });
}

/** Caffe refuses to upgrade a file that has layers of both kinds. */
function mixedGenerations(fields: readonly FieldNode[]): NetProblem[] {
  const earlier = fields[0];
  const node = fields.find(({ name }) => name !== earlier?.name);
  return node === undefined || earlier === undefined ? [] : [{ kind: 'mixed-generations', node, earlier }];
}

const generationOf = (sources: readonly LayerSource[]): Generation =>
  (['V0', 'V1'] as const).find((generation) => sources.some((source) => source.generation === generation)) ?? 'V2';

/** A document's layers as they are read, from which the net of any phase can be built. */
export interface NetReading {
  /** Whether any layer is left out in some state. */
  hasRules: boolean;
  /** From `earlier`, the wiring of this phase before an edit, is kept what the edit leaves alone; it is then no longer valid. */
  build(this: void, phase: Phase, earlier?: Wiring): BuiltNet;
}

/**
 * Reads the layers of a document. Those that the parser kept since an earlier reading are not read again. What Caffe
 * would refuse is reported and passed over: a taken name gets a new version, an unknown bottom has no blob.
 */
export function readNet(tree: SyntaxTree, options: ReadingOptions): NetReading {
  const reading: Reading = { variables: options.variables ?? noVariables, dialect: options.dialect ?? defaultDialect };
  const [layerFields, otherFields] = partition(tree.root.fields);
  const top = new Fields({ ...tree.root, fields: otherFields }, 'NetParameter', reading.variables, reading.dialect);
  const sources: LayerSource[] = [];
  for (const field of layerFields) for (const source of layersIn(field, reading)) sources.push(source);
  const mixed = mixedGenerations(layerFields);
  const [name, generation] = [top.text('name'), generationOf(sources)];

  function build(phase: Phase, earlier?: Wiring): BuiltNet {
    const { inputs, problems } = readInputs(top);
    problems.push(...mixed);
    const kept = mergePadding(filter(sources, stateOf(top, phase, options), problems), problems);
    const wiring = rewire(earlier, inputs, kept);
    if (sources.length > 0 && kept.length === 0) problems.push({ kind: 'empty-phase', phase });
    const net: Net = { name, phase, generation, inputs: wiring.inputs, layers: wiring.layers, blobs: wiring.blobs };
    return { net, problems: [...problems, ...wiring.problems], wiring };
  }

  const hasRules = sources.some(({ include, exclude }) => include.length > 0 || exclude.length > 0);
  return { hasRules, build };
}

/** Builds the net of a document for one phase. */
export const buildNet = (tree: SyntaxTree, options: NetOptions): BuiltNet => readNet(tree, options).build(options.phase);
