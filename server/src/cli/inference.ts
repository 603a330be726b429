/** What the commands that run nets share: the host, their options, and how failures are told. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Job, NetSource, WeightsChoice } from '../inference/messages';
import type { InferenceProblem } from '../inference/problem';
import { Supervisor, type JobOutcome } from '../inference/supervisor';
import { t } from '../l10n/text';
import type { DeviceChoice } from '../protocol/run';
import type { Variables } from '../schema/directives';
import { exitCodes } from './exit-codes';
import { fail, readText } from './files';

/** Lets `work` give jobs to a host, which ends with it. Interrupting the command ends the host too. */
export async function withHost(work: (supervisor: Supervisor) => Promise<void>): Promise<void> {
  const supervisor = new Supervisor({ hostPath: join(import.meta.dirname, 'host.js'), idleMilliseconds: 0 });
  try {
    await work(supervisor);
  } finally {
    supervisor.dispose();
  }
}

/** The result of a job, or undefined after saying why there is none. `path`: the net's file, to point into. */
export async function resultOf<Kind extends Job['kind']>(outcome: Promise<JobOutcome<Kind>>, path?: string): Promise<Extract<JobOutcome<Kind>, { ok: true }>['result'] | undefined> {
  const settled = await outcome;
  if (settled.ok) return settled.result;
  tell(settled.problem, path);
  return undefined;
}

/** Files that cannot be read are bad usage; everything else is a problem of the input. */
const usageCodes = new Set(['weights/unreadable', 'run/input', 'run/picture-unreadable', 'run/device', 'run/write']);

function tell({ code, message, line }: InferenceProblem, path: string | undefined): void {
  const place = path === undefined ? '' : `${path}${line === undefined ? '' : `:${line}`}: `;
  fail(t`${place}${message}`, usageCodes.has(code) ? exitCodes.usage : exitCodes.problems);
}

/** The net to run, or undefined after saying why it cannot be read. */
export function readNet(path: string, variables: Variables): NetSource | undefined {
  if (isOnnx(path)) return existsSync(path) ? { path, text: '', variables: [] } : void fail(t`cannot read ${path}: there is no such file.`);
  const text = readText(path);
  return text === undefined ? undefined : { path, text, variables: [...variables] };
}

const devices: readonly DeviceChoice[] = ['auto', 'webgpu', 'cuda', 'directml', 'coreml', 'cpu'];

export const deviceOption = (): Option =>
  new Option('--device <device>', t('where to run: auto takes a hardware GPU, else the CPU')).choices(devices).default('auto');

/** `--weights W` or `--random-weights [SEED]`. */
export interface WeightsOptions {
  weights?: string;
  randomWeights?: number | true;
}

export const weightsOptions = (): Option[] => [
  new Option('--weights <file>', t('the trained weights, a .caffemodel')),
  new Option('--random-weights [seed]', t("weights from the net's own fillers (MSRA where there are none)")).argParser(wholeNumber).conflicts('weights'),
];

const isOnnx = (path: string): boolean => path.toLowerCase().endsWith('.onnx');

/** Undefined after saying that one of the two is needed. @param net path of the net, which as an ONNX file has its weights inside */
export function weightsChoice({ weights, randomWeights }: WeightsOptions, net: string): WeightsChoice | undefined {
  if (isOnnx(net) && weights === undefined && randomWeights === undefined) return { kind: 'onnx', path: net };
  if (isOnnx(net)) {
    fail(t('an ONNX file has its weights inside: leave --weights and --random-weights out.'));
    return undefined;
  }
  if (weights !== undefined) return { kind: 'file', path: weights };
  if (randomWeights !== undefined) return { kind: 'random', seed: randomWeights === true ? 0 : randomWeights };
  fail(t('give the weights: --weights FILE, or --random-weights for a trial.'));
  return undefined;
}

export function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError(t('It must be a whole number, 0 or more.'));
}

/** The pairs of repeated `--input BLOB=FILE`; an option's argument parser. */
export function collectPair(value: string, previous: readonly (readonly [string, string])[] = []): readonly (readonly [string, string])[] {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(t('It must be BLOB=FILE.'));
  return [...previous, [value.slice(0, at), value.slice(at + 1)]];
}

/** `A,B` as a list; an option's argument parser. */
export const commaList = (value: string): string[] => value.split(',').filter(Boolean);

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export const milliseconds = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
