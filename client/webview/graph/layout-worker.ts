/** The worker that places boxes and links: one question at a time, of those that wait the last one alone, what it was asked before at once. */
import ElkConstructor, { type ELK, type ElkNode } from 'elkjs/lib/elk-api.js';
import { questionFor, readLayout, type Layout, type Size } from './layout';
import type { Box, VisibleGraph } from './visible';

/** A question that has run for this long, in milliseconds, is given up where another one waits. */
const patience = 2500;

/** How many layouts are kept: those of groups that are opened and closed again. */
const kept = 12;

/** What the worker is at. */
interface Running {
  since: number;
  answer: Promise<Layout | undefined>;
  /** Makes the answer undefined. */
  giveUp(): void;
}

export type Elk = Pick<ELK, 'layout' | 'terminateWorker'>;

/** @param address the worker's script: pages may not start a worker from an address of another origin, so it is read first */
export async function startElk(address: string): Promise<Elk> {
  const response = await fetch(address);
  const script = URL.createObjectURL(await response.blob());
  return new ElkConstructor({ workerFactory: () => new Worker(script) });
}

export class LayoutWorker {
  private elk: Promise<Elk> | undefined;
  private latest = 0;
  private running: Running | undefined;
  private readonly answers = new Map<string, Layout>();

  constructor(private readonly start: () => Promise<Elk>) {}

  /** Loads the script while the page waits for its net. */
  warmUp(): void {
    this.elk ??= this.start();
    // Whoever asks for a layout learns of it.
    this.elk.catch(() => undefined);
  }

  /** Gives up what is asked: its answer is undefined. */
  stop(): void {
    this.latest++;
    this.end();
  }

  private end(): void {
    this.running?.giveUp();
    this.running = undefined;
    void this.elk?.then((elk) => elk.terminateWorker());
    this.elk = undefined;
  }

  /** Undefined where a later call or `stop` has made this one needless. @throws if ELK cannot lay it out */
  async layout(graph: VisibleGraph, sizeOf: (box: Box) => Size): Promise<Layout | undefined> {
    const question = questionFor(graph, sizeOf);
    const key = JSON.stringify(question);
    const known = this.answers.get(key);
    const number = ++this.latest;
    if (known) return known;
    await this.becomesFree(number);
    if (number !== this.latest) return undefined;
    const answer = await this.ask(question);
    if (!answer) return undefined;
    this.keep(key, answer);
    return number === this.latest ? answer : undefined;
  }

  /** Waits for the worker, as long as it has patience, and while no other question comes. */
  private async becomesFree(number: number): Promise<void> {
    while (this.running && number === this.latest) {
      const { running } = this;
      await Promise.race([running.answer.catch(() => undefined), pause(running.since + patience - performance.now())]);
      if (number === this.latest && this.running === running) this.end();
    }
  }

  private async ask(question: ElkNode): Promise<Layout | undefined> {
    this.warmUp();
    const { elk } = this;
    let giveUp = (): void => undefined;
    const answer = new Promise<Layout | undefined>((resolve, reject) => {
      giveUp = () => resolve(undefined);
      elk?.then((worker) => worker.layout(question)).then((placed) => resolve(readLayout(placed)), reject);
    });
    const running: Running = { since: performance.now(), answer, giveUp };
    this.running = running;
    try {
      return await answer;
    } finally {
      if (this.running === running) this.running = undefined;
    }
  }

  private keep(key: string, answer: Layout): void {
    this.answers.set(key, answer);
    const [oldest] = this.answers.keys();
    if (this.answers.size > kept && oldest !== undefined) this.answers.delete(oldest);
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
