/** What the worker that lays graphs out is asked, and what it is not. */
import { describe, expect, it } from 'vitest';
import { LayoutWorker, type Elk } from '../../client/webview/graph/layout-worker';
import { visibleGraph, type VisibleGraph } from '../../client/webview/graph/visible';
import { graph } from '../../server/src/features/graph/graph';
import { snapshot } from '../features/marked';

function graphOf(...names: string[]): VisibleGraph {
  const { content } = graph(snapshot(`input: "data"\n${names.map((name) => `layer { name: "${name}" type: "TanH" bottom: "data" top: "${name}" }`).join('\n')}`));
  if (!content) throw new Error('The text holds no net.');
  return visibleGraph(content, new Set());
}

const sizeOf = (): { width: number; height: number } => ({ width: 100, height: 40 });

/** A worker that answers when it is told to. */
function slowWorker(): { worker: LayoutWorker; asked: number[]; ended: () => number; answer: () => void } {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  let ended = 0;
  const layout = ((question) => new Promise((resolve) => {
    asked.push(question.children?.length ?? 0);
    waiting.push(() => resolve({ ...question, width: asked.length, height: 1 } as never));
  })) as Elk['layout'];
  const worker = new LayoutWorker(() => Promise.resolve({ layout, terminateWorker: () => { ended++; } }));
  return { worker, asked, ended: () => ended, answer: () => waiting.shift()?.() };
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the worker', () => {
  it('is asked one thing at a time, and of what waits the last alone', async () => {
    const { worker, asked, answer } = slowWorker();
    const first = worker.layout(graphOf('a'), sizeOf);
    await soon();
    const others = [graphOf('a', 'b'), graphOf('a', 'b', 'c')].map((seen) => worker.layout(seen, sizeOf));
    await soon();
    expect(asked).toEqual([2]);
    answer();
    await soon();
    expect(asked).toEqual([2, 4]);
    answer();
    expect((await Promise.all([first, ...others])).map((layout) => layout?.width)).toEqual([undefined, undefined, 2]);
  });

  it('is not asked again for what it has laid out', async () => {
    const { worker, asked, answer } = slowWorker();
    const first = worker.layout(graphOf('a'), sizeOf);
    await soon();
    answer();
    await first;
    expect(await worker.layout(graphOf('z'), sizeOf)).toBe(await first);
    expect(asked).toEqual([2]);
  });

  it('is ended when it is told to stop, and another one takes its place', async () => {
    const { worker, ended, answer } = slowWorker();
    const given = worker.layout(graphOf('a'), sizeOf);
    await soon();
    worker.stop();
    expect(await given).toBeUndefined();
    expect(ended()).toBe(1);
    const next = worker.layout(graphOf('a', 'b'), sizeOf);
    await soon();
    answer();
    answer();
    expect((await next)?.width).toBe(2);
  });
});
