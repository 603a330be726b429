/**
 * Times what the language server does in a net of 22,054 lines: opening it to complete diagnostics in a process that
 * has just started, each keystroke to updated diagnostics, what else an editor asks for then, and how much memory is held
 * after 10,000 keystrokes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { diagnostics } from '../../server/src/features/diagnostics';
import { createDocuments, type Documents } from '../../server/src/workspace/documents';
import { compileLate } from '../../server/src/workspace/compile-late';
import { warmUp } from '../../server/src/workspace/warm-up';
import { editsOf, keystrokes as keystrokeKinds, pastes, seeded, type Edit } from './language/edits';
import { features } from './language/features';

const file = fileURLToPath(new URL('../../../shared/corpus/mitmul__deeplab-public-ver2/deeplab/voc12/config/deeplab_ResNet101/train.prototxt', import.meta.url));
const uri = 'file:///train.prototxt';
const settings = { phase: 'TEST', presentation: { theme: 'dark', html: false } } as const;

const openings = 9;
const unmeasured = 120;
const keystrokes = 1800;
const pasted = 60;
const asked = 200;
const longRun = 10_000;

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
};

/** Milliseconds on the clock, and of processor time of all threads: on a busy machine the first is the larger. */
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

/** What the server does from a text to what it sends. */
function open(text: string): Documents {
  const documents = createDocuments(() => undefined);
  documents.open({ uri, languageId: 'prototxt', version: 1, text }, settings);
  publish(documents);
  return documents;
}

function publish(documents: Documents): number {
  const snapshot = documents.get(uri);
  return snapshot === undefined ? 0 : diagnostics(snapshot).length;
}

/** Types edits one after another, each taken back by the next. */
function type(documents: Documents, next: () => Edit, count: number, each: (kind: string, spent: Spent) => void): void {
  for (let typed = 0; typed < count; typed += 2) {
    const { kind, apply, takeBack } = next();
    for (const [offset, change] of [apply, takeBack].entries()) {
      each(kind, timed(() => {
        documents.change(uri, typed + offset + 2, [change]);
        publish(documents);
      }));
    }
  }
}

/** Runs this file in a process of its own. */
const inProcess = (mode: string): string => execFileSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), mode], { encoding: 'utf8' });

/** `--open`: once, in a server that has just started. */
function reportOpening(text: string): void {
  compileLate();
  const start = timed(warmUp);
  console.log(JSON.stringify({ start, opening: timed(() => open(text)) }));
}

/** `--memory`: megabytes of the heap after some edits, and after many. */
function reportMemory(text: string): void {
  compileLate();
  const documents = open(text);
  const next = editsOf(text, seeded(3));
  const held = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  type(documents, next, longRun / 20, () => undefined);
  const early = held();
  type(documents, next, longRun, () => undefined);
  console.log(JSON.stringify({ early, late: held() }));
}

function reportAll(text: string): void {
  const opened = Array.from({ length: openings }, () => JSON.parse(inProcess('--open')) as { start: Spent; opening: Spent });
  console.log(`${text.split('\n').length - 1} lines, ${publish(open(text))} diagnostics`);
  console.log(`\nopening as the first document, of ${openings} processes (goal: 250 ms)`);
  console.table({
    'the server\'s warm-up': row(opened.map(({ start }) => start.wall)),
    'on the clock': row(opened.map(({ opening }) => opening.wall)),
    'processor, all threads': row(opened.map(({ opening }) => opening.processor)),
  });
  reportKeystrokes(text);
  const { early, late } = JSON.parse(inProcess('--memory')) as { early: number; late: number };
  console.log(`\nheap: ${early.toFixed(1)} MB after ${longRun / 20} edits, ${late.toFixed(1)} MB after ${longRun} more: ${(late / early).toFixed(3)} times as much (goal: 1.1)`);
}

const row = (values: readonly number[]): Record<string, string> =>
  ({ least: quantile(values, 0).toFixed(1), median: quantile(values, 0.5).toFixed(1), '99 %': quantile(values, 0.99).toFixed(1), most: quantile(values, 1).toFixed(1) });

function reportKeystrokes(text: string): void {
  compileLate();
  const documents = open(text);
  type(documents, editsOf(text, seeded(7)), unmeasured, () => undefined);
  reportEdits(`keystroke to diagnostics, ${keystrokes} edits (goal: median 8 ms, 99 % within 16 ms)`, documents, editsOf(text, seeded(8), keystrokeKinds), keystrokes);
  reportEdits('pasting and undoing, to diagnostics', documents, editsOf(text, seeded(9), pastes), pasted);
  reportFeatures(documents, editsOf(text, seeded(10)));
}

function reportEdits(title: string, documents: Documents, next: () => Edit, count: number): void {
  const byKind = new Map<string, Spent[]>();
  const all: Spent[] = [];
  type(documents, next, count, (kind, spent) => {
    byKind.set(kind, [...(byKind.get(kind) ?? []), spent]);
    all.push(spent);
  });
  console.log(`\n${title}; at the left on the clock, at the right processor time of all threads`);
  console.table(Object.fromEntries([['all', all] as const, ...byKind].map(([kind, spent]) => [kind, {
    ...row(spent.map(({ wall }) => wall)),
    'median, processor': quantile(spent.map(({ processor }) => processor), 0.5).toFixed(1),
    '99 %, processor': quantile(spent.map(({ processor }) => processor), 0.99).toFixed(1),
  }])));
}

/** After each edit, asks for everything that an editor shows. */
function reportFeatures(documents: Documents, next: () => Edit): void {
  const times = new Map<string, number[]>();
  const sizes = new Map<string, number>();
  const together: number[] = [];
  type(documents, next, asked, () => {
    const snapshot = documents.get(uri);
    if (!snapshot) return;
    const spent = Object.entries(features).map(([name, answer]) => {
      let answered: unknown;
      const { wall } = timed(() => { answered = answer(snapshot); });
      times.set(name, [...(times.get(name) ?? []), wall]);
      sizes.set(name, JSON.stringify(answered).length / 1000);
      return wall;
    });
    together.push(spent.reduce((sum, wall) => sum + wall, 0));
  });
  console.log(`\nwhat else is asked for after an edit, ${asked} edits (goal: 16 ms together)`);
  console.table({
    ...Object.fromEntries([...times].map(([name, values]) => [name, { ...row(values), 'answer, kB': sizes.get(name)?.toFixed(0) }])),
    together: row(together),
  });
}

/** What a part of the bench is called on the command line. */
const modes: Readonly<Record<string, (text: string) => void>> = { '--open': reportOpening, '--memory': reportMemory, '--keystrokes': reportKeystrokes };

if (existsSync(file)) (modes[process.argv[2] ?? ''] ?? reportAll)(readFileSync(file, 'utf8'));
else console.log(`The large net is not there: ${file}`);
