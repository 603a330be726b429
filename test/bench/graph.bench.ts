/** Times the graph of a net of 22,054 lines: what the server makes of the text, and what the page's worker makes of the graph, as it is first shown and with all groups open. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ELK from 'elkjs/lib/elk.bundled.js';
import { plainLayout, questionFor } from '../../client/webview/graph/layout';
import { allBoxes, firstExpanded, visibleGraph } from '../../client/webview/graph/visible';
import { graph } from '../../server/src/features/graph/graph';
import { snapshot } from '../features/marked';
import { chain } from '../support/chain';

const file = fileURLToPath(new URL('../../../shared/corpus/mitmul__deeplab-public-ver2/deeplab/voc12/config/deeplab_ResNet101/train.prototxt', import.meta.url));
const rounds = 7;

/** A stand-in of as many boxes where the corpus does not lie beside the checkout. */
const standIn = (): string => chain(321, Array.from({ length: 445 }, (_, index) => `c${Math.floor(index / 12)}_${index}: conv 3 1 1`));

const sizeOf = (): { width: number; height: number } => ({ width: 130, height: 50 });

/** Milliseconds of processor time and on the clock, of the first call and the least of all others. */
async function spent(work: () => unknown): Promise<Record<string, string>> {
  const measured: { processor: number; wall: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const [before, start] = [process.cpuUsage(), performance.now()];
    await work();
    const { user, system } = process.cpuUsage(before);
    measured.push({ processor: (user + system) / 1000, wall: performance.now() - start });
  }
  const [first, ...later] = measured;
  const least = (part: 'processor' | 'wall'): string => Math.min(...later.map((one) => one[part])).toFixed(0);
  return { 'first, processor': first?.processor.toFixed(0) ?? '', 'first, clock': first?.wall.toFixed(0) ?? '', 'later, processor': least('processor'), 'later, clock': least('wall') };
}

const text = existsSync(file) ? readFileSync(file, 'utf8') : standIn();
const document = snapshot(text);
const net = graph(document).content;
if (!net) throw new Error('The text holds no net.');
const elk = new ELK();
const first = firstExpanded(net);
const all = new Set(net.groups.map(({ id }) => id));
const boxes = (expanded: ReadonlySet<string>): number => allBoxes(visibleGraph(net, expanded).boxes).length;

console.log(`${text.split('\n').length - 1} lines, ${net.nodes.length} nodes, ${net.edges.length} edges, ${net.groups.length} groups; ${boxes(first)} boxes at first, ${boxes(all)} in all (milliseconds)`);
console.table({
  'the graph, by the server': await spent(() => graph(document)),
  'what is seen at first': await spent(() => visibleGraph(net, firstExpanded(net))),
  'the plain arrangement of all': await spent(() => plainLayout(visibleGraph(net, all), sizeOf)),
  'the worker, at first': await spent(() => elk.layout(questionFor(visibleGraph(net, first), sizeOf))),
  'the worker, all open': await spent(() => elk.layout(questionFor(visibleGraph(net, all), sizeOf))),
});
