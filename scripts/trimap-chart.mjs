// `node scripts/trimap-chart.mjs NAME=FILE.json... > CHART.svg`: draws the trimaps that `atrous evaluate --trimap --json` measured, one line a file.
import { readFileSync } from 'node:fs';

const size = { width: 640, height: 360 };
const plot = { left: 56, right: 624, top: 20, bottom: 312 };
/** Colours that are told apart on white and on black, also without red and green. */
const colours = ['#888888', '#0072b2', '#d55e00', '#009e73'];

const lines = process.argv.slice(2).map((argument, index) => {
  const [name, file] = argument.split('=');
  const { trimap } = JSON.parse(readFileSync(file, 'utf8'));
  return { name, colour: colours[index % colours.length], points: trimap.map(({ width, meanIou }) => ({ width, share: meanIou })) };
});

const widths = lines.flatMap(({ points }) => points.map(({ width }) => width));
const shares = lines.flatMap(({ points }) => points.map(({ share }) => share));
const [narrowest, widest] = [Math.min(...widths), Math.max(...widths)];
const [low, high] = [Math.floor(Math.min(...shares) * 20) / 20, Math.ceil(Math.max(...shares) * 20) / 20];

const x = (width) => (plot.left + ((width - narrowest) / (widest - narrowest)) * (plot.right - plot.left)).toFixed(1);
const y = (share) => (plot.bottom - ((share - low) / (high - low)) * (plot.bottom - plot.top)).toFixed(1);
const steps = (from, to, step) => Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
const text = (at, words, more = '') => `<text x="${at[0]}" y="${at[1]}" ${more}>${words}</text>`;

const grid = steps(low, high, 0.05).flatMap((share) => [
  `<line x1="${plot.left}" x2="${plot.right}" y1="${y(share)}" y2="${y(share)}" class="grid"/>`,
  text([plot.left - 8, Number(y(share)) + 4], `${Math.round(share * 100)} %`, 'text-anchor="end"'),
]);
const ticks = steps(narrowest, widest, 1).filter((width) => width === narrowest || width % 5 === 0).map((width) => text([x(width), plot.bottom + 20], width, 'text-anchor="middle"'));
const curves = lines.map(({ colour, points }) => `<polyline points="${points.map(({ width, share }) => `${x(width)},${y(share)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2.5"/>`);
const legend = lines.flatMap(({ name, colour }, index) => [
  `<line x1="400" x2="424" y1="${252 + 22 * index}" y2="${252 + 22 * index}" stroke="${colour}" stroke-width="2.5"/>`,
  text([432, 256 + 22 * index], name),
]);

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="Mean IoU close to borders">
<style>text { font: 13px system-ui, sans-serif; fill: #777 } .grid { stroke: #8884 }</style>
${[...grid, ...ticks, ...curves, ...legend].join('\n')}
${text([(plot.left + plot.right) / 2, size.height - 8], 'pixels from a border', 'text-anchor="middle"')}
</svg>`);
