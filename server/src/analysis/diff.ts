/** What changed from one net to another: layers, their settings, and what that does to shapes, receptive fields and costs. */
import { t } from '../l10n/text';
import type { Layer } from '../net/net';
import { anyFieldSchema } from '../schema/schema';
import type { Analysis } from './analysis';
import type { DescribedLayer, DescribedShape, Description, PerAxis } from './describe';
import { perAxis } from './describe-formats';
import { matchLayers, sourceOf, type LayerPair, type Matching } from './match-layers';
import { canonicalSettings, type KernelSetting } from './canonical-settings';
import { settingsOf, type Setting } from './settings';

/** An old and a new value; null where there is none, or where it is not known. */
export interface Change<Value> {
  before: Value | null;
  after: Value | null;
}

export interface SettingChange extends Change<string> {
  /** `convolution_param.stride`, `bottom`, … */
  path: string;
}

/** What a change does to a layer; only what differs is there. */
export interface FigureChanges {
  shapes?: Change<readonly DescribedShape[]>;
  fieldSize?: Change<PerAxis>;
  fieldStride?: Change<PerAxis>;
  fieldStart?: Change<PerAxis>;
  parameters?: Change<number>;
  macs?: Change<number>;
  activationBytes?: Change<number>;
}

export interface ChangedLayer {
  name: string;
  /** Its name in the net before, where that was another. */
  formerName: string | null;
  type: string;
  /** 1-based lines of the block. */
  line: Change<number>;
  /** It stands elsewhere in the order of layers. */
  isMoved: boolean;
  /** What its own text says differently; empty where only what reaches it has changed. */
  settings: readonly SettingChange[];
  figures: FigureChanges;
}

export type Totals = Omit<Description['totals'], 'peakLayer'>;

export interface NetDiff {
  isEqual: boolean;
  net: Change<string>;
  phase: Change<string>;
  inputs: readonly ({ name: string } & Change<DescribedShape>)[];
  added: readonly DescribedLayer[];
  removed: readonly DescribedLayer[];
  /** In the order of the net after. */
  changed: readonly ChangedLayer[];
  totals: { [Name in keyof Totals]: Change<NonNullable<Totals[Name]>> };
}

/** A net with its figures; layers of both stand in the same order. */
export interface DescribedNet {
  analysis: Analysis;
  description: Description;
}

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

const names = (connections: Layer['bottoms']): string => connections.map(({ name }) => name).join(', ');

/** Blobs of one name, told apart by the layers that write them. */
const namesWithSources = (connections: Layer['bottoms']): string =>
  connections.map(({ name, blob }) => (blob?.producer === undefined ? name : t`${name} from ${blob.producer.name}`)).join(', ');

/** Bottoms that come from elsewhere than before; the new name of the same blob is no change. */
function bottomChanges({ before, after }: LayerPair, { formerOf, inputOf }: Matching): SettingChange[] {
  const was = before.bottoms.map((bottom) => sourceOf(bottom, (layer) => layer, inputOf));
  const is = after.bottoms.map((bottom) => sourceOf(bottom, (layer) => formerOf.get(layer), inputOf) ?? t('an added layer'));
  if (!differ(was, is)) return [];
  const [old, now] = [names(before.bottoms), names(after.bottoms)];
  return [old === now ? { path: 'bottom', before: namesWithSources(before.bottoms), after: namesWithSources(after.bottoms) } : { path: 'bottom', before: old, after: now }];
}

const writesInPlace = ({ bottoms, tops }: Layer): boolean => tops.every(({ name }) => bottoms.some((bottom) => bottom.name === name));

/** Tops with new names, unless that only follows the layer's or its bottom's own new name. */
function topChanges({ before, after }: LayerPair): SettingChange[] {
  const follows = before.name !== after.name || (writesInPlace(before) && writesInPlace(after));
  const [was, is] = [names(before.tops), names(after.tops)];
  return was === is || (follows && before.tops.length === after.tops.length) ? [] : [{ path: 'top', before: was, after: is }];
}

/** A layer's geometry tells what holds where a file leaves numbers of the kernel out, or writes them for one axis. */
const geometryOf = (layer: DescribedLayer | null): Record<KernelSetting, PerAxis | null> =>
  ({ kernel_size: layer?.kernel ?? null, stride: layer?.layerStride ?? null, pad: layer?.pad ?? null, dilation: layer?.dilation ?? null });

/** What holds where a layer does not state a value; null where nothing does. */
function impliedValue({ path, otherwise }: Setting, layer: DescribedLayer): string | null {
  const geometry: Partial<Record<string, PerAxis | null>> = geometryOf(layer);
  const own = geometry[path.slice(path.lastIndexOf('.') + 1)];
  return otherwise ?? (own ? perAxis(own) : null);
}

/** Whether the layer's generation has a field for it: V2 has no `strict_dim`. */
const canBeSaid = (path: string, { fields }: Layer): boolean => path.includes('.') || path.includes('[') || anyFieldSchema(fields.type, path) !== undefined;

