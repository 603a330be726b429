/** The picture of a layer: its kernel's taps with their holes over its input, and what a unit sees of the net's input. */
import { effectiveSize } from '../../analysis/effective-field';
import { joinCommas } from '../../l10n/lists';
import { t } from '../../l10n/text';
import { palettes, type Palette } from './palette';
import { label, tag } from './svg';
import type { Theme } from '../../protocol/settings';

/** (height, width) */
export type Pair = readonly [number, number];

/** A kernel in units of the layer's own input. */
export interface KernelFacts {
  taps: Pair;
  dilation: Pair;
}

/** What a unit in the middle of the map sees, in pixels of the net's input. */
export interface FieldFacts {
  size: Pair;
  /** The first pixel that the unit sees; negative in the padding. */
  first: Pair;
  /** Between neighbouring units. */
  stride: Pair;
  input: Pair;
  /** Standard deviation of what really counts of it, with uniform weights. */
  deviation?: Pair;
}

export interface PictureFacts {
  kernel?: KernelFacts;
  field?: FieldFacts;
}

/** Side of a panel, space around it and height of its caption, in pixels. */
const side = 118;
const space = 12;
const caption = 30;

/** More taps or units than this are drawn as an area. */
const mostTaps = 15;
const mostUnits = 64;

/** An axis-aligned box (y, x) that maps units onto a panel. */
interface Frame {
  origin: Pair;
  scale: number;
}

const reachOf = ({ taps, dilation }: KernelFacts): Pair => [(taps[0] - 1) * dilation[0] + 1, (taps[1] - 1) * dilation[1] + 1];

const bySize = ([height, width]: Pair): string => `${height}×${width}`;

/** `hole 12`, `hole 2×1`; nothing for a dense kernel. */
const holeText = ([height, width]: Pair): string => (height === 1 && width === 1 ? '' : t`hole ${height === width ? height : bySize([height, width])}`);

/** A box of `size` units, fitted into a panel and centred there. */
function fit(size: Pair): Frame {
  const scale = side / Math.max(size[0], size[1]);
  return { origin: [(side - size[0] * scale) / 2, (side - size[1] * scale) / 2], scale };
}

/** A rectangle from unit (y, x) of that height and width. */
const box = ({ origin, scale }: Frame, [y, x]: Pair, [height, width]: Pair, attributes: Readonly<Record<string, string | number | undefined>>): string =>
  tag('rect', { x: origin[1] + x * scale, y: origin[0] + y * scale, width: width * scale, height: height * scale, ...attributes });

function gridLines(frame: Frame, [height, width]: Pair, color: string): string {
  const line = (from: Pair, to: Pair): string =>
    `M${frame.origin[1] + from[1] * frame.scale} ${frame.origin[0] + from[0] * frame.scale}L${frame.origin[1] + to[1] * frame.scale} ${frame.origin[0] + to[0] * frame.scale}`;
  const rows = Array.from({ length: height + 1 }, (_, y) => line([y, 0], [y, width]));
  const columns = Array.from({ length: width + 1 }, (_, x) => line([0, x], [height, x]));
  return tag('path', { d: [...rows, ...columns].join(''), stroke: color, 'stroke-width': frame.scale > 5 ? 1 : 0.5, fill: 'none' });
}

/** Taps of the kernel over the units that it reaches, with a margin. */
function kernelPanel(kernel: KernelFacts, palette: Palette): string {
  const reach = reachOf(kernel);
  const margin = Math.max(1, Math.round(Math.max(...reach) * 0.08));
  const shown: Pair = [reach[0] + 2 * margin, reach[1] + 2 * margin];
  const frame = fit(shown);
  const ground = box(frame, [0, 0], shown, { fill: palette.map });
  const grid = Math.max(...shown) <= mostUnits ? gridLines(frame, shown, palette.line) : '';
  const reached = box(frame, [margin, margin], reach, { fill: palette.accent, 'fill-opacity': 0.12, stroke: palette.accent, 'stroke-opacity': 0.6 });
  if (Math.max(...kernel.taps) > mostTaps) return ground + grid + reached;
  const size = Math.max(frame.scale, 5.5) - (frame.scale > 6 ? 1 : 0);
  const inset = (frame.scale - size) / 2;
  const taps = Array.from({ length: kernel.taps[0] * kernel.taps[1] }, (_, tap) => {
    const y = margin + Math.floor(tap / kernel.taps[1]) * kernel.dilation[0];
    const x = margin + (tap % kernel.taps[1]) * kernel.dilation[1];
    return tag('rect', {
      x: frame.origin[1] + x * frame.scale + inset, y: frame.origin[0] + y * frame.scale + inset,
      width: size, height: size, rx: size > 6 ? 2 : 0, fill: palette.accent,
    });
  });
  return ground + grid + reached + taps.join('');
}

/** Extents larger than this many maps are cut off. */
const mostMaps = 2;

