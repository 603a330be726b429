// `npm start`: installs what is missing, builds, and does the main job on the bundled example: the layer table, then the segmentations.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensurePackages, root, run } from './ensure.mjs';

ensurePackages();
run('node', ['scripts/build.mjs']);

const example = 'examples/nuclei';
const output = 'out/nuclei';
const pictures = readdirSync(join(root, example, 'pictures')).map((name) => `${example}/pictures/${name}`);
const atrous = (...args) => run('node', ['dist/cli.js', ...args]);

console.log(`\n${example}/deploy.prototxt, layer by layer:\n`);
atrous('describe', `${example}/deploy.prototxt`);

console.log(`\nSegmenting ${pictures.length} pictures:\n`);
atrous(
  'run', `${example}/deploy.prototxt`,
  '--weights', `${example}/nuclei.caffemodel`,
  '--image', ...pictures,
  '--labels', `${example}/labels.txt`,
  '--output', output,
);

console.log(`\nThe segmentations and overlays are in ${relative(process.cwd(), join(root, output))}. For the editor itself: npm run workbench`);
