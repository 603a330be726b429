/** All channels as small pictures in a grid: only those on screen are drawn. A list box to the keyboard and to screen readers. */
import * as l10n from '@vscode/l10n';
import { element } from '../preview/dom';
import { channelLabel, isDead, paintChannel, type Maps, type Stretch } from './maps';
import { gridOf, moved, type Grid } from './grid';

export interface Mosaic {
  node: HTMLElement;
  show(maps: Maps): void;
  stretch(stretch: Stretch): void;
  /** Selects a channel and brings it on screen. */
  select(channel: number): void;
}

/** Small pictures that are kept. */
const mostKept = 1024;

const gap = 6;

interface Shown {
  maps: Maps;
  grid: Grid;
  thumbs: Map<number, HTMLCanvasElement>;
}

/** @param selected is told of each channel that becomes the selected one */
export function createMosaic(selected: (channel: number) => void): Mosaic {
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const spacer = element('div', { class: 'spacer', 'aria-hidden': 'true' });
  const option = element('div', { id: 'channel-option', role: 'option', class: 'unseen', 'aria-selected': 'true' });
  const list = element('div', { class: 'mosaic', role: 'listbox', tabindex: '0', 'aria-label': l10n.t('Channels'), 'aria-activedescendant': 'channel-option' }, canvas, spacer, option);
  let shown: Shown | undefined;
  let current = 0;
  let stretch: Stretch = 'channel';
  let scheduled = false;

  function layOut(): void {
    if (!shown) return;
    shown.grid = gridOf(shown.maps, list.clientWidth, gap);
    shown.thumbs.clear();
    spacer.style.height = `${shown.grid.height}px`;
    drawSoon();
  }

  function drawSoon(): void {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      draw();
    });
  }

  function draw(): void {
    const [width, height] = [list.clientWidth, list.clientHeight];
    const ratio = window.devicePixelRatio;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const context = canvas.getContext('2d');
    if (!context || !shown) return;
    context.scale(ratio, ratio);
    context.translate(0, -list.scrollTop);
    const { grid, maps } = shown;
    const first = Math.max(0, Math.floor(list.scrollTop / grid.rowHeight)) * grid.columns;
    const last = Math.min(maps.channels, Math.ceil((list.scrollTop + height) / grid.rowHeight) * grid.columns);
    const style = getComputedStyle(list);
    for (let channel = first; channel < last; channel++) drawCell(context, shown, channel, style);
  }

  function drawCell(context: CanvasRenderingContext2D, { grid, maps, thumbs }: Shown, channel: number, style: CSSStyleDeclaration): void {
    const { x, y, width, height } = grid.cell(channel);
    const thumb = thumbs.get(channel) ?? thumbOf(maps, channel, stretch, grid);
    thumbs.delete(channel);
    thumbs.set(channel, thumb);
    for (const oldest of thumbs.keys()) {
      if (thumbs.size <= mostKept) break;
      thumbs.delete(oldest);
    }
    const dead = isDead(maps, channel);
    context.globalAlpha = dead ? 0.35 : 1;
    context.drawImage(thumb, x, y, width, height);
    context.globalAlpha = 1;
    const foreground = style.getPropertyValue('--vscode-foreground');
    if (dead) drawCross(context, x, y, width, height, foreground);
    if ((maps.notFinite[channel] ?? 0) > 0) frame(context, x, y, width, height, style.getPropertyValue('--vscode-errorForeground'), 2);
    if (channel === current) frame(context, x, y, width, height, style.getPropertyValue('--vscode-focusBorder') || foreground, 3);
  }

  function select(channel: number): void {
    if (!shown) return;
    const { maps, grid } = shown;
    current = Math.min(maps.channels - 1, Math.max(0, channel));
    option.textContent = channelLabel(maps, current);
    option.setAttribute('aria-posinset', String(current + 1));
    option.setAttribute('aria-setsize', String(maps.channels));
    const { y, height } = grid.cell(current);
    if (y - gap < list.scrollTop) list.scrollTop = y - gap;
    else if (y + height + gap > list.scrollTop + list.clientHeight) list.scrollTop = y + height + gap - list.clientHeight;
    drawSoon();
    selected(current);
  }

  list.addEventListener('scroll', drawSoon);
  new ResizeObserver(layOut).observe(list);
  // The editor tells of another theme by the class of the body.
  new MutationObserver(drawSoon).observe(document.body, { attributes: true, attributeFilter: ['class'] });
  list.addEventListener('keydown', (event) => {
    const to = shown && moved(event.key, current, shown.grid, Math.max(1, Math.floor(list.clientHeight / shown.grid.rowHeight)));
    if (to === undefined) return;
    event.preventDefault();
    select(to);
  });
  list.addEventListener('pointerdown', (event) => {
    const bounds = list.getBoundingClientRect();
    const channel = shown?.grid.channelAt(event.clientX - bounds.left, event.clientY - bounds.top + list.scrollTop);
    if (channel !== undefined) select(channel);
  });

  return {
    node: list,
    show(maps) {
      const isAlike = shown?.maps.channels === maps.channels;
      shown = { maps, grid: gridOf(maps, list.clientWidth, gap), thumbs: new Map() };
      layOut();
      select(isAlike ? current : 0);
    },
    stretch(value) {
      stretch = value;
      shown?.thumbs.clear();
      drawSoon();
    },
    select,
  };
}

/** A channel at the size of its cell. */
function thumbOf(maps: Maps, channel: number, stretch: Stretch, grid: Grid): HTMLCanvasElement {
  const { width, height } = grid.cell(channel);
  const whole = element('canvas', { width: String(maps.width), height: String(maps.height) });
  whole.getContext('2d')?.putImageData(paintChannel(maps, channel, stretch), 0, 0);
  const ratio = window.devicePixelRatio;
  const thumb = element('canvas', { width: String(Math.max(1, Math.round(width * ratio))), height: String(Math.max(1, Math.round(height * ratio))) });
  const context = thumb.getContext('2d');
  if (context) context.imageSmoothingEnabled = maps.width > thumb.width;
  context?.drawImage(whole, 0, 0, thumb.width, thumb.height);
  return thumb;
}

function frame(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, colour: string, line: number): void {
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.strokeRect(x - line / 2, y - line / 2, width + line, height + line);
}

/** For those who do not see the paler colours of a dead channel. */
function drawCross(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, y + height);
  context.lineTo(x + width, y);
  context.stroke();
}
