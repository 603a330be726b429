// Reads a list of kernels from JSON: kind, sxy, srgb, compat and normalization of each.
import { isTable } from './compatibility';
import { normalizations, type Compatibility, type Kernel, type Normalization } from './parameters';
import { problem, type Problem } from './problem';
import { wording, type Wording } from './wording';

/** The kernels of a JSON value, or what is wrong with it. */
export type KernelListResult = { readonly kernels: Kernel[] } | { readonly problems: Problem[] };

/**
 * Reads a list of kernels such as
 * `[{ "kind": "bilateral", "sxy": [67, 67], "srgb": [3, 3, 3], "compat": 4, "normalization": "SYMMETRIC" }]`, or an object that
 * has such a list as `kernels`. One number stands for the same deviation on every axis; `normalization` may be missing and may be written in any case.
 */
export function parseKernelList(json: unknown): KernelListResult {
  const list = isRecord(json) && 'kernels' in json ? json['kernels'] : json;
  if (!Array.isArray(list) || list.length === 0) return { problems: [problem('parameters', wording`Expected a list of at least one kernel.`)] };
  const problems: Problem[] = [];
  const kernels = list.flatMap((item: unknown, i) => {
    const kernel = parseKernel(item, (what) => problems.push(problem('parameters', wording`Kernel ${i + 1}: ${what}`)));
    return kernel === undefined ? [] : [kernel];
  });
  return problems.length > 0 ? { problems } : { kernels };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one kernel and reports every field that is not right. */
function parseKernel(json: unknown, report: (what: Wording) => void): Kernel | undefined {
  if (!isRecord(json)) return void report(wording`expected an object with kind, sxy, compat and, for a bilateral kernel, srgb.`);
  const { kind } = json;
  if (kind !== 'gaussian' && kind !== 'bilateral') return void report(wording`kind must be "gaussian" or "bilateral".`);
  const sxy = deviations(json['sxy'], 2);
  const srgb = deviations(json['srgb'], 3);
  const compat = parseCompatibility(json['compat']);
  const normalization = parseNormalization(json['normalization']);
  if (sxy === undefined) report(wording`sxy must be two positive numbers of pixels, [x, y].`);
  if (kind === 'bilateral' && srgb === undefined) report(wording`srgb must be three positive numbers, [red, green, blue].`);
  if (compat === undefined) report(wording`compat must be a number (Potts), a list of one number a class, or a table [classes][classes].`);
  if (normalization === undefined) report(wording`normalization must be one of ${normalizations.join(', ')}.`);
  if (sxy === undefined || compat === undefined || normalization === undefined) return undefined;
  const common = { sxy: sxy as [number, number], compat, ...(normalization === 'absent' ? {} : { normalization }) };
  if (kind === 'gaussian') return { kind, ...common };
  return srgb && { kind, srgb: srgb as [number, number, number], ...common };
}

function deviations(json: unknown, count: number): number[] | undefined {
  const list: unknown = typeof json === 'number' ? Array<number>(count).fill(json) : json;
  return isNumberList(list) && list.length === count && list.every((value) => value > 0) ? list : undefined;
}

const isNumberList = (value: unknown): value is number[] => Array.isArray(value) && value.every((item) => typeof item === 'number' && Number.isFinite(item));

function parseCompatibility(json: unknown): Compatibility | undefined {
  if (typeof json === 'number' && Number.isFinite(json)) return json;
  if (!Array.isArray(json) || json.length === 0) return undefined;
  if (isNumberList(json)) return json;
  return json.every(isNumberList) ? json : undefined;
}

function parseNormalization(json: unknown): Normalization | 'absent' | undefined {
  if (json === undefined || json === null) return 'absent';
  return typeof json === 'string' ? normalizations.find((name) => name === json.toLowerCase()) : undefined;
}

/** Compatibilities of a larger size leave float32 no room for the sums. */
const largestCompatibility = 1e20;

/** What is wrong with a compatibility, or does not fit the number of classes, or undefined. */
export function compatibilityProblem(compat: Compatibility, classes: number): Wording | undefined {
  const excess = (typeof compat === 'number' ? [compat] : compat.flat()).find((value) => !(Math.abs(value) <= largestCompatibility));
  if (excess !== undefined) return wording`compat holds ${excess}; it must be numbers up to ${largestCompatibility.toExponential()} in size.`;
  if (typeof compat === 'number') return undefined;
  if (compat.length !== classes) return wording`compat has ${compat.length} entries, but there are ${classes} classes.`;
  if (!isTable(compat)) return undefined;
  const uneven = compat.findIndex((row) => row.length !== classes);
  return uneven < 0 ? undefined : wording`row ${uneven + 1} of compat has ${compat[uneven]?.length ?? 0} entries, but there are ${classes} classes.`;
}
