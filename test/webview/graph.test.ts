/** What the graph's page shows of a net while groups are open or closed, and how one gets about in it. */
import { describe, expect, it } from 'vitest';
import { plainLayout } from '../../client/webview/graph/layout';
import { neighbour, nodeAtLine, search } from '../../client/webview/graph/navigation';
import { allBoxes, firstExpanded, groupsAround, visibleGraph, type VisibleGraph } from '../../client/webview/graph/visible';
import { graph } from '../../server/src/features/graph/graph';
import type { NetGraph } from '../../server/src/protocol/graph';
import { snapshot, threeLayers } from '../features/marked';

const layer = (name: string, bottom: string, type = 'TanH', top = name): string => `layer { name: "${name}" type: "${type}" bottom: "${bottom}" top: "${top}" }\n`;

/** Two blocks in a stage, then a layer of its own; the first block has two branches. */
const text = `input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }
${layer('res2a_left', 'data')}${layer('res2a_right', 'data')}layer { name: "res2a" type: "Eltwise" bottom: "res2a_left" bottom: "res2a_right" top: "res2a" }
${layer('res2b_one', 'res2a')}${layer('res2b_two', 'res2b_one')}${layer('res2b', 'res2b_two')}${layer('relu', 'res2b', 'ReLU', 'res2b')}${layer('score', 'res2b')}`;

function netOf(source: string): NetGraph {
  const { content } = graph(snapshot(source));
  if (!content) throw new Error('The text holds no net.');
  return content;
}

const net = netOf(text);
const groupNamed = (label: string): string => net.groups.find((group) => group.label === label)?.id ?? '';

const named = ({ boxes, links }: VisibleGraph): { boxes: string[]; links: string[] } => {
  const names = new Map(allBoxes(boxes).map(({ id, node, group }) => [id, node?.name ?? `[${group?.label}]`]));
  return { boxes: [...names.values()], links: links.map(({ from, to }) => `${names.get(from)} → ${names.get(to)}`) };
};

describe('what is seen', () => {
  it('is one box for a closed group, with the links that cross its border', () => {
    expect(named(visibleGraph(net, new Set()))).toEqual({ boxes: ['data', '[res2]', 'score'], links: ['data → [res2]', '[res2] → score'] });
  });

  it('is what an open group holds', () => {
    expect(named(visibleGraph(net, new Set([groupNamed('res2')])))).toEqual({
      boxes: ['data', '[res2]', '[res2a]', '[res2b]', 'score'], links: ['data → [res2a]', '[res2a] → [res2b]', '[res2b] → score'],
    });
  });

  it('is all layers where all groups are open, those in place folded', () => {
    const { boxes, links } = named(visibleGraph(net, new Set(net.groups.map(({ id }) => id))));
    expect(boxes.filter((name) => !name.startsWith('['))).toEqual(net.nodes.map(({ name }) => name));
    expect(links).toHaveLength(net.edges.length);
    expect(boxes).not.toContain('relu');
  });

  it('does not open an inner group of a closed one', () => {
    expect(named(visibleGraph(net, new Set([groupNamed('res2a')]))).boxes).toEqual(['data', '[res2]', 'score']);
  });

  it('is open at first as far as there is room', () => {
    expect(firstExpanded(net)).toEqual(new Set(net.groups.map(({ id }) => id)));
    const long = netOf(`input: "data" input_dim: 1 input_dim: 1 input_dim: 1 input_dim: 1\n${Array.from({ length: 200 }, (_, at) => layer(`conv${1 + Math.floor(at / 20)}_${at}`, 'data')).join('')}`);
    const count = allBoxes(visibleGraph(long, firstExpanded(long)).boxes).length;
    expect(count).toBeGreaterThan(11);
    expect(count).toBeLessThanOrEqual(60);
  });
});

describe('the plain arrangement', () => {
  const visible = visibleGraph(net, new Set(net.groups.map(({ id }) => id)));
  const layout = plainLayout(visible, () => ({ width: 100, height: 40 }));

  it('has every layer below those that it reads, and none above another', () => {
    for (const { from, to } of visible.links) expect(layout.places.get(to)?.y).toBeGreaterThan(layout.places.get(from)?.y ?? Infinity);
    const spots = [...layout.places.values()];
    const overlaps = spots.filter((a) => spots.some((b) => a !== b && a.y === b.y && Math.abs(a.x - b.x) < 100));
    expect(overlaps).toEqual([]);
  });

  it('leads from box to box', () => {
    const id = (name: string): string => `n${net.nodes.find((node) => node.name === name)?.id}`;
    expect(neighbour(visible, layout, undefined, 'below')).toBe(id('data'));
    expect(neighbour(visible, layout, id('res2a_left'), 'right')).toBe(id('res2a_right'));
    expect(neighbour(visible, layout, id('res2a_left'), 'below')).toBe(id('res2a'));
    expect(neighbour(visible, layout, id('score'), 'above')).toBe(id('res2b'));
    expect(neighbour(visible, layout, id('score'), 'below')).toBeUndefined();
  });
});

describe('finding', () => {
  const three = netOf(threeLayers);

  it.each([[0, 'data'], [4, 'conv1'], [11, 'conv1'], [16, 'fc6'], [99, 'fc6']])('has the layer of line %d: %s', (line, name) => {
    expect(three.nodes[nodeAtLine(three, line) ?? -1]?.name).toBe(name);
  });

  it.each([['conv', ['conv1', 'fc6']], ['relu', ['conv1']], ['fc CONV', ['fc6']], ['nowhere', []]])('"%s" finds %j', (words, expected) => {
    expect(search(three, words).map((id) => three.nodes[id]?.name)).toEqual(expected);
  });

  it('tells the groups around a layer, outermost first', () => {
    const node = net.nodes.find(({ name }) => name === 'res2b_one');
    expect(node && groupsAround(net, node)).toEqual([groupNamed('res2'), groupNamed('res2b')]);
  });
});
