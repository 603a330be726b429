/** Reading messages with defaults, variables and repeated fields, one fact a row. */
import { describe, expect, it } from 'vitest';
import { Fields } from '../../server/src/schema/fields';
import { parse } from '../../server/src/syntax/parser';

const convolution = (text: string, variables: Record<string, string> = {}): Fields =>
  new Fields(parse(text).root, 'ConvolutionParameter', new Map(Object.entries(variables)));

describe('numbers', () => {
  it.each<[string, Record<string, string>, string, number | string]>([
    ['num_output: 64', {}, 'num_output', 64],
    ['', {}, 'num_output', 0],
    ['', {}, 'group', 1],
    ['group: 2 group: 4', {}, 'group', 4],
    ['num_output: ${NUM_LABELS}', {}, 'num_output', 'NUM_LABELS'],
    ['num_output: ${NUM_LABELS}', { NUM_LABELS: '21' }, 'num_output', 21],
    ['num_output: cls3x', {}, 'num_output', 'cls3x'],
    ['num_output: "64"', {}, 'num_output', '?'],
    ['num_output { }', {}, 'num_output', '?'],
    ['num_output:', {}, 'num_output', 0],
    ['hole: 12', {}, 'hole', 12],
  ])('%s with %o: %s', (text, variables, name, expected) => {
    expect(convolution(text, variables).number(name)).toBe(expected);
  });

  it.each<[string, (number | string)[]]>([
    ['', []],
    ['kernel_size: 3', [3]],
    ['kernel_size: 3 kernel_size: 5', [3, 5]],
    ['kernel_size: [3, 5] kernel_size: 7', [3, 5, 7]],
    ['kernel_size: [3, ${K}]', [3, 'K']],
  ])('all of %s', (text, expected) => {
    expect(convolution(text).numbers('kernel_size')).toEqual(expected);
  });
});

describe('text, truth and choice', () => {
  const layer = (text: string): Fields => new Fields(parse(text).root, 'LayerParameter', new Map([['ID', '7']]));

  it.each<[string, unknown, unknown]>([
    ['strings', layer('name: "conv${ID}"').text('name'), 'conv7'],
    ['unknown variables stay', layer('name: "${NET}_1"').text('name'), '${NET}_1'],
    ['no string is the empty string', layer('').text('name'), ''],
    ['repeated strings', layer('bottom: "a" bottom: ["b", "c"]').texts('bottom'), ['a', 'b', 'c']],
    ['a default string', new Fields(undefined, 'FillerParameter').text('type'), 'constant'],
    ['a default truth', new Fields(undefined, 'ConvolutionParameter').flag('bias_term'), true],
    ['a written truth', convolution('bias_term: 0').flag('bias_term'), false],
    ['repeated truths', layer('propagate_down: true propagate_down: f').flags('propagate_down'), [true, false]],
    ['a default choice', layer('').message('pooling_param').choice('pool'), 'MAX'],
    ['a choice by number', layer('pooling_param { pool: 1 }').message('pooling_param').choice('pool'), 'AVE'],
    ['a choice without default', layer('').choice('phase'), 'TRAIN'],
    ['messages', layer('param { lr_mult: 1 } param { lr_mult: 2 }').messages('param').map((each) => each.number('lr_mult')), [1, 2]],
    ['blocks of a field that takes none', new Fields(parse('param { name: "shared" } param: "w"').root, 'V1LayerParameter').messages('param'), []],
    ['presence', layer('top: "x"').has('top') && !layer('top: "x"').has('bottom'), true],
    ['absence by an empty list', layer('top: []').has('top'), false],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  it('knows where values stand', () => {
    const text = 'top: "x" top: ["y", "z"]';
    const fields = new Fields(parse(text).root, 'LayerParameter');
    expect(fields.nodes('top')).toHaveLength(2);
    expect(fields.scalars('top').map(({ start, end }) => text.slice(start, end))).toEqual(['"x"', '"y"', '"z"']);
    expect(fields.node('bottom')).toBeUndefined();
  });

  it('a field that no dialect has is a bug in the caller', () => {
    expect(() => layer('').number('kernal')).toThrow('LayerParameter.kernal');
  });
});
