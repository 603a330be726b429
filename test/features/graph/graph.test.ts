/** The graph of a net: what is folded, what is joined, and how names make groups. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { graph } from '../../../server/src/features/graph/graph';
import { groupByName } from '../../../server/src/features/graph/groups';
import type { NetGraph } from '../../../server/src/protocol/graph';
import { shared } from '../../support/shared';
import { snapshot, threeLayers } from '../marked';

const graphOfText = (text: string): NetGraph => {
  const { content } = graph(snapshot(text));
  if (!content) throw new Error('The text holds no net.');
  return content;
};

const edgesByName = ({ nodes, edges }: NetGraph): string[] => edges.map(({ from, to, blob, shape }) => `${nodes[from]?.name} → ${nodes[to]?.name}: ${blob} ${shape}`);

const input = 'input: "data" input_shape { dim: 1 dim: 3 dim: 9 dim: 9 }\n';
const layer = (name: string, type: string, bottom: string, top = name): string => `layer { name: "${name}" type: "${type}" bottom: "${bottom}" top: "${top}" }\n`;

describe('the graph of a net', () => {
  it('folds what works in place into the layer that made its blob', () => {
    const { nodes } = graphOfText(threeLayers);
    expect(nodes.map(({ name, folded }) => [name, ...folded.map((part) => part.name)])).toEqual([['data'], ['conv1', 'relu1'], ['fc6']]);
  });

  it('tells category, line, geometry, shape and field of each layer', () => {
    expect(graphOfText(threeLayers).nodes[2]).toMatchObject({
      id: 2, type: 'Convolution', category: 'convolution', line: 15, geometry: '3×3, hole 12', shape: '1×16×65×65', field: '27×27', fieldStride: '1', parameters: 1168,
    });
  });

  it('joins layers by blobs with their shapes', () => {
    expect(edgesByName(graphOfText(threeLayers))).toEqual(['data → conv1: data 1×3×65×65', 'conv1 → fc6: conv1 1×8×65×65']);
  });

  it('does not fold where the blob is read before it is changed', () => {
    const text = `${input}${layer('a', 'TanH', 'data')}${layer('b', 'TanH', 'a')}${layer('r', 'ReLU', 'a', 'a')}${layer('c', 'TanH', 'a')}`;
    expect(edgesByName(graphOfText(text))).toEqual(['data → a: data 1×3×9×9', 'a → b: a 1×3×9×9', 'a → r: a 1×3×9×9', 'r → c: a 1×3×9×9']);
  });

  it('tells that a text is broken, and that a text holds no net', () => {
    expect(graph(snapshot(`${threeLayers}layer {`)).isBroken).toBe(true);
    expect(graph(snapshot('base_lr: 0.1')).content).toBeNull();
  });
});

describe('groups', () => {
  /** Each name with the labels of its groups, outermost first. */
  function grouped(names: readonly string[]): string[] {
    const { groups, groupOf } = groupByName(names);
    const pathOf = (id: string | undefined): string[] => {
      const group = groups.find((candidate) => candidate.id === id);
      return group ? [...pathOf(group.parent), group.label] : [];
    };
    return names.map((name, position) => [...pathOf(groupOf[position]), name].join(' > '));
  }

  it.each<[string, string[], string[]]>([
    ['stages', ['conv4_1', 'conv4_2', 'pool4', 'fc6'], ['conv4 > conv4_1', 'conv4 > conv4_2', 'conv4 > pool4', 'fc6']],
    [
      'blocks of stages', ['res4a_branch1', 'bn4a_branch1', 'res4a', 'res4b1_branch2a', 'scale4b1_branch2a', 'res4b1', 'pool5'],
      ['res4 > res4a > res4a_branch1', 'res4 > res4a > bn4a_branch1', 'res4 > res4a > res4a', 'res4 > res4b1 > res4b1_branch2a', 'res4 > res4b1 > scale4b1_branch2a', 'res4 > res4b1 > res4b1', 'pool5'],
    ],
    [
      'paths', ['inception_3a/1x1', 'inception_3a/3x3', 'inception_3a/output', 'inception_3b/1x1', 'inception_3b/output'],
      ['inception > inception_3a > inception_3a/1x1', 'inception > inception_3a > inception_3a/3x3', 'inception > inception_3a > inception_3a/output', 'inception > inception_3b/1x1', 'inception > inception_3b/output'],
    ],
    ['nothing alike', ['data', 'label', 'loss'], ['data', 'label', 'loss']],
    ['nothing that is interrupted', ['conv4_1', 'data', 'conv4_2'], ['conv4_1', 'data', 'conv4_2']],
    [
      'branches', ['conv1_x', 'pool1_x', 'conv2_x', 'pool2_x', 'conv3_x', 'pool3_x', 'loss'],
      ['…_x > conv1 > conv1_x', '…_x > conv1 > pool1_x', '…_x > conv2 > conv2_x', '…_x > conv2 > pool2_x', '…_x > conv3 > conv3_x', '…_x > conv3 > pool3_x', 'loss'],
    ],
    ['names without a token', ['', '_', 'a'], ['', '_', 'a']],
  ])('%s', (_, names, expected) => {
    expect(grouped(names)).toEqual(expected);
  });

  it('names each group once', () => {
    const { groups } = groupByName(['conv1_1', 'conv1_2', 'x', 'conv1_3', 'conv1_4']);
    expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
  });
});

describe('every edge and group of large nets', () => {
  const path = shared && join(shared, 'corpus', 'mitmul__deeplab-public-ver2', 'deeplab', 'voc12', 'config', 'deeplab_ResNet101', 'train.prototxt');

  it('stands for nodes that are there', () => {
    const net = graphOfText(path && existsSync(path) ? readFileSync(path, 'utf8') : threeLayers);
    const groups = new Set(net.groups.map(({ id }) => id));
    expect(net.nodes.every(({ group }) => group === undefined || groups.has(group))).toBe(true);
    expect(net.edges.every(({ from, to }) => net.nodes[from]?.id === from && net.nodes[to]?.id === to)).toBe(true);
    expect(net.groups.every(({ parent }, at) => parent === undefined || net.groups.findIndex(({ id }) => id === parent) < at)).toBe(true);
  });
});