/** Values that differ once defaults are filled in. A type has no defaults for the fields of another. */
function valueChanges({ before, after }: LayerPair, described: Change<DescribedLayer>): SettingChange[] {
  const was = canonicalSettings(settingsOf(before), geometryOf(described.before));
  const is = canonicalSettings(settingsOf(after), geometryOf(described.after));
  return [...new Map([...was, ...is]).values()].filter(({ path }) => canBeSaid(path, before) && canBeSaid(path, after)).flatMap((setting) => {
    const valueIn = (settings: ReadonlyMap<string, Setting>, layer: DescribedLayer | null): string | null =>
      settings.get(setting.path)?.value ?? (layer && before.type === after.type ? impliedValue(setting, layer) : null);
    const change = { path: setting.path, before: valueIn(was, described.before), after: valueIn(is, described.after) };
    return change.before === change.after ? [] : [change];
  });
}

const typeChanges = ({ before, after }: LayerPair): SettingChange[] =>
  before.type === after.type ? [] : [{ path: 'type', before: before.type, after: after.type }];

const figureReaders: { [Name in keyof FigureChanges]-?: (layer: DescribedLayer) => Exclude<FigureChanges[Name], undefined>['before'] } = {
  shapes: ({ shapes }) => shapes,
  fieldSize: ({ receptiveField }) => receptiveField?.size ?? null,
  fieldStride: ({ receptiveField }) => receptiveField?.stride ?? null,
  fieldStart: ({ receptiveField }) => receptiveField?.start ?? null,
  parameters: ({ parameters }) => parameters,
  macs: ({ macs }) => macs,
  activationBytes: ({ activationBytes }) => activationBytes,
};

function figureChanges(before: DescribedLayer, after: DescribedLayer): FigureChanges {
  const changes = Object.entries(figureReaders).map(([name, read]) => [name, { before: read(before), after: read(after) }] as const);
  return Object.fromEntries(changes.filter(([, change]) => differ(change.before, change.after)));
}

function changeOf(pair: LayerPair, matching: Matching, before: DescribedLayer, after: DescribedLayer): ChangedLayer {
  return {
    name: after.name,
    formerName: before.name === after.name ? null : before.name,
    type: after.type,
    line: { before: before.line, after: after.line },
    isMoved: pair.isMoved,
    settings: [...typeChanges(pair), ...bottomChanges(pair, matching), ...topChanges(pair), ...valueChanges(pair, { before, after })],
    figures: figureChanges(before, after),
  };
}

const isChange = ({ formerName, isMoved, settings, figures }: ChangedLayer): boolean =>
  formerName !== null || isMoved || settings.length > 0 || Object.keys(figures).length > 0;

function inputChanges(before: Description, after: Description): NetDiff['inputs'] {
  const shapeIn = ({ inputs }: Description, wanted: string): DescribedShape | undefined => inputs.find(({ name }) => name === wanted)?.shape;
  const all = [...new Set([...before.inputs, ...after.inputs].map(({ name }) => name))];
  return all.filter((name) => differ(shapeIn(before, name), shapeIn(after, name)))
    .map((name) => ({ name, before: shapeIn(before, name) ?? null, after: shapeIn(after, name) ?? null }));
}

/** Compares two nets. A new line for the same text is no change, and neither is a default that one of them writes out. */
export function diffNets(before: DescribedNet, after: DescribedNet): NetDiff {
  const matching = matchLayers(before.analysis.net, after.analysis.net);
  const describedBefore = (layer: Layer): DescribedLayer[] => before.description.layers.slice(layer.index, layer.index + 1);
  const describedAfter = (layer: Layer): DescribedLayer[] => after.description.layers.slice(layer.index, layer.index + 1);
  const kept = new Set(matching.formerOf.values());
  const isInput = ({ tops }: Layer): boolean => tops.length > 0 && tops.every(({ blob }) => blob !== undefined && matching.inputOf(blob) !== undefined);
  const added = after.analysis.net.layers.filter((layer) => !matching.formerOf.has(layer) && !isInput(layer)).flatMap(describedAfter);
  const removed = before.analysis.net.layers.filter((layer) => !kept.has(layer) && !isInput(layer)).flatMap(describedBefore);
  const changed = matching.pairs.flatMap((pair) => {
    const [was, is] = [describedBefore(pair.before)[0], describedAfter(pair.after)[0]];
    return was && is ? [changeOf(pair, matching, was, is)] : [];
  }).filter(isChange);
  const inputs = inputChanges(before.description, after.description);
  const [old, now] = [before.description, after.description];
  const change = <Value>(read: (description: Description) => Value | null): Change<Value> => ({ before: read(old), after: read(now) });
  return {
    isEqual: added.length + removed.length + changed.length + inputs.length === 0,
    net: change(({ net }) => net),
    phase: change(({ phase }) => phase),
    inputs, added, removed, changed,
    totals: {
      parameters: change(({ totals }) => totals.parameters),
      macs: change(({ totals }) => totals.macs),
      activationBytes: change(({ totals }) => totals.activationBytes),
      weightBytes: change(({ totals }) => totals.weightBytes),
      peakBytes: change(({ totals }) => totals.peakBytes),
    },
  };
}
