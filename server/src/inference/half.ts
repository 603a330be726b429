/** Runs a net in half precision where the device can, and once in full precision beside it to tell what that changes. */
import { t } from '../l10n/text';
import type { Program } from '../onnx/compile';
import type { DeviceChoice, HalfDifference } from '../protocol/run';
import type { BlobValues } from './execute';
import { differenceWords, halfDifference } from './half-difference';
import type { StageClock, Workshop } from './job';
import { InferenceError } from './problem';
import type { DeviceKind } from './providers';
import type { ReadyNet } from './ready-net';
import type { OpenWeights } from './weights';

export interface PreciseRequest {
  device: DeviceChoice;
  half?: boolean | undefined;
}

type Feeds = ReadonlyMap<string, Float32Array>;

/** A net in the precision that was asked for. */
export interface PreciseNet {
  net: ReadyNet<Feeds>;
  /**
   * Sentences on the precision of a result, none where full precision was asked for. Runs the net in full precision too, once for a program
   * and a device.
   */
  notesOn: (outputs: readonly BlobValues[], feeds: Feeds) => Promise<string[]>;
}

/** Readies a program; takes over `weights`. @throws InferenceError where that fails, or half precision was asked for on the CPU */
export async function readyInPrecision(program: Program, weights: OpenWeights, request: PreciseRequest, workshop: Workshop, clock: StageClock): Promise<PreciseNet> {
  if (!request.half) return { net: await workshop.ready(program, weights, request.device, 'full'), notesOn: () => Promise.resolve([]) };
  const refusal = await refusalOf(request.device, workshop).catch((error: unknown) => {
    weights.close();
    throw error;
  });
  const net = await workshop.ready(program, weights, request.device, refusal === undefined ? 'half' : 'full');
  return {
    net,
    async notesOn(outputs, feeds) {
      const { kind } = net.device;
      // The CPU may have taken over from a GPU that failed.
      const reason = kind === 'cpu' ? await workshop.devices.halfRefusal(kind) : refusal;
      return reason === undefined ? differenceNotes(program, kind, outputs, feeds, workshop, clock) : [fullNote(reason)];
    },
  };
}

async function differenceNotes(program: Program, device: DeviceKind, outputs: readonly BlobValues[], feeds: Feeds, workshop: Workshop, clock: StageClock): Promise<string[]> {
  const known = workshop.halfDifferences.get(program)?.get(device);
  if (known) return known.map(differenceWords);
  clock.begin('comparing');
  try {
    return (await measure(program, device, outputs, feeds, workshop)).map(differenceWords);
  } catch (error) {
    if (!(error instanceof InferenceError)) throw error;
    return [t`Computed in half precision; how far that moves the result is not known, because full precision failed: ${error.message}`];
  }
}

async function measure(program: Program, device: DeviceKind, outputs: readonly BlobValues[], feeds: Feeds, workshop: Workshop): Promise<readonly HalfDifference[]> {
  const full = await workshop.inFull(program, device, feeds);
  const found = outputs.flatMap((output, i) => (full[i] ? [halfDifference(output, full[i])] : []));
  const known = workshop.halfDifferences.get(program) ?? new Map<DeviceKind, readonly HalfDifference[]>();
  workshop.halfDifferences.set(program, known.set(device, found));
  return found;
}

/** Why half precision is not taken. @throws InferenceError where it never is */
async function refusalOf(choice: DeviceChoice, { devices }: Workshop): Promise<string | undefined> {
  if (choice === 'cpu') throw new InferenceError({ code: 'run/device', message: t('Half precision is for GPUs: the CPU gains nothing by it. Choose another device, or run in full precision.') });
  const { device } = await devices.choose(choice);
  return devices.halfRefusal(device.kind);
}

const fullNote = (reason: string): string => t`Computed in full precision: ${reason}.`;

/** What to say of an ONNX file, which states its own precision. */
export const modelNotes = (half: boolean | undefined): string[] => (half ? [t('Half precision was not taken: an ONNX file states its own.')] : []);
