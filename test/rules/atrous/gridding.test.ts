/** Stacked holes that leave gaps, with the exact share of columns that are seen. */
import { describe, expect, it } from 'vitest';
import { influenceOn } from '../../../server/src/analysis/influence';
import { documentContext } from '../../../server/src/rules/rules';
import { netsOf } from '../../../server/src/rules/nets';
import { parse } from '../../../server/src/syntax/parser';
import { findings } from './findings';
import { conv, input, layer, pool, resnet, vgg } from './nets';

const code = 'atrous/gridding';

/** 3×3 convolutions with these holes, one after the other. */
const stack = (...holes: number[]): string =>
  [input(97), ...holes.map((hole, index) => conv(`c${index + 1}`, index === 0 ? 'data' : `c${index}`, 8, `kernel_size: 3 pad: ${hole} dilation: ${hole}`))].join('\n');

/** Share of the columns in the field of the last layer that reach it, worked out backwards from the unit. */
function fillBackwards(text: string): number | undefined {
  const [built] = netsOf(documentContext(parse(text)));
  const blob = built?.net.blobs.at(-1);
  return built && blob && influenceOn(built.analysis, blob, { axis: 1, hasBorders: false })?.fill;
}

describe('gridding', () => {
  it.each([
    ['three of rate 2', stack(2, 2, 2), 'c3', '54 % of the columns in its field (7 of 13)'],
    ['rates that double', stack(2, 4, 8), 'c3', '52 % of the columns in its field (15 of 29)'],
    ['a ReLU between', `${input(97)} ${conv('c1', 'data', 8, 'kernel_size: 3 dilation: 2')} ${layer('r', 'ReLU', 'c1')} ${conv('c2', 'r', 8, 'kernel_size: 3 dilation: 2')}`, 'c2', '(5 of 9)'],
    ['on a map of stride 2', `${input(97)} ${conv('s', 'data', 8, 'kernel_size: 3 stride: 2')} ${conv('c1', 's', 8, 'kernel_size: 3 dilation: 4')} ${conv('c2', 'c1', 8, 'kernel_size: 3 dilation: 4')}`, 'c2', '(15 of 35)'],
  ])('%s', (_, text, name, share) => {
    const found = findings(text, code);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(`A unit of \`${name}\` sees`);
    expect(found[0]?.message).toContain(share);
  });

  it.each([[2, 2, 2], [2, 4], [2, 4, 8], [3, 6, 9, 12], [4, 2, 4]])('%i, %i, …: the share equals that found backwards', (...holes) => {
    const text = stack(...holes);
    const [, seen, all] = /\((\d+) of (\d+)\)/.exec(findings(text, code)[0]?.message ?? '') ?? [];
    expect(Number(seen) / Number(all)).toBe(fillBackwards(text));
  });

  it('points at the holes before it', () => {
    expect(findings(stack(2, 4), code)[0]?.related?.map(({ message }) => message)).toEqual(['`c1` has dilation 2.']);
  });

  it.each([
    ['one alone', stack(2)],
    ['no common factor', stack(2, 3)],
    ['growing holes', stack(1, 2, 3)],
    ['a dense kernel after them', `${stack(2, 2)} ${conv('c', 'c2', 8, 'kernel_size: 3 pad: 1')}`],
    ['a pooling after them', `${stack(2, 2)} ${pool('p', 'c2', 'kernel_size: 2 stride: 2')}`],
    ['a path around them', `${stack(2, 2)} ${conv('w', 'data', 8, 'kernel_size: 9 pad: 4')} ${layer('e', 'Eltwise', 'c2 w')}`],
    ['parallel branches', `${input(97)} ${conv('a', 'data', 8, 'kernel_size: 3 pad: 2 dilation: 2')} ${conv('b', 'data', 8, 'kernel_size: 3 pad: 4 dilation: 4')} ${layer('e', 'Eltwise', 'a b')}`],
    ['LargeFOV', vgg()],
    ['ResNet at stride 8', resnet({ stride4: 1, hole4: 'pad: 2 dilation: 2', stride5: 1, hole5: 'pad: 4 dilation: 4' })],
  ])('%s is clean', (_, text) => {
    expect(findings(text, code)).toEqual([]);
  });
});
