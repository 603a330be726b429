/** Walks a net from its inputs to its outputs and asks each layer for shapes, windows and costs. */
import { definitionOf } from '../layers/index';
import { pointwise } from '../layers/windows';
import type { Category, LayerDefinition, LayerQuery, ParameterBlob, ShapedQuery, Window, WindowPair } from '../layers/definition';
import type { Blob, Layer, Net } from '../net/net';
import { countOf, type Dim, type Shape } from '../net/shape';
import type { DialectId } from '../schema/dialects';
import type { Analysis, FormerResults, InputBlob, LayerAnalysis, LayerResult, ReceptiveField, Refusal, StatedShapes, Totals } from './analysis';
import { Ownership } from './ownership';
import { fieldOfInput, fieldsThrough } from './receptive-field';
import { EarlierResults, isReachedAlike, keepEqual, sameFields, sameItems, sameShape, sameShapes } from './reuse';

export interface AnalysisOptions extends Partial<StatedShapes> {
  /** An earlier analysis, whose results are kept for layers that have not changed and that nothing new reaches. */
  previous?: Analysis;
}

const bytesPerValue = 4;

/** A stated shape fills the gaps of a computed one; where the axes differ in number, the computed one holds. */
function fillIn(shape: Shape | undefined, stated: Shape | undefined): Shape | undefined {
  if (shape === undefined || stated === undefined) return shape ?? stated;
  if (shape.length !== stated.length || shape.every((dim) => typeof dim === 'number')) return shape;
  return shape.map((dim, axis) => (typeof dim === 'number' ? dim : (stated[axis] ?? dim)));
}

/** Forks of 2014 have no BlobShape: every blob has four axes, a loss too. */
const fourAxesOnly: ReadonlySet<DialectId> = new Set<DialectId>(['deeplab-v1', 'crf-rnn-v1', 'deconvnet', 'bvlc-v0']);

const asBlob = ({ fields }: Layer, shape: Shape | undefined): Shape | undefined =>
  shape === undefined || shape.length >= 4 || !fourAxesOnly.has(fields.dialect) ? shape : [...shape, 1, 1, 1, 1].slice(0, 4);

const asNumber = (dim: Dim | undefined): number | undefined => (typeof dim === 'number' ? dim : undefined);

/** One analysis under way. Shapes and fields stand by the order of the blobs. */
class Walk {
  readonly inputs: InputBlob[] = [];
  readonly shapes: (Shape | undefined)[] = [];
  readonly fields: (readonly ReceptiveField[] | undefined)[] = [];
  private readonly earlier: EarlierResults | undefined;
  private readonly former: FormerResults;
  private readonly ownership: Ownership;
  /** Whole fields are as large as their input, so results hold only for inputs of the same shapes. */
  private hasOtherInputs = false;

  constructor(private readonly net: Net, private readonly options: AnalysisOptions) {
    const { previous } = options;
    const isUsable = previous?.net.phase === net.phase && sameShapes(previous.options.inputs, options.inputs) && sameShapes(previous.options.stated, options.stated);
    this.earlier = isUsable ? new EarlierResults(previous.layers, net.layers) : undefined;
    this.ownership = new Ownership(previous?.net.layers === net.layers ? previous.layers : undefined);
    this.former = isUsable ? previous.former : new WeakMap();
    for (const { blob, name, shape } of net.inputs) this.addInput(blob, options.inputs?.get(name) ?? fillIn(shape, options.stated?.get(name)));
  }

  /** The former results that hold for the inputs that were met. */
  get resultsForInputs(): FormerResults {
    return this.hasOtherInputs ? new WeakMap() : this.former;
  }

  private addInput(blob: Blob, shape: Shape | undefined): void {
    this.shapes[blob.order] = shape;
    this.fields[blob.order] = fieldOfInput(this.inputs.length);
    this.hasOtherInputs ||= !sameShape(shape, this.options.previous?.inputs[this.inputs.length]?.shape);
    this.inputs.push({ blob, shape });
  }

  visit(layer: Layer): LayerAnalysis {
    const result = this.resultOf(layer);
    const bringsData = isInput(layer, result.blobs);
    for (let index = 0; index < layer.tops.length; index++) {
      const blob = layer.tops[index]?.blob;
      if (blob === undefined) continue;
      if (bringsData) {
        this.addInput(blob, result.topShapes[index]);
        continue;
      }
      this.shapes[blob.order] = result.topShapes[index];
      this.fields[blob.order] = result.topFields[index];
    }
    return result;
  }