/** The input map with what a unit in the middle sees of it; the padding is dashed. */
function fieldPanel({ size, first, stride, input, deviation }: FieldFacts, palette: Palette): string {
  const from: Pair = [Math.max(first[0], -input[0] * mostMaps / 4), Math.max(first[1], -input[1] * mostMaps / 4)];
  const to: Pair = [Math.min(first[0] + size[0], input[0] * 1.5), Math.min(first[1] + size[1], input[1] * 1.5)];
  const low: Pair = [Math.min(0, from[0]), Math.min(0, from[1])];
  const shown: Pair = [Math.max(input[0], to[0]) - low[0], Math.max(input[1], to[1]) - low[1]];
  const fitted = fit(shown);
  const frame: Frame = { scale: fitted.scale, origin: [fitted.origin[0] - low[0] * fitted.scale, fitted.origin[1] - low[1] * fitted.scale] };
  const inside: Pair = [Math.max(0, from[0]), Math.max(0, from[1])];
  const insideSize: Pair = [Math.min(input[0], to[0]) - inside[0], Math.min(input[1], to[1]) - inside[1]];
  const isPadded = from[0] < 0 || from[1] < 0 || to[0] > input[0] || to[1] > input[1];
  const middle: Pair = [frame.origin[0] + (first[0] + size[0] / 2) * frame.scale, frame.origin[1] + (first[1] + size[1] / 2) * frame.scale];
  return [
    box(frame, [0, 0], input, { fill: palette.map, stroke: palette.quiet, 'stroke-width': 1 }),
    unitDots(frame, stride, input, palette),
    isPadded ? box(frame, from, [to[0] - from[0], to[1] - from[1]], { fill: palette.outside, 'fill-opacity': 0.1, stroke: palette.outside, 'stroke-dasharray': '3 2' }) : '',
    insideSize[0] > 0 && insideSize[1] > 0
      ? box(frame, inside, insideSize, { fill: palette.accent, 'fill-opacity': 0.28, stroke: palette.accent, 'stroke-width': 1.5 })
      : '',
    deviation === undefined ? '' : effectiveEllipse(middle, [deviation[0] * frame.scale, deviation[1] * frame.scale], palette),
    tag('circle', { cx: middle[1], cy: middle[0], r: 2.5, fill: palette.accent }),
  ].join('');
}

/** What falls off like a Gaussian, out to one and to two standard deviations. */
const effectiveEllipse = (middle: Pair, deviation: Pair, palette: Palette): string =>
  [2, 1].map((deviations) => tag('ellipse', {
    cx: middle[1], cy: middle[0], rx: deviations * deviation[1], ry: deviations * deviation[0], fill: palette.accent, 'fill-opacity': 0.22,
  })).join('');

/** One dot for each unit, where they do not run together. */
function unitDots(frame: Frame, stride: Pair, [height, width]: Pair, palette: Palette): string {
  const [down, right] = [stride[0] * frame.scale, stride[1] * frame.scale];
  if (Math.min(down, right) < 3.5) return '';
  const pattern = tag('pattern', { id: 'units', width: right, height: down, patternUnits: 'userSpaceOnUse', x: frame.origin[1], y: frame.origin[0] },
    tag('circle', { cx: 0.9, cy: 0.9, r: 0.7, fill: palette.quiet, 'fill-opacity': 0.7 }));
  return tag('defs', {}, pattern) + box(frame, [0, 0], [height, width], { fill: 'url(#units)' });
}

const effectivePixels = ([down, right]: Pair): Pair => [Math.round(effectiveSize(down)), Math.round(effectiveSize(right))];

/** `3×3 taps, hole 2` */
const tapsText = ({ taps, dilation }: KernelFacts): string => joinCommas([t`${bySize(taps)} taps`, holeText(dilation)].filter(Boolean));

/** What the picture shows, in words. */
export function describePicture({ kernel, field }: PictureFacts): string {
  const taps = kernel && t`Kernel of ${tapsText(kernel)}, reaching ${bySize(reachOf(kernel))} units.`;
  const sees = field && t`A unit sees ${bySize(field.size)} of ${bySize(field.input)} input pixels.`;
  const mostly = field?.deviation && t`With uniform weights, most of it comes from ${bySize(effectivePixels(field.deviation))} pixels.`;
  return [taps, sees, mostly].filter((sentence) => sentence !== undefined).join(' ');
}

function captionLines({ kernel, field }: PictureFacts): readonly (readonly [string, string])[] {
  return [
    ...(kernel ? [[tapsText(kernel), t`reach ${bySize(reachOf(kernel))}`] as const] : []),
    ...(field ? [[t`sees ${bySize(field.size)}`, t`of ${bySize(field.input)} pixels`] as const] : []),
  ];
}

/** The picture as SVG text; undefined where there is nothing to draw. */
export function drawPicture(facts: PictureFacts, theme: Theme): string | undefined {
  const palette = palettes[theme];
  const panels = [facts.kernel && kernelPanel(facts.kernel, palette), facts.field && fieldPanel(facts.field, palette)].filter((panel) => panel !== undefined);
  if (panels.length === 0) return undefined;
  const width = panels.length * (side + 2 * space);
  const height = side + 2 * space + caption;
  const drawn = panels.map((panel, index) => {
    const [first = '', second = ''] = captionLines(facts)[index] ?? [];
    const left = index * (side + 2 * space) + space;
    const lines = label(side / 2, side + 17, first, { fill: palette.text }) + label(side / 2, side + 32, second, { fill: palette.quiet });
    return tag('g', { transform: `translate(${left} ${space})` }, panel + tag('g', { 'text-anchor': 'middle' }, lines));
  });
  const ground = tag('rect', { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 6, fill: palette.ground, stroke: palette.border });
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': 'system-ui, sans-serif', 'font-size': 11.5 };
  return tag('svg', attributes, ground + drawn.join(''));
}
