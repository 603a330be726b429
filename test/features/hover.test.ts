import { describe, expect, it } from 'vitest';
import { hover } from '../../server/src/features/hover/hover';
import { formatCount } from '../../server/src/features/numbers';
import { inThreeLayers, marked } from './marked';

const textOf = ({ snapshot, offset }: ReturnType<typeof marked>): string => {
  const contents = hover(snapshot, offset)?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
};

/** The hover without its picture. */
const wordsOf = (place: ReturnType<typeof marked>): string => textOf(place).replace(/data:[^)"]*/g, '');

describe('hover on a layer', () => {
  const card = wordsOf(inThreeLayers('num_output: 16 |kernel_size: 3 pad: 12'));

  it.each([
    ['its name and type', '**fc6** · Convolution'],
    ['its shapes', '1×8×65×65 → 1×16×65×65'],
    ['its receptive field: 2 + 24 + 1', '| Receptive field | 27×27 px of `data`, from −13 |'],
    ['its stride', '| Stride | 1 px |'],
    ['its kernel and hole', '| Kernel | 3×3, hole 12, pad 12 |'],
    ['its parameters: 16·8·9 + 16', '| Parameters | 1,168 (weights 16×8×3×3, bias 16) |'],
    ['its cost: 65²·16·8·9', '| Multiply-adds | 4.87 M |'],
    ['how far it really looks: 4·√((3² − 1)/12 + 12²·(3² − 1)/12)', '| Effective field | ≈ 39×39 px with uniform weights (σ 9.8) |'],
    ['what gridding leaves out: 9 of 27 rows and columns', '| Gridding | only 11 % of the field’s pixels reach it |'],
    ['its memory: 65²·16·4, and at the peak the two maps before it', '| Memory | 270 kB; net’s peak 406 kB, here |'],
    ['a picture in words', 'Kernel of 3×3 taps, hole 12, reaching 25×25 units. A unit sees 27×27 of 65×65 input pixels.'],
  ])('tells %s', (_, expected) => {
    expect(card).toContain(expected);
  });

  it.each(['|name: "fc6"', 'type: "Convol|ution"\n  bottom: "conv1"', 'dilation: 12 |}', '|convolution_param { num_output: 16'])('is there at %s', (mark) => {
    expect(wordsOf(inThreeLayers(mark))).toContain('**fc6** · Convolution');
  });

  it('draws for the colours of the editor', () => {
    const drawn = (theme: 'dark' | 'light'): string => /base64,([^"]*)"/.exec(textOf(inThreeLayers('name: "|fc6"', { presentation: { theme, html: true } })))?.[1] ?? '';
    expect(atob(drawn('dark'))).toMatch(/^<svg .*#1b1f27.*<\/svg>$/s);
    expect(atob(drawn('light'))).toContain('fill="#ffffff"');
  });

  it('sets the picture beside the table where the editor shows HTML', () => {
    const html = wordsOf(inThreeLayers('name: "|fc6"', { presentation: { theme: 'dark', html: true } }));
    expect(html).toMatch(/<table><tr><td><table><tr><td>Shape<.*<code>data<\/code>.*<\/table><\/td><td><img src="" alt="Kernel/);
  });

  it('tells what the picture shows where there is no HTML, and leaves Markdown out where it would be shown as it is', () => {
    const words = textOf(inThreeLayers('name: "|fc6"'));
    expect(words).toMatch(/\n\nKernel of 3×3 taps/);
    expect(words).not.toContain('base64');
    const plain = textOf(inThreeLayers('name: "|fc6"', { presentation: { theme: 'dark', html: false, plain: true } }));
    expect(plain).toMatch(/^fc6 · Convolution\n\nShape: 1×8×65×65 → 1×16×65×65\nReceptive field: /);
    expect(plain).not.toMatch(/\*\*|`|\|/);
  });

  it('says how to go on behind an unknown layer', () => {
    expect(wordsOf(marked('layer { name: "x" type: "Mist|ery" bottom: "data" top: "x" }'))).toContain('# atrous: shape BLOB=');
  });
});

describe('hover on what is under the cursor', () => {
  it.each([
    ['a field', inThreeLayers('num_|output: 16'), '**num_output** · uint32'],
    ['a bottom', inThreeLayers('bottom: "con|v1"\n  top: "fc6"'), '**conv1** · 1×8×65×65\n\nwritten by `relu1`, read by `fc6`'],
    ['an input', inThreeLayers('input: "da|ta"'), '**data** · 1×3×65×65\n\ninput of the net, read by `conv1`'],
    ['a value of an enum', marked('layer { type: "Pooling" pooling_param { pool: M|AX } }'), '**MAX** = 0 · PoolingParameter.PoolMethod'],
    ['a value of an enum by its number', marked('layer { type: "Pooling" pooling_param { pool: 1| } }'), '**AVE** = 1 · PoolingParameter.PoolMethod'],
    ['a filler', marked('layer { type: "Convolution" convolution_param { weight_filler { type: "ms|ra" } } }'), '**msra** · Normal values'],
    ['a template in a name', marked('# atrous: define EXP=voc12\nlayer { type: "ReLU" bottom: "a_${E|XP}" top: "b" }'), '**${EXP}** · is `voc12` here'],
    ['a bare word without a value', marked('layer { type: "Convolution" convolution_param { num_output: cls|3x } }'), 'define cls3x='],
    ['a template without a value', marked('layer { type: "Convolution" convolution_param { num_output: ${NUM_|LABELS} } }'), 'define NUM_LABELS='],
    ['a parameter that two layers share', marked('layer { name: "a" type: "InnerProduct" param { name: "w" } } layer { name: "b" type: "InnerProduct" param { name: "w|" } }'), '**w** · shared by `a` and `b`'],
    ['a parameter as V1 names it', marked('layers { name: "a" type: INNER_PRODUCT param: "w|" } layers { name: "b" type: INNER_PRODUCT param: "w" }'), '**w** · shared by `a` and `b`'],
    ['a parameter of one layer', marked('layer { name: "a" type: "InnerProduct" param { name: "w|" } }'), '**w** · not shared: no other layer'],
    ['the comment that gives a value', marked('# atrous: def|ine N=21\nlayer { type: "ReLU" }'), '**${N}** · is `21` here\n\n**define** · A value for'],
    ['the comment that states the dialect', marked('# atrous: dialect=deep|lab-v2\nlayer { type: "ReLU" }'), '**DeepLab v2** · '],
    ['the comment that states a shape', marked('layer { type: "ReLU"\n# atrous: sha|pe x=1x3\n}'), '**shape** · The shape of a blob'],
    ['a template with one', marked('# atrous: define NUM_LABELS=21\nlayer { type: "Convolution" convolution_param { num_output: ${NUM_|LABELS} } }'), 'is `21` here'],
  ])('%s', (_, place, expected) => {
    expect(wordsOf(place)).toContain(expected);
  });

  it('has nothing to say between blocks', () => {
    expect(textOf(marked('name: "net"\n|\nlayer { }'))).toBe('');
  });
});

it.each([[950, '950'], [4_719_616, '4.72 M'], [19_939_819_520, '19.9 G'], [20_000, '20 k']])('%d reads %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

describe('hover on a schedule', () => {
  const steps = 'net: "a"\nbase_lr: 0.1 lr_policy: "multistep" gamma: 0.1 stepvalue: 500 stepvalue: 800 max_iter: 1000';

  it.each([
    ['a rate that never changes', 'base_lr: 0.1\nlr_po|licy: "fixed"\nmax_iter: 9', ['| From iteration 0 | 0.1 |', 'The learning rate stays at 0.1.']],
    ['the rate after each step', steps.replace('lr_policy', 'lr_po|licy'), ['| From iteration 0 | 0.1 |', '| From iteration 500 | 0.01 |', '| From iteration 800 | 0.001 |', 'The learning rate falls from 0.1 to 0.001.']],
    ['a curve that falls all the time at a few places', 'net: "a"\nbase_lr: 1 lr_policy: "po|ly" power: 1 max_iter: 1000', ['`base_lr · (1 - iter / max_iter) ^ power`', '| From iteration 250 | 0.75 |', '| From iteration 1,000 | 0 |']],
    ['the field too', steps.replace('gamma', 'ga|mma'), ['**gamma** · float', '**Learning rate**']],
  ])('tells %s', (_, text, expected) => {
    const card = wordsOf(marked(text));
    for (const part of expected) expect(card).toContain(part);
  });

  it.each(['net: "|a"\nbase_lr: 1 lr_policy: "fixed" max_iter: 9', 'net: "a"\nbase_lr: ${|X} lr_policy: "fixed" max_iter: 9'])('has nothing of it in %j', (text) => {
    expect(wordsOf(marked(text))).not.toContain('Learning rate');
  });
});
