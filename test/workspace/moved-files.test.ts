/** What becomes of the paths that nets and solvers write when files are renamed or moved. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { createDocuments } from '../../server/src/workspace/documents';
import { editsForMoves } from '../../server/src/workspace/moved-files';
import { Session } from '../../server/src/workspace/session';

const solver = (...lines: string[]): string => [...lines, 'base_lr: 1', 'lr_policy: "fixed"', 'max_iter: 9', ''].join('\n');

const files: Readonly<Record<string, string>> = {
  'voc/train.prototxt': 'layer { name: "d" type: "ImageData" top: "d" image_data_param { source: "list/train.txt" } }\n',
  'voc/test.prototxt': 'layer { name: "d" type: "ReLU" bottom: "d" top: "d" }\n',
  'voc/solver.prototxt': solver('net: "train.prototxt"', 'test_net: "./test.prototxt"', 'weights: "init.caffemodel"'),
  'voc/list/train.txt': '', 'voc/init.caffemodel': '',
  'solvers/root.prototxt': solver('train_net: "voc/train.prototxt"', 'test_net: "voc/test.prototxt"', 'snapshot_prefix: "voc/train.prototxt"'),
  'solvers/template.prototxt': solver('# atrous: define EXP=voc', 'train_net: "${EXP}/train.prototxt"', 'test_net: "missing.prototxt"'),
};

const root = mkdtempSync(join(tmpdir(), 'atrous-moves-'));
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(root, name, '..'), { recursive: true });
  writeFileSync(join(root, name), text);
}

const uriOf = (name: string): string => URI.file(join(root, name)).toString();

/** The lines that change, as `FILE: LINE`. */
async function changed(...moves: readonly (readonly [from: string, to: string])[]): Promise<string[]> {
  const stream = new PassThrough();
  const session = new Session(createConnection(new StreamMessageReader(stream), new StreamMessageWriter(stream)));
  session.changeFolders([URI.file(root).toString()], []);
  const edit = await editsForMoves(moves.map(([from, to]) => ({ oldUri: uriOf(from), newUri: uriOf(to) })), createDocuments(() => undefined), session);
  return Object.entries(edit?.changes ?? {}).flatMap(([uri, edits]) => {
    const name = Object.keys(files).find((file) => uriOf(file) === uri) ?? uri;
    const before = (files[name] ?? '').split('\n');
    const after = TextDocument.applyEdits(TextDocument.create(uri, 'prototxt', 0, files[name] ?? ''), edits).split('\n');
    return after.flatMap((line, index) => (line === before[index] ? [] : [`${name}: ${line}`]));
  }).sort();
}

describe('the paths of', () => {
  it.each<[what: string, moves: readonly (readonly [string, string])[], lines: readonly string[]]>([
    ['a net with a new name', [['voc/train.prototxt', 'voc/train_aug.prototxt']], ['solvers/root.prototxt: train_net: "voc/train_aug.prototxt"', 'voc/solver.prototxt: net: "train_aug.prototxt"']],
    ['a net that keeps its `./`', [['voc/test.prototxt', 'voc/val.prototxt']], ['solvers/root.prototxt: test_net: "voc/val.prototxt"', 'voc/solver.prototxt: test_net: "./val.prototxt"']],
    ['weights that move into a folder', [['voc/init.caffemodel', 'voc/models/init.caffemodel']], ['voc/solver.prototxt: weights: "models/init.caffemodel"']],
    ['a folder with all that is in it', [['voc', 'pascal']], ['solvers/root.prototxt: test_net: "pascal/test.prototxt"', 'solvers/root.prototxt: train_net: "pascal/train.prototxt"']],
    ['a net that moves away from its list', [['voc/train.prototxt', 'nets/train.prototxt']], ['solvers/root.prototxt: train_net: "nets/train.prototxt"', 'voc/solver.prototxt: net: "nets/train.prototxt"', 'voc/train.prototxt: layer { name: "d" type: "ImageData" top: "d" image_data_param { source: "voc/list/train.txt" } }']],
    ['a solver that moves to another folder', [['solvers/root.prototxt', 'solvers/old/root.prototxt']], []],
    ['a solver beside its nets that moves away', [['voc/solver.prototxt', 'solvers/voc.prototxt']], ['voc/solver.prototxt: net: "voc/train.prototxt"', 'voc/solver.prototxt: test_net: "./voc/test.prototxt"', 'voc/solver.prototxt: weights: "voc/init.caffemodel"']],
    ['a file that nothing names', [['voc/list/train.txt', 'voc/list/other.txt'], ['solvers/template.prototxt', 'solvers/new.prototxt']], ['voc/train.prototxt: layer { name: "d" type: "ImageData" top: "d" image_data_param { source: "list/other.txt" } }']],
  ])('%s', async (_, moves, lines) => {
    expect(await changed(...moves)).toEqual(lines);
  });
});
