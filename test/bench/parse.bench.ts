/**
 * Times reading: text to tree, against the text-format readers of protobufjs and @bufbuild/protobuf, which make
 * messages without positions and comments; and a keystroke, which re-reads one block.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from '../../server/src/syntax/parser';
import { reparse } from '../../server/src/syntax/reparse';
import { readersOf, type Reader } from './parse/readers';

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const longNet = 'mitmul__deeplab-public-ver2/deeplab/voc12/config/deeplab_ResNet101/train.prototxt';
const schema = 'schemas/mitmul__deeplab-public-ver2/caffe.proto';
const keystrokes = 2000;

const quantile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** A net that other readers can read: they know no templates. */
const withoutTemplates = (text: string): string => text.replace(/\$\{\w+\}/g, '21');

function accepts(reader: Reader, text: string): boolean {
  try {
    reader(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads all of `texts` with each reader in turn, so that a busy machine is busy for all of them; each pays for its own garbage. */
function compare(title: string, texts: string[], readers: [name: string, reader: Reader][], rounds: number): void {
  const times = readers.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    readers.forEach(([, reader], index) => {
      collectGarbage();
      times[index]?.push(time(() => texts.forEach((text) => reader(text))));
    });
  }
  const warm = times.map((each) => each.slice(rounds / 3));
  const own = quantile(warm[0] ?? [], 0.5);
  console.log(title);
  console.table(readers.map(([name], index) => {
    const median = quantile(warm[index] ?? [], 0.5);
    return { reader: name, median: milliseconds(median), fastest: milliseconds(Math.min(...(warm[index] ?? []))), 'times ours': (median / own).toFixed(2) };
  }));
}

/** Types a digit and takes it back, in fields all over the net. */
function typeInto(text: string): void {
  const places = [...text.matchAll(/(?:num_output|pad|kernel_size): /g)].map(({ index, 0: { length } }) => index + length);
  let tree = parse(text);
  const times: number[] = [];
  for (let typed = 0; typed < keystrokes; typed++) {
    const start = places[((typed >> 1) * 97) % places.length] ?? 0;
    const [removed, inserted] = typed % 2 === 0 ? [0, '7'] : [1, ''];
    const next = tree.text.slice(0, start) + inserted + tree.text.slice(start + removed);
    times.push(time(() => { tree = reparse(tree, next, { start, oldEnd: start + removed, newEnd: start + inserted.length }); }));
  }
  const warm = times.slice(keystrokes / 4);
  console.log(`a keystroke: median ${milliseconds(quantile(warm, 0.5))}, 99th percentile ${milliseconds(quantile(warm, 0.99))}`);
}

function run(): void {
  if (!existsSync(corpus)) {
    console.log('The collection of nets is not beside this checkout: nothing to measure.');
    return;
  }
  const others = Object.entries(readersOf(readFileSync(join(corpus, schema), 'utf8')));
  const readers: [string, Reader][] = [['atrous', parse], ...others];
  const net = withoutTemplates(readFileSync(join(corpus, longNet), 'utf8'));
  compare(`${net.split('\n').length - 1} lines, ${(net.length / 1000).toFixed(0)} kB`, [net], readers, 45);
  const texts = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.prototxt'))
    .map((path) => withoutTemplates(readFileSync(join(corpus, path), 'utf8')))
    .filter((text) => others.every(([, reader]) => accepts(reader, text)));
  compare(`${texts.length} nets that all accept, ${(texts.reduce((sum, { length }) => sum + length, 0) / 1e6).toFixed(1)} MB`, texts, readers, 12);
  typeInto(net);
}

run();