  private resultOf(layer: Layer): LayerAnalysis {
    const earlier = this.earlier?.of(layer);
    if (earlier !== undefined && !this.hasOtherInputs && this.isReachedAsBefore(layer, earlier)) return this.keep(layer, earlier);
    const bottomShapes = layer.bottoms.map(({ blob }) => blob && this.shapes[blob.order]);
    const bottomFields = layer.bottoms.map(({ blob }) => blob && this.fields[blob.order]);
    const former = earlier && !this.hasOtherInputs ? this.exchange(earlier) : undefined;
    if (former !== undefined && isReachedAlike(former, bottomShapes, bottomFields)) return this.keep(layer, former);
    const result = this.compute(layer, bottomShapes, bottomFields);
    if (earlier !== undefined) keepEqual(result, earlier);
    return result;
  }

  private keep(layer: Layer, result: LayerAnalysis): LayerAnalysis {
    const sharedWith = this.ownership.of(layer, result.blobs.length);
    return result.layer === layer && sameItems(result.sharedWith, sharedWith) ? result : placed(result, layer, sharedWith);
  }

  /** Keeps an earlier result for when its inputs come back, and gives the one that was kept before it. */
  private exchange(earlier: LayerAnalysis): LayerAnalysis | undefined {
    const former = this.former.get(earlier.text);
    this.former.set(earlier.text, earlier);
    return former;
  }

  /** Whether a layer whose text has not changed is reached by the same shapes and fields as before. */
  private isReachedAsBefore({ bottoms }: Layer, earlier: LayerResult): boolean {
    if (bottoms.length !== earlier.bottomShapes.length) return false;
    for (let index = 0; index < bottoms.length; index++) {
      const order = bottoms[index]?.blob?.order ?? -1;
      if (!sameShape(earlier.bottomShapes[index], this.shapes[order]) || !sameFields(earlier.bottomFields[index], this.fields[order])) return false;
    }
    return true;
  }

  private compute(layer: Layer, bottomShapes: readonly (Shape | undefined)[], bottomFields: LayerResult['bottomFields']): LayerAnalysis {
    const definition = definitionOf(layer.type);
    const refusals: Refusal[] = [];
    const query: LayerQuery = {
      layer, phase: this.net.phase, bottoms: bottomShapes,
      refuse: (code, message, at, help) => refusals.push({ code, message, at: at ?? layer.nameNode ?? layer.node, ...help }),
    };
    const topShapes = this.topShapes(query, definition?.shapes(query));
    const shaped: ShapedQuery = { layer, phase: query.phase, bottoms: bottomShapes, tops: topShapes, refuse: ignore };
    const blobs = definition?.parameters?.(shaped) ?? [];
    const windows = layer.tops.map((_, top) => layer.bottoms.map((__, bottom) => windowOf(definition, shaped, bottom, top)));
    const reached = windows.map((ofTop, top) =>
      definition && fieldsThrough(ofTop, bottomFields, { bottoms: bottomShapes, top: topShapes[top] }, this.inputs));
    const blobValues = blobs.map(({ shape }) => countOf(shape));
    const sharedWith = this.ownership.of(layer, blobs.length);
    return {
      id: {}, text: layer.param, layer, definition, bottomShapes, topShapes, bottomFields, windows, refusals, blobs, blobValues, sharedWith,
      parameters: parametersOf(definition, blobValues, sharedWith),
      topFields: reached.map((found) => found?.fields),
      misalignments: reached[0]?.misalignments ?? [],
      geometry: definition?.geometry?.(shaped),
      macs: macsOf(definition, shaped),
      activationBytes: isInput(layer, blobs) || withoutActivations.has(definition?.category ?? 'other') ? 0 : bytesOf(topShapes),
    };
  }

  /** Overridden shapes for inputs, the definition's for other layers, completed by what comments state. */
  private topShapes({ layer }: LayerQuery, computed: readonly (Shape | undefined)[] | undefined): readonly (Shape | undefined)[] {
    const { inputs, stated } = this.options;
    return layer.tops.map(({ name }, index) => {
      const override = layer.bottoms.length === 0 ? inputs?.get(name) : undefined;
      return override ?? fillIn(asBlob(layer, computed?.[index]), stated?.get(name));
    });
  }
}

