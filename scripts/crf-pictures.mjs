// `node scripts/crf-pictures.mjs`, after a build: draws docs/images/crf-parameters.png, what each parameter of the dense CRF does to the example.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { root } from './ensure.mjs';

const example = join(root, 'examples', 'nuclei');
const picture = '5afb7932e9c7';
/** The part of the picture that is shown, and how many times enlarged. */
const part = { left: 100, top: 20, width: 110, height: 110 };
const zoom = 2;
const gap = 8;

/** pos_w, pos_xy, bi_w, bi_xy, bi_rgb of each panel; the first has no CRF. */
const panels = [undefined, [3, 3, 7, 40, 9], [3, 3, 7, 40, 2], [3, 3, 7, 40, 60], [15, 6, 7, 40, 9], [3, 3, 7, 8, 9]];
const columns = 3;

const folder = mkdtempSync(join(tmpdir(), 'atrous-pictures-'));

function kernels([posW, posXY, biW, biXY, biRGB]) {
  return [
    { kind: 'gaussian', sxy: posXY, compat: posW },
    { kind: 'bilateral', sxy: biXY, srgb: biRGB, compat: biW },
  ];
}

/** The overlay of a run, as RGB. */
function overlay(settings) {
  const file = join(folder, 'kernels.json');
  if (settings) writeFileSync(file, JSON.stringify(kernels(settings)));
  const args = ['run', 'deploy.prototxt', '--weights', 'nuclei.caffemodel', '--image', join('pictures', `${picture}.jpg`), '--output', folder, ...(settings ? ['--crf-kernels', file] : [])];
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), ...args], { cwd: example, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return decode(readFileSync(join(folder, `${picture}_overlay.png`)));
}

const cell = { width: part.width * zoom + gap, height: part.height * zoom + gap };
const sheet = { width: columns * cell.width - gap, height: Math.ceil(panels.length / columns) * cell.height - gap, channels: 4, depth: 8 };
const data = new Uint8Array(sheet.width * sheet.height * 4);

panels.map(overlay).forEach((shown, index) => {
  const [left, top] = [(index % columns) * cell.width, Math.floor(index / columns) * cell.height];
  for (let row = 0; row < part.height * zoom; row++) {
    for (let column = 0; column < part.width * zoom; column++) {
      const from = 3 * ((part.top + Math.floor(row / zoom)) * shown.width + part.left + Math.floor(column / zoom));
      data.set([...shown.data.subarray(from, from + 3), 255], 4 * ((top + row) * sheet.width + left + column));
    }
  }
});

writeFileSync(join(root, 'docs', 'images', 'crf-parameters.png'), encode({ ...sheet, data }));
rmSync(folder, { recursive: true });
