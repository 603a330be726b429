/** The job behind "Show Feature Maps": what a layer makes of a picture, as maps of bytes and figures in a run folder. */
import { t } from '../../l10n/text';
import { definitionOf } from '../../layers/index';
import type { Layer } from '../../net/net';
import { formatShape } from '../../net/shape';
import type { RunDevice } from '../../protocol/run';
import type { BlobValues } from '../execute';
import { closingOnFailure, cutNotes } from '../forward';
import type { StageClock, Workshop } from '../job';
import type { FeaturesJob, FeaturesResult, FoundNotFinite } from '../messages';
import { compileNet, lineAt, type PreparedNet } from '../model';
import { defaultPictureOptions } from '../picture-defaults';
import { InferenceError } from '../problem';
import { PictureNet } from '../segmentation/net-inputs';
import { feedsFor } from '../segmentation/caffe-model';
import { padded, picturePlanes, resized, type Planes } from '../segmentation/planes';
import { readPicture, writeResult } from '../segmentation/run';
import { findTransform, transformNote } from '../segmentation/transform';
import { openWeights } from '../weights';
import { byteMaps } from './maps';
import { preparedUpTo } from './part-of-net';
import { firstNotFinite, type Evaluate } from './trace';

/** What the runs of a job have in common. */
interface Bench {
  evaluate: Evaluate;
  device(): { device: RunDevice; deviceNote: string | undefined; notes: readonly string[] };
}

export async function featureMaps(job: FeaturesJob, workshop: Workshop, clock: StageClock): Promise<FeaturesResult> {
  clock.begin('loading');
  const picture = await readPicture(job.image);
  const transform = findTransform(job.net, job);
  clock.begin('lowering');
  const { fit = defaultPictureOptions.fit, largestSide = defaultPictureOptions.largestSide } = job;
  const pictureNet = workshop.pictureNets.of(JSON.stringify(job.net), () => new PictureNet(job.net));
  const { inputs } = pictureNet;
  const whole = picturePlanes(picture, inputs.channels, transform);
  const { net, size } = pictureNet.at(whole, { fit, largestSide });
  const planes = fitted(whole, size);
  const bench = benchFor(job, feedsFor(inputs, padded(planes, size.height, size.width), planes), workshop, clock);
  const layer = layerOf(net, job);
  const part = preparedUpTo(net, layer);
  const name = layer.tops[0]?.name;
  if (name === undefined) throw new InferenceError({ code: 'features/no-top', message: t`Layer "${layer.name}" makes no blob, so there is nothing to show.` });
  const [blob] = await bench.evaluate(part, [name]);
  if (!blob) throw new RangeError(`The run gave no ${name}.`);
  clock.begin('writing');
  const { written, notFinite } = write(job, blob);
  const cause = notFinite > 0 ? await causeOf(part, job, bench) : undefined;
  const { device, deviceNote, notes } = bench.device();
  return {
    kind: 'features', folder: job.output, ...written,
    layer: layer.name, type: layer.type, line: lineAt(job.net.text, layer.node.start), blob: name, shape: blob.shape,
    input: { width: size.width, height: size.height }, picture: { width: planes.width, height: planes.height },
    cause, device, deviceNote, notes: [transformNote(transform), ...notes], stages: clock.finish(),
  };
}

/** A picture that is larger than the net, made smaller. */
function fitted(planes: Planes, { height, width }: { height: number; width: number }): Planes {
  const factor = Math.min(1, height / planes.height, width / planes.width);
  return factor === 1 ? planes : resized(planes, Math.max(1, Math.round(planes.height * factor)), Math.max(1, Math.round(planes.width * factor)));
}

/** @throws InferenceError where the net has no such layer in testing */
function layerOf({ analysis: { net } }: PreparedNet, { layer }: FeaturesJob): Layer {
  const found = net.layers.find(({ name }) => name === layer);
  if (found) return found;
  throw new InferenceError({ code: 'features/no-layer', message: t`The net has no layer "${layer}" when it is tested.`, wayOut: 'runAgain' });
}

function benchFor({ weights: choice, device: deviceChoice }: FeaturesJob, feeds: ReadonlyMap<string, Float32Array>, workshop: Workshop, clock: StageClock): Bench {
  let last: ReturnType<Bench['device']> | undefined;
  return {
    device() {
      if (!last) throw new RangeError('Nothing was run.');
      return last;
    },
    async evaluate(net, blobs): Promise<BlobValues[]> {
      clock.begin('loading');
      const weights = openWeights(choice);
      clock.begin('lowering');
      const program = closingOnFailure(weights, () => compileNet(net, weights, blobs));
      clock.begin('compiling');
      const ready = await workshop.ready(program, weights, deviceChoice);
      clock.begin('running');
      const values = await ready.execute(feeds);
      last ??= { device: ready.device, deviceNote: ready.note, notes: [...weights.notes, ...cutNotes(program.cut)] };
      return values;
    },
  };
}

/** Layouts that are shown as maps: (N, C, H, W), of which the first item; anything else is channels of one value each, or one map. */
function mapsOf({ shape, values }: BlobValues): { channels: number; height: number; width: number; values: Float32Array } {
  const [batch = 1, channels = 1, ...places] = shape;
  const item = values.subarray(0, values.length / Math.max(1, batch));
  if (shape.length < 2 || item.length === 0) return { channels: 1, height: 1, width: values.length, values };
  const width = places.at(-1) ?? 1;
  const height = places.slice(0, -1).reduce((product, dim) => product * dim, 1);
  return { channels, height, width, values: item };
}

function write({ output }: FeaturesJob, blob: BlobValues): { written: Pick<FeaturesResult, 'maps' | 'summary'>; notFinite: number } {
  const { channels, height, width, values } = mapsOf(blob);
  if (values.length === 0) throw new InferenceError({ code: 'features/empty', message: t`The blob "${blob.name}" is empty: its shape is ${formatShape(blob.shape)}.` });
  const { bytes, figures, histogram } = byteMaps(values, channels);
  const summary = { channels, height, width, ...figures, histogram };
  return {
    written: { maps: writeResult(output, 'maps.bin', bytes), summary: writeResult(output, 'features.json', new TextEncoder().encode(JSON.stringify(summary))) },
    notFinite: figures.notFinite.reduce((sum, count) => sum + count, 0),
  };
}

/** The first layer with values that are not finite, and whether its weights have such already. */
async function causeOf(part: PreparedNet, { net, weights: choice }: FeaturesJob, bench: Bench): Promise<FoundNotFinite | undefined> {
  const layer = await firstNotFinite(part, bench.evaluate);
  if (!layer) return undefined;
  const weights = openWeights(choice);
  try {
    const blobs = definitionOf(layer.type)?.parameters ? weights.supply(part.analysis.layers, () => 0).blobs(layer) : [];
    const isInWeights = blobs.some((blob) => !blob.values().every((value) => Number.isFinite(value)));
    return { layer: layer.name, type: layer.type, line: lineAt(net.text, layer.node.start), isInWeights };
  } finally {
    weights.close();
  }
}