const ignore = (): void => undefined;

/**
 * A result at another place in the net, or with other owners of its blobs. Written out in the order in which `compute`
 * writes it: objects of one make are read faster, and a rule reads all of them at every keystroke.
 */
const placed = (result: LayerAnalysis, layer: Layer, sharedWith: LayerAnalysis['sharedWith']): LayerAnalysis => ({
  id: result.id,
  text: result.text,
  layer,
  definition: result.definition,
  bottomShapes: result.bottomShapes,
  topShapes: result.topShapes,
  bottomFields: result.bottomFields,
  windows: result.windows,
  refusals: result.refusals,
  blobs: result.blobs,
  blobValues: result.blobValues,
  sharedWith,
  parameters: parametersOf(result.definition, result.blobValues, sharedWith),
  topFields: result.topFields,
  misalignments: result.misalignments,
  geometry: result.geometry,
  macs: result.macs,
  activationBytes: result.activationBytes,
});

/** What a layer owns of the values in its blobs; of a type that is not known nobody can tell. */
const parametersOf = (definition: LayerResult['definition'], blobValues: LayerResult['blobValues'], sharedWith: LayerAnalysis['sharedWith']): number | undefined =>
  definition && sumOf(sharedWith.length === 0 ? blobValues : blobValues.filter((_, index) => sharedWith[index] === undefined));

/** No kernel is as large as this, but a number half typed may be, and its taps would be followed one by one. */
const largestKernel = 4096;

const isFollowable = (window: Window): boolean =>
  (window.kind !== 'taps' && window.kind !== 'spread') || [window.taps, window.stride].every((count) => count >= 1 && count <= largestKernel);

/** How a top's units see a bottom, as far as it can be followed; layers without a window of their own are pointwise. */
function windowOf(definition: LayerDefinition | undefined, query: ShapedQuery, bottom: number, top: number): WindowPair {
  if (definition === undefined) return 'unknown';
  const windows = definition.window?.(query, bottom, top) ?? pointwise;
  return typeof windows === 'string' || windows.every(isFollowable) ? windows : 'unknown';
}

const macsOf = (definition: LayerDefinition | undefined, query: ShapedQuery): number | undefined =>
  definition?.macs === undefined ? definition && 0 : asNumber(definition.macs(query));

/** The sum; undefined where a part is not known. */
function sumOf(parts: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const part of parts) {
    if (part === undefined) return undefined;
    total += part;
  }
  return total;
}

/** Categories whose tops are no feature maps: what comes in, and the numbers that a run reports. */
const withoutActivations: ReadonlySet<Category> = new Set<Category>(['data', 'loss', 'evaluation', 'output']);

/** A layer that reads nothing and learns nothing brings data in, whatever its type. */
const isInput = ({ bottoms }: Layer, blobs: readonly ParameterBlob[]): boolean => bottoms.length === 0 && blobs.length === 0;

const bytesOf = (shapes: readonly (Shape | undefined)[]): number | undefined => {
  const values = sumOf(shapes.map(countOf));
  return values === undefined ? undefined : values * bytesPerValue;
};

function totalsOf(layers: readonly LayerAnalysis[]): Totals {
  const totals: Totals = { parameters: 0, macs: 0, activationBytes: 0, isComplete: true };
  for (const { parameters, macs, activationBytes } of layers) {
    totals.parameters += parameters ?? 0;
    totals.macs += macs ?? 0;
    totals.activationBytes += activationBytes ?? 0;
    totals.isComplete &&= parameters !== undefined && macs !== undefined && activationBytes !== undefined;
  }
  return totals;
}

/**
 * Analyses a net. Layers of unknown type are passed over: what follows is analysed as far as it does not depend on them,
 * or on shapes that comments state.
 */
export function analyze(net: Net, options: AnalysisOptions = {}): Analysis {
  const walk = new Walk(net, options);
  const layers = net.layers.map((layer) => walk.visit(layer));
  // The walk itself must not live on: it holds the earlier analysis, which would hold the one before it.
  const { inputs, shapes, fields } = walk;
  return {
    net, options: { inputs: options.inputs, stated: options.stated }, layers, inputs, totals: totalsOf(layers),
    former: walk.resultsForInputs, shapeOf: lookUp(shapes), fieldsOf: lookUp(fields),
  };
}

const lookUp = <Value>(values: readonly Value[]) => (blob: Blob): Value | undefined => values[blob.order];
