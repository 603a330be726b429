/** Where channels lie in the mosaic, and where the keys lead. */

export interface Cell {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Grid {
  columns: number;
  rowHeight: number;
  /** Of all rows. */
  height: number;
  channels: number;
  cell(channel: number): Cell;
  channelAt(x: number, y: number): number | undefined;
}

/** The longer side of a small picture, in pixels of the page: larger for few channels, tiny for maps of one value. */
function sideFor({ channels, width, height }: { channels: number; width: number; height: number }): number {
  if (width * height === 1) return 22;
  return channels <= 4 ? 240 : channels <= 32 ? 140 : 96;
}

/** A grid as wide as the page. Very long maps are shown as strips. */
export function gridOf(maps: { channels: number; width: number; height: number }, pageWidth: number, gap: number): Grid {
  const side = Math.min(sideFor(maps), Math.max(16, pageWidth - 2 * gap));
  const scale = side / Math.max(maps.width, maps.height);
  const [width, height] = [Math.max(8, maps.width * scale), Math.max(8, maps.height * scale)];
  const columns = Math.max(1, Math.floor((pageWidth - gap) / (width + gap)));
  const rowHeight = height + gap;
  return {
    columns, rowHeight, channels: maps.channels,
    height: Math.ceil(maps.channels / columns) * rowHeight + gap,
    cell: (channel) => ({ x: gap + (channel % columns) * (width + gap), y: gap + Math.floor(channel / columns) * rowHeight, width, height }),
    channelAt(x, y) {
      const [column, row] = [Math.floor((x - gap) / (width + gap)), Math.floor((y - gap) / rowHeight)];
      const channel = row * columns + column;
      return column >= 0 && column < columns && row >= 0 && channel < maps.channels ? channel : undefined;
    },
  };
}

/** The channel that a key leads to; undefined for other keys. @param rows of a page */
export function moved(key: string, from: number, { columns, channels }: Grid, rows: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, PageUp: -columns * rows, PageDown: columns * rows, Home: -from, End: channels - 1 - from,
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  const to = from + step;
  if (to >= 0 && to < channels) return to;
  return key.startsWith('Page') ? Math.min(channels - 1, Math.max(0, to)) : from;
}
