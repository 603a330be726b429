/** A layer's maps as they were fetched, and what is to be said of each channel. */
import * as l10n from '@vscode/l10n';
import type { FeaturesAnswer, FeatureSummary } from '../../../server/src/protocol/features';
import { paletteBetween, topByte } from './colours';

export interface Maps extends FeatureSummary {
  /** [channels][height · width] */
  bytes: Uint8Array;
}

/** What the colours of a channel are stretched over: its own range, or that of all channels. */
export type Stretch = 'channel' | 'all';

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(l10n.t('{0} cannot be read.', decodeURIComponent(address.slice(address.lastIndexOf('/') + 1))));
  return response;
}

export async function fetchMaps({ maps, summary }: FeaturesAnswer): Promise<Maps> {
  const bytes = fetched(maps).then((response) => response.arrayBuffer());
  const figures = fetched(summary).then((response) => response.json() as Promise<FeatureSummary>);
  return { ...(await figures), bytes: new Uint8Array(await bytes) };
}

/** True for a channel that says nothing about the picture: each of its values is the same. */
export const isDead = ({ min, max, notFinite }: Maps, channel: number): boolean => min[channel] === max[channel] && notFinite[channel] === 0;

/** A channel in colours, one pixel a value. */
export function paintChannel(maps: Maps, channel: number, stretch: Stretch): ImageData {
  const { width, height, min, max, histogram: { from, to } } = maps;
  const [least, most] = [min[channel] ?? 0, max[channel] ?? 0];
  const place = (value: number): number => (to > from ? (value - from) / (to - from) : 0.5);
  const isOwn = stretch === 'channel' && width * height > 1;
  const palette = isOwn ? paletteBetween(most > least ? 0 : 0.5, most > least ? 1 : 0.5) : paletteBetween(place(least), place(most));
  const painted = new ImageData(width, height);
  const words = new Uint32Array(painted.data.buffer);
  const start = channel * width * height;
  for (let i = 0; i < words.length; i++) words[i] = palette[maps.bytes[start + i] ?? 0] ?? 0;
  return painted;
}

/** The value at a place of a channel, as exactly as a byte holds it; undefined where it is not finite. */
export function valueAt({ bytes, width, height, min, max }: Maps, channel: number, x: number, y: number): number | undefined {
  const byte = bytes[(channel * height + y) * width + x] ?? 0;
  const [least, most] = [min[channel] ?? 0, max[channel] ?? 0];
  return byte > topByte ? undefined : least + ((most - least) * byte) / topByte;
}

/** How often each byte of a channel occurs, in `bins` equal parts of its range. */
export function channelCounts({ bytes, width, height }: Maps, channel: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  const size = width * height;
  for (const byte of bytes.subarray(channel * size, (channel + 1) * size)) {
    const bin = Math.min(bins - 1, Math.floor((byte * bins) / (topByte + 1)));
    if (byte <= topByte) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Three digits, with a minus as wide as a plus. */
export function formatValue(value: number): string {
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(2) : String(Number(value.toPrecision(3)));
  return text.replace('-', '−');
}

/** A channel in a sentence. */
export function channelLabel(maps: Maps, channel: number): string {
  const { min, max, notFinite, channels } = maps;
  const range = l10n.t('from {0} to {1}', formatValue(min[channel] ?? 0), formatValue(max[channel] ?? 0));
  const count = notFinite[channel] ?? 0;
  const remark = count > 0 ? `, ${l10n.t('{0} not finite', count)}` : isDead(maps, channel) ? `, ${l10n.t('dead')}` : '';
  return `${l10n.t('Channel {0} of {1}', channel, channels)}, ${range}${remark}`;
}
