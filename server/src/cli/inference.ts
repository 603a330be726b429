/** What the commands that run nets share: the host, their options, and how failures are told. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Job, JobResult, NetSource, WeightsChoice } from '../inference/messages';
import type { InferenceProblem } from '../inference/problem';
import { Supervisor, type JobOutcome, type RunOptions } from '../inference/supervisor';
import { t, type Words } from '../l10n/text';
import type { DeviceChoice } from '../protocol/run';
import type { Variables } from '../schema/directives';
import { exitCodes } from './exit-codes';
import { defineOption, fail, readText, type DefineFlags } from './files';

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

/** Problems with another file than the net, which their words name, or with none. */
const isElsewhere = (code: string): boolean => usageCodes.has(code) || code === 'run/picture' || code === 'run/labels' || code.startsWith('weights/');

function tell({ code, message, line }: InferenceProblem, path: string | undefined): void {
  const place = line === undefined ? '' : `:${line}`;
  const isOfNet = path !== undefined && (line !== undefined || !isElsewhere(code));
  fail(isOfNet ? t`${path}${place}: ${message}` : message, usageCodes.has(code) ? exitCodes.usage : exitCodes.problems);
}

/** The net to run, or undefined after saying why it cannot be read. */
function readNet(path: string, variables: Variables): NetSource | undefined {
  if (isOnnx(path)) return existsSync(path) ? { path, text: '', variables: [] } : void fail(t`cannot read ${path}: there is no such file.`);
  const text = readText(path);
  return text === undefined ? undefined : { path, text, variables: [...variables] };
}

const devices: readonly DeviceChoice[] = ['auto', 'webgpu', 'cuda', 'directml', 'coreml', 'cpu'];

export const deviceOption = (): Option =>
  new Option('--device <device>', t('where to run: auto takes a hardware GPU, else the CPU')).choices(devices).default('auto');

export const halfOption = (): Option =>
  new Option('--half', t('compute in half precision on a GPU, and say how far that moves the result'));

/** `--weights W` or `--random-weights [SEED]`. */
interface WeightsOptions {
  weights?: string;
  randomWeights?: number | true;
}

const weightsOptions = (): Option[] => [
  new Option('--weights <file>', t('the trained weights, a .caffemodel')),
  new Option('--random-weights [seed]', t("weights from the net's own fillers (MSRA where there are none)")).argParser(wholeNumber).conflicts('weights'),
];

/** Options of every command that runs a net. */
export interface NetFlags extends WeightsOptions, DefineFlags {}

/** A command about a net with its weights. */
export function netCommand(program: Command, name: string, description: Words): Command {
  const command = program.command(name).description(description).argument('<file>', t('the net, a prototxt'));
  for (const option of weightsOptions()) command.addOption(option);
  return command.addOption(defineOption());
}

/** A net with weights, and a host that answers about them. */
export interface NetAtHost {
  net: NetSource;
  weights: WeightsChoice;
  /** Does a job; undefined after saying why it failed. */
  ask: <Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>, options?: RunOptions) => Promise<Extract<JobResult, { kind: Kind }> | undefined>;
}

/** Lets `work` ask a host about a file's net; says so where net or weights cannot be had. */
export async function withNet(file: string, flags: NetFlags, work: (at: NetAtHost) => Promise<void>): Promise<void> {
  const net = readNet(file, flags.define ?? new Map());
  const weights = weightsChoice(flags, file);
  if (!net || !weights) return;
  await withHost((supervisor) => work({ net, weights, ask: (job, options) => resultOf(supervisor.run(job, options), file) }));
}

/** Notes go to standard error, so that they stand in nobody's data. */
export function printNotes(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`${t`note: ${note}`}\n`);
}

const isOnnx = (path: string): boolean => path.toLowerCase().endsWith('.onnx');

/** Undefined after saying that one of the two is needed. @param net path of the net, which as an ONNX file has its weights inside */
function weightsChoice({ weights, randomWeights }: WeightsOptions, net: string): WeightsChoice | undefined {
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
