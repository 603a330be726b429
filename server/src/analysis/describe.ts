/** A net in figures: what `atrous describe` prints and other tools read. Stable: names and units are a contract. */
import type { DialectId } from '../schema/dialects';
import type { Phase } from '../net/net';
import { formatShape, type Shape } from '../net/shape';
import type { Analysis, LayerAnalysis, ReceptiveField } from './analysis';
import { fieldSize, fieldStart } from './axis-field';
import { memoryOf } from './memory';
import { toNumber } from './rational';

/** (height, width); null where an axis does not apply or is not known. */
export type PerAxis = readonly (number | null)[];

export interface DescribedField {
  /** The input blob that is looked at. */
  input: string;
  /** Input pixels that one unit sees. */
  size: PerAxis;
  /** Input pixels between neighbouring units; a fraction after upsampling. */
  stride: PerAxis;
  /** First input pixel that unit 0 sees; negative where it sees padding first. */
  start: PerAxis;
}

export type DescribedShape = readonly (number | null)[] | null;

export interface DescribedLayer {
  name: string;
  type: string;
  /** 1-based line of the block. */
  line: number;
  bottoms: readonly string[];
  tops: readonly string[];
  /** Of the tops. */
  shapes: readonly DescribedShape[];
  /** The same to be read, with the symbol of a size that is not known: `N×21×?×?`. Not part of the printed JSON. */
  shapeTexts: readonly string[];
  kernel: PerAxis | null;
  layerStride: PerAxis | null;
  pad: PerAxis | null;
  dilation: PerAxis | null;
  /** Of the first top, with respect to the first input that it depends on. */
  receptiveField: DescribedField | null;
  /** Values in the blobs that the layer owns. */
  parameters: number | null;
  /** Multiply-accumulates for the whole batch. */
  macs: number | null;
  /** Bytes of the tops as float32. */
  activationBytes: number | null;
}

export interface Description {
  net: string;
  phase: Phase;
  dialect: DialectId;
  /** `shapeText` is the shape to be read, with symbols; it is not part of the printed JSON. */
  inputs: readonly { name: string; shape: DescribedShape; shapeText: string }[];
  layers: readonly DescribedLayer[];
  totals: {
    parameters: number;
    macs: number;
    activationBytes: number;
    /** Of all weights as float32, each shared blob once. */
    weightBytes: number;
    /** The most bytes of blobs alive at one time in a forward pass: layers in place reuse memory, and each blob goes after its last reader. Null where sizes are not known. */
    peakBytes: number | null;
    /** The layer that runs then. */
    peakLayer: string | null;
  };
}

const describeShape = (shape: Shape | undefined): DescribedShape => shape?.map((dim) => (typeof dim === 'number' ? dim : null)) ?? null;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function describeField(field: ReceptiveField | undefined, { inputs }: Analysis): DescribedField | null {
  const input = field && inputs[field.input];
  if (field === undefined || input === undefined) return null;
  return {
    input: input.blob.name,
    size: field.axes.map((axis) => finite(fieldSize(axis))),
    stride: field.axes.map((axis) => toNumber(axis.stride)),
    start: field.axes.map((axis) => finite(fieldStart(axis))),
  };
}

function describeLayer(result: LayerAnalysis, analysis: Analysis, lineAt: (offset: number) => number): DescribedLayer {
  const { layer, geometry } = result;
  return {
    name: layer.name,
    type: layer.type,
    line: lineAt(layer.node.start) + 1,
    bottoms: layer.bottoms.map(({ name }) => name),
    tops: layer.tops.map(({ name }) => name),
    shapes: result.topShapes.map(describeShape),
    shapeTexts: result.topShapes.map((shape) => (shape ? formatShape(shape) : '?')),
    kernel: geometry?.kernel ?? null,
    layerStride: geometry?.stride ?? null,
    pad: geometry?.pad ?? null,
    dilation: geometry?.dilation ?? null,
    receptiveField: describeField(result.topFields[0]?.[0], analysis),
    parameters: result.parameters ?? null,
    macs: result.macs ?? null,
    activationBytes: result.activationBytes ?? null,
  };
}

/** Describes an analysed net. `lineAt` gives the 0-based line of an offset in its text. */
export function describe(analysis: Analysis, dialect: DialectId, lineAt: (offset: number) => number): Description {
  const { net, totals } = analysis;
  const { peak, peakLayer, weights, isComplete } = memoryOf(analysis);
  const peakName = peakLayer === undefined || !isComplete ? null : (net.layers[peakLayer]?.name ?? null);
  return {
    net: net.name,
    phase: net.phase,
    dialect,
    inputs: analysis.inputs.map(({ blob, shape }) => ({ name: blob.name, shape: describeShape(shape), shapeText: shape ? formatShape(shape) : '?' })),
    layers: analysis.layers.map((layer) => describeLayer(layer, analysis, lineAt)),
    totals: {
      parameters: totals.parameters, macs: totals.macs, activationBytes: totals.activationBytes,
      weightBytes: weights, peakBytes: peakName === null ? null : peak, peakLayer: peakName,
    },
  };
}
