/** Random classification nets built as the known ones are: stages of plain, residual, inception and dense blocks, each begun by a stride. */
import fc from 'fast-check';
import { conv, input, layer, pool } from '../rules/atrous/nets';

/** How the blocks of a stage are built. */
export type BlockKind = 'plain' | 'bottleneck' | 'basic' | 'inception' | 'dense' | 'separable';

export interface Stage {
  kind: BlockKind;
  blocks: number;
  /** Where the stride stands: in a pooling before the stage, or in the stage's first block. */
  halving: 'pool2' | 'pool3' | 'block';
  kernel: 3 | 5;
}

const stage: fc.Arbitrary<Stage> = fc.record({
  kind: fc.constantFrom<BlockKind>('plain', 'bottleneck', 'basic', 'inception', 'dense', 'separable'),
  blocks: fc.integer({ min: 1, max: 3 }),
  halving: fc.constantFrom<Stage['halving']>('pool2', 'pool3', 'block'),
  kernel: fc.constantFrom<Stage['kernel']>(3, 5),
});

export const backbone: fc.Arbitrary<readonly Stage[]> = fc.array(stage, { minLength: 3, maxLength: 5 });

/** Appends layers, and remembers the last blob. */
class Writer {
  readonly texts: string[] = [];
  private count = 0;

  constructor(public blob: string) {}

  private name(what: string): string {
    return `${what}${++this.count}`;
  }

  add(text: (name: string) => string, what: string): string {
    const name = this.name(what);
    this.texts.push(text(name));
    return name;
  }

  conv(bottom: string, kernel: number, stride = 1, more = ''): string {
    const name = this.add((own) => conv(own, bottom, 8, `kernel_size: ${kernel} pad: ${(kernel - 1) / 2} stride: ${stride} ${more}`), 'conv');
    this.texts.push(`layer { name: "${name}/relu" type: "ReLU" bottom: "${name}" top: "${name}" }`);
    return name;
  }

  pool(bottom: string, kernel: number, stride: number, pad: number): string {
    return this.add((name) => pool(name, bottom, `kernel_size: ${kernel} stride: ${stride} pad: ${pad}`), 'pool');
  }

  join(type: 'Eltwise' | 'Concat', bottoms: readonly string[]): string {
    return this.add((name) => layer(name, type, bottoms.join(' ')), type.toLowerCase());
  }
}

/** One block that reads a blob; gives the blob that it makes. */
const blocks: Readonly<Record<BlockKind, (writer: Writer, bottom: string, kernel: number, stride: number, isFirst: boolean) => string>> = {
  plain: (writer, bottom, kernel, stride) => writer.conv(bottom, kernel, stride),
  separable: (writer, bottom, kernel, stride) => writer.conv(writer.conv(bottom, kernel, stride, 'group: 8'), 1),
  bottleneck: (writer, bottom, kernel, stride, isFirst) => {
    const shortcut = isFirst ? writer.conv(bottom, 1, stride) : bottom;
    return writer.join('Eltwise', [shortcut, writer.conv(writer.conv(writer.conv(bottom, 1, stride), kernel), 1)]);
  },
  basic: (writer, bottom, kernel, stride, isFirst) => {
    const shortcut = isFirst ? writer.conv(bottom, 1, stride) : bottom;
    return writer.join('Eltwise', [shortcut, writer.conv(writer.conv(bottom, kernel, stride), kernel)]);
  },
  inception: (writer, bottom, kernel, stride) => {
    const branches = [writer.conv(writer.conv(bottom, 1), kernel, stride), writer.conv(writer.conv(writer.conv(bottom, 1), 3), 3, stride), writer.pool(bottom, 3, stride, 1)];
    return writer.join('Concat', stride === 1 ? [...branches, writer.conv(bottom, 1)] : branches);
  },
  dense: (writer, bottom, kernel, stride) => {
    const start = stride === 1 ? bottom : writer.pool(writer.conv(bottom, 1), 2, stride, 0);
    return writer.join('Concat', [start, writer.conv(writer.conv(start, 1), kernel)]);
  },
};

/** A stride of 1×1 convolutions right after another convolution could as well be its stride, with the same values; so there a pooling halves. */
const endsInConvolution: ReadonlySet<BlockKind | undefined> = new Set<BlockKind | undefined>(['plain', 'separable', undefined]);

function addStage(writer: Writer, bottom: string, { kind, blocks: count, halving: wanted, kernel }: Stage, before: Stage | undefined): string {
  const halving = kind === 'bottleneck' && endsInConvolution.has(before?.kind) ? 'pool2' : wanted;
  let blob = halving === 'block' ? bottom : writer.pool(bottom, Number(halving.slice(-1)), 2, halving === 'pool3' ? 1 : 0);
  for (let block = 0; block < count; block++) blob = blocks[kind](writer, blob, kernel, halving === 'block' && block === 0 ? 2 : 1, block === 0);
  return blob;
}

/** A net whose last layer is a 3×3 convolution. */
export function backboneText(stages: readonly Stage[]): string {
  const writer = new Writer('data');
  let blob = writer.conv('data', 3);
  for (const [index, next] of stages.entries()) blob = addStage(writer, blob, next, stages[index - 1]);
  writer.conv(blob, 3);
  return [input(193), ...writer.texts].join('\n');
}
