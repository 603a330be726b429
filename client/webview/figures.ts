/** Writes the figures of layers as people read them. */
import type { PerAxis } from '../../server/src/protocol/views';

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'];

/** Three digits and a unit: `950`, `4.72 M`; `?` for what is not known. */
export function formatCount(count: number | null | undefined): string {
  if (count === null || count === undefined) return '?';
  const step = count < 1000 ? 0 : Math.min(prefixes.length - 1, Math.floor(Math.log10(count) / 3));
  return step === 0 ? String(count) : `${Number((count / 1000 ** step).toPrecision(3))} ${prefixes[step]}`;
}

/** `17.3 MB`. */
export const formatBytes = (bytes: number | null): string => (bytes !== null && bytes < 1000 ? `${bytes} B` : `${formatCount(bytes)}B`);

const formatNumber = (value: number | null): string => (value === null ? '?' : String(Number(value.toFixed(3))).replace('-', '−'));

/** `3`, or `3×5` where the axes differ; empty where there is nothing to tell. */
export function formatAxes(values: PerAxis | null | undefined): string {
  const texts = (values ?? []).map(formatNumber);
  return texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : texts.join('×');
}
