/** Walks a net from its inputs to its outputs and asks each layer for shapes, windows and costs. */
import { definitionOf } from '../layers/index';
import type { LayerDefinition, LayerQuery, ParameterBlob, ShapedQuery } from '../layers/definition';
import type { Blob, Layer, Net } from '../net/net';
import { countOf, type Dim, type Shape } from '../net/shape';
import type { FieldNode } from '../syntax/tree';
import type { Analysis, InputBlob, LayerAnalysis, LayerResult, ReceptiveField, Refusal, StatedShapes, Totals } from './analysis';
import { fieldOfInput, fieldsThrough } from './receptiveField';
import { isSameInput, keepEqual, sameShape, sameShapes } from './reuse';

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

const asNumber = (dim: Dim | undefined): number | undefined => (typeof dim === 'number' ? dim : undefined);

/** One analysis under way. */
class Walk {
  readonly inputs: InputBlob[] = [];
  readonly shapes = new Map<Blob, Shape | undefined>();
  readonly fields = new Map<Blob, readonly ReceptiveField[] | undefined>();
  private readonly owners = new Map<string, Layer>();
  private readonly earlier: ReadonlyMap<FieldNode, LayerAnalysis>;
  /** Whole fields are as large as their input, so results hold only for inputs of the same shapes. */
  private hasOtherInputs = false;

  constructor(private readonly net: Net, private readonly options: AnalysisOptions) {
    const { previous } = options;
    const isUsable = previous?.net.phase === net.phase && sameShapes(previous.options.inputs, options.inputs) && sameShapes(previous.options.stated, options.stated);
    this.earlier = isUsable ? resultsByNode(previous) : new Map();
    for (const { blob, name, shape } of net.inputs) this.addInput(blob, options.inputs?.get(name) ?? fillIn(shape, options.stated?.get(name)));
  }

  private addInput(blob: Blob, shape: Shape | undefined): void {
    this.shapes.set(blob, shape);
    this.fields.set(blob, fieldOfInput(this.inputs.length));
    this.hasOtherInputs ||= !sameShape(shape, this.options.previous?.inputs[this.inputs.length]?.shape);
    this.inputs.push({ blob, shape });
  }

  visit(layer: Layer): LayerAnalysis {
    const result = this.resultOf(layer);
    const isInput = layer.bottoms.length === 0 && result.blobs.length === 0;
    for (const [index, { blob }] of layer.tops.entries()) {
      if (blob === undefined) continue;
      if (isInput) this.addInput(blob, result.topShapes[index]);
      else {
        this.shapes.set(blob, result.topShapes[index]);
        this.fields.set(blob, result.topFields[index]);
      }
    }
    return this.withOwnership(layer, result);
  }

  private resultOf(layer: Layer): LayerResult {
    const bottomShapes = layer.bottoms.map(({ blob }) => blob && this.shapes.get(blob));
    const bottomFields = layer.bottoms.map(({ blob }) => blob && this.fields.get(blob));
    const earlier = this.earlier.get(layer.node);
    if (earlier !== undefined && !this.hasOtherInputs && isSameInput(earlier, bottomShapes, bottomFields)) return earlier;
    const result = this.compute(layer, bottomShapes, bottomFields);
    return earlier === undefined ? result : keepEqual(result, earlier);
  }

  private compute(layer: Layer, bottomShapes: readonly (Shape | undefined)[], bottomFields: LayerResult['bottomFields']): LayerResult {
    const definition = definitionOf(layer.type);
    const refusals: Refusal[] = [];
    const query: LayerQuery = {
      layer, phase: this.net.phase, bottoms: bottomShapes,
      refuse: (code, message, at) => refusals.push({ code, message, at: at ?? layer.nameNode ?? layer.node }),
    };
    const topShapes = this.topShapes(query, definition?.shapes(query));
    const shaped: ShapedQuery = { ...query, tops: topShapes, refuse: () => undefined };
    const blobs = definition?.parameters?.(shaped) ?? [];
    const reached = layer.tops.map((_, top) => (definition === undefined ? undefined : fieldsThrough(definition, shaped, top, bottomFields, this.inputs)));
    return {
      definition, bottomShapes, topShapes, bottomFields, refusals, blobs,
      topFields: reached.map((found) => found?.fields),
      misalignments: reached[0]?.misalignments ?? [],
      geometry: definition?.geometry?.(shaped),
      macs: macsOf(definition, shaped),
      activationBytes: bytesOf(topShapes),
    };
  }

  /** Overridden shapes for inputs, the definition's for other layers, completed by what comments state. */
  private topShapes({ layer }: LayerQuery, computed: readonly Shape[] | undefined): readonly (Shape | undefined)[] {
    const { inputs, stated } = this.options;
    return layer.tops.map(({ name }, index) => {
      const override = layer.bottoms.length === 0 ? inputs?.get(name) : undefined;
      return override ?? fillIn(computed?.[index], stated?.get(name));
    });
  }

  /** Caffe gives a named parameter to the first layer that uses the name. */
  private withOwnership(layer: Layer, result: LayerResult): LayerAnalysis {
    const sharedWith = result.blobs.map((_, index) => {
      const name = layer.paramNames[index];
      const owner = name === undefined ? undefined : this.owners.get(name);
      if (name !== undefined && owner === undefined) this.owners.set(name, layer);
      return owner;
    });
    return { ...result, layer, sharedWith, parameters: valuesIn(result.blobs.filter((_, index) => sharedWith[index] === undefined)) };
  }
}

const macsOf = (definition: LayerDefinition | undefined, query: ShapedQuery): number | undefined =>
  definition?.macs === undefined ? definition && 0 : asNumber(definition.macs(query));

/** Values in all the blobs. */
function valuesIn(blobs: readonly ParameterBlob[]): number | undefined {
  let total = 0;
  for (const { shape } of blobs) {
    const count = countOf(shape);
    if (count === undefined) return undefined;
    total += count;
  }
  return total;
}

function bytesOf(shapes: readonly (Shape | undefined)[]): number | undefined {
  let total = 0;
  for (const shape of shapes) {
    const count = countOf(shape);
    if (count === undefined) return undefined;
    total += count * bytesPerValue;
  }
  return total;
}

const resultsByNode = ({ layers }: Analysis): Map<FieldNode, LayerAnalysis> => new Map(layers.map((result) => [result.layer.node, result]));

function totalsOf(layers: readonly LayerAnalysis[]): Totals {
  const totals: Totals = { parameters: 0, macs: 0, activationBytes: 0, isComplete: true };
  for (const layer of layers) {
    for (const name of ['parameters', 'macs', 'activationBytes'] as const) {
      totals[name] += layer[name] ?? 0;
      totals.isComplete &&= layer[name] !== undefined;
    }
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
  return {
    net, options: { inputs: options.inputs, stated: options.stated }, layers, inputs: walk.inputs, totals: totalsOf(layers),
    shapeOf: (blob) => walk.shapes.get(blob),
    fieldsOf: (blob) => walk.fields.get(blob),
  };
}
