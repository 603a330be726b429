/** What the supervisor asks of the inference host, and what the host answers: plain data, over Node's process channel. */
import type { RunDevice } from '../../protocol/run';
import type { InferenceProblem } from '../problem';
import type { DevicesJob, DevicesResult, FailedDevice } from './devices';
import type { EvaluateJob, EvaluateResult } from './evaluate';
import type { ExportJob, ExportResult } from './export';
import type { FeaturesJob, FeaturesResult } from './features';
import type { FoldJob, FoldResult } from './fold';
import type { ForwardJob, ForwardResult } from './forward';
import type { InfluenceJob, InfluenceResult } from './influence';
import type { RunJob, RunJobResult } from './run';
import type { TrimJob, TrimResult } from './trim';
import type { TuneJob, TuneResult } from './tune';

export type * from './common';
export type * from './forward';
export type * from './features';
export type * from './run';
export type * from './evaluate';
export type * from './tune';
export type * from './export';
export type * from './trim';
export type * from './fold';
export type * from './influence';
export type * from './devices';

export type Job = FeaturesJob | ForwardJob | RunJob | EvaluateJob | TuneJob | ExportJob | FoldJob | TrimJob | InfluenceJob | DevicesJob;

export type JobResult = FeaturesResult | ForwardResult | RunJobResult | EvaluateResult | TuneResult | ExportResult | FoldResult | TrimResult | InfluenceResult | DevicesResult;

export type HostRequest =
  /** `failed`: devices that `auto` must not take any more. */
  | { type: 'job'; id: number; job: Job; failed: readonly FailedDevice[] }
  /** The job is not wanted any more. It ends where it can; the supervisor ends a host that does not answer. */
  | { type: 'cancel'; id: number };

export type HostResponse =
  /** The job was taken up. */
  | { id: number; type: 'begun' }
  /** `stage` has begun. */
  | { id: number; type: 'stage'; stage: string }
  /** What follows is done on `device`. */
  | { id: number; type: 'device'; device: RunDevice['kind'] }
  /** `auto` must not take this device any more. */
  | { id: number; type: 'distrusted'; device: FailedDevice }
  | { id: number; type: 'done'; result: JobResult }
  | { id: number; type: 'failed'; problem: InferenceProblem };

/** The pipe over which a thread of the host gives signs, also while a run blocks the host's channel. */
export const signPipe = 4;

/** `alive` or `idle`: once a second; `idle` where the whole process hardly used the processor since. `memory`: the host ends itself because it would take more than it may. */
export const signs = { alive: '.', idle: '_', memory: 'm' } as const;
