/** Times the analysis of a net of 22,054 lines (1,369 layers) from its tree: from nothing, and after an edit of one layer. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { analyze } from '../../server/src/analysis/analyze';
import type { Analysis } from '../../server/src/analysis/analysis';
import { buildNet, readNet, type BuiltNet, type NetOptions } from '../../server/src/net/build-net';
import { inferDialect } from '../../server/src/schema/dialect';
import { parse } from '../../server/src/syntax/parser';
import { reparse, type TextChange } from '../../server/src/syntax/reparse';
import { chain } from '../support/chain';

const file = fileURLToPath(new URL('../../../shared/corpus/mitmul__deeplab-public-ver2/deeplab/voc12/config/deeplab_ResNet101/train.prototxt', import.meta.url));
const rounds = 60;

/** A stand-in of as many layers where the corpus does not lie beside the checkout. */
const standIn = (): string => chain(321, Array.from({ length: 1369 }, (_, index) => `c${index}: ${['conv 3 1 1', 'relu', 'conv 1', 'relu'][index % 4] ?? 'relu'}`));

const text = existsSync(file) ? readFileSync(file, 'utf8') : standIn();
const options: NetOptions = { phase: 'TRAIN', dialect: inferDialect(parse(text)).dialect };

/** Milliseconds on the clock, and of processor time: on a busy machine the first is the larger. */
interface Spent {
  wall: number;
  processor: number;
}

function timed(work: () => void): Spent {
  const before = process.cpuUsage();
  const start = performance.now();
  work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1000 };
}

function report(what: string, times: readonly Spent[], target: number): void {
  const figures = (['wall', 'processor'] as const).map((clock) => {
    const sorted = times.map((spent) => spent[clock]).toSorted((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(2);
    return `${clock} median ${at(0.5)} ms, fastest ${at(0)} ms`;
  });
  console.log(`${what}: ${figures.join('; ')} (at most ${target} ms wanted)`);
}

interface Analyzed {
  built: BuiltNet;
  analysis: Analysis;
}

/** Net and analysis of a tree; from `earlier`, those before an edit, is kept what the server keeps. */
function both(tree: ReturnType<typeof parse>, earlier?: Analyzed): Analyzed {
  const built = readNet(tree, options).build(options.phase, earlier?.built.wiring);
  return { built, analysis: analyze(built.net, earlier && { previous: earlier.analysis }) };
}

/** From a tree of which nothing is known yet. */
function fromNothing(): void {
  const times = Array.from({ length: rounds }, () => {
    const tree = parse(text);
    return timed(() => void both(tree));
  });
  report('from a parsed tree', times.slice(rounds / 3), 30);
}

/** Writes ever other numbers in place of the `pattern`'s first group, so that no result can be an earlier one's. */
function afterEdits(what: string, pattern: RegExp): void {
  const found = pattern.exec(text);
  if (found?.[1] === undefined) return;
  const start = found.index + found[0].lastIndexOf(found[1]);
  let before = found[1];
  let tree = parse(text);
  let analyzed = both(tree);
  const times: Spent[] = [];
  for (let round = 0; round < rounds * 4; round++) {
    const after = String(round + 2);
    const change: TextChange = { start, oldEnd: start + before.length, newEnd: start + after.length };
    tree = reparse(tree, tree.text.slice(0, change.start) + after + tree.text.slice(change.oldEnd), change);
    times.push(timed(() => { analyzed = both(tree, analyzed); }));
    before = after;
  }
  report(what, times.slice(rounds), 3);
}

console.log(`${text.split('\n').length} lines, ${buildNet(parse(text), options).net.layers.length} layers`);
fromNothing();
afterEdits('after a new learning rate in the middle', /name: "res4b11_branch2b"[\s\S]*?lr_mult: (\d)/);
afterEdits('after a new hole in the middle', /name: "res4b11_branch2b"[\s\S]*?dilation: (\d)/);
afterEdits('after a new width at the start', /num_output: (\d+)/);
