/** The options by which commands take the dense CRF: on or off, with the parameters of a preset or of a file. */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import { parseKernelList } from '../../../kernels/kernel-list';
import { normalizations, type CrfParameters, type Normalization } from '../../../kernels/parameters';
import { findPreset, presetParameters, presets } from '../../../kernels/presets';
import type { CrfChoice } from '../inference/messages';
import { crfProblems, fileReason } from '../inference/problem';
import { joinCommas } from '../l10n/lists';
import { t } from '../l10n/text';

/** The preset that is taken where none is named. */
export const defaultPreset = 'deeplab-v2-resnet101';

export function wholeNumberFrom(minimum: number): (text: string) => number {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) >= minimum) return Number(text);
    throw new InvalidArgumentError(t`It takes a whole number from ${minimum}.`);
  };
}

/** The parameters of a preset; an option's argument parser. */
export function presetOf(name: string): CrfParameters {
  const preset = findPreset(name);
  if (!preset) throw new InvalidArgumentError(t`The presets are ${joinCommas(presets.map((known) => known.name))}.`);
  return presetParameters(preset);
}

/** The kernels of a JSON file; an option's argument parser. */
export function kernelsOf(path: string): CrfParameters {
  const list = parseKernelList(readJson(path));
  if ('problems' in list) throw new InvalidArgumentError(`${path}: ${crfProblems(list.problems)}`);
  return { kernels: list.kernels };
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError(t`${path} cannot be read: ${fileReason(error)}.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(t`${path} cannot be read: ${(error as Error).message}.`);
  }
}

/** The flags that give a CRF its parameters. */
export interface ParameterFlags {
  preset?: CrfParameters;
  kernels?: CrfParameters;
  normalization?: Normalization;
}

/** Kernels or a preset, perhaps with another normalisation for all kernels. */
export function parametersOf({ kernels, preset, normalization }: ParameterFlags): CrfParameters {
  const chosen = kernels ?? preset ?? presetOf(defaultPreset);
  if (normalization === undefined) return chosen;
  return { kernels: chosen.kernels.map((kernel) => ({ ...kernel, normalization })), normalization };
}

/** As commander gives them. */
export interface CrfFlags {
  crf?: true;
  crfPreset?: CrfParameters;
  crfKernels?: CrfParameters;
  crfNormalization?: Normalization;
  crfIterations?: number;
}

export const crfOptions = (): Option[] => [
  new Option('--crf', t`refine by the dense CRF, with the parameters ${defaultPreset} where no others are given`),
  new Option('--crf-preset <name>', t('refine with the parameters of this preset')).argParser(presetOf).conflicts('crfKernels'),
  new Option('--crf-kernels <file>', t('refine with the kernels of this JSON list, such as atrous tune writes')).argParser(kernelsOf),
  new Option('--crf-normalization <kind>', t('of all kernels, in place of their own')).choices(normalizations),
  new Option('--crf-iterations <number>', t('mean field updates (10 where absent)')).argParser(wholeNumberFrom(0)),
];

/** Undefined where no flag asks for the CRF. */
export function crfChoice({ crf, crfPreset, crfKernels, crfNormalization, crfIterations }: CrfFlags): CrfChoice | undefined {
  if ([crf, crfPreset, crfKernels, crfNormalization, crfIterations].every((flag) => flag === undefined)) return undefined;
  const flags = { ...(crfPreset && { preset: crfPreset }), ...(crfKernels && { kernels: crfKernels }), ...(crfNormalization && { normalization: crfNormalization }) };
  return { parameters: parametersOf(flags), iterations: crfIterations ?? 10 };
}
