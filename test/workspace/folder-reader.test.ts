/** What stands in the folders that a path may start from: beside the document, and above it as far as the open folder. */
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { folderReader } from '../../server/src/workspace/folder-reader';

const outside = realpathSync(mkdtempSync(join(tmpdir(), 'atrous-reader-')));
const root = join(outside, 'project');
for (const path of ['outer.txt', 'project/voc12/list/train.txt', 'project/voc12/config/net.prototxt', 'data/image.jpg']) {
  mkdirSync(join(outside, dirname(path)), { recursive: true });
  writeFileSync(join(outside, path), '');
}
symlinkSync(join(outside, 'data'), join(root, 'voc12', 'images'));
const uri = URI.file(join(root, 'voc12', 'config', 'net.prototxt')).toString();

const found = async (folder: string, roots: string[] = [root], document = uri): Promise<string[]> =>
  (await folderReader(document, roots)(folder)).map(({ name, isFolder, level }) => `${'../'.repeat(level)}${name}${isFolder ? '/' : ''}`).sort();

it.each([
  ['from its own folder up to the open one, links followed', '', [root], ['../../voc12/', '../config/', '../images/', '../list/', 'net.prototxt']],
  ['in a folder of one above', 'list/', [root], ['../train.txt']],
  ['beside a document outside the open folders', '', [], ['net.prototxt']],
  ['upwards by name', '../../../', [root], ['data/', 'outer.txt', 'project/']],
  ['in no folder that there is', 'nowhere/', [root], []],
  ['from the root of the computer', `${outside}/`, [root], ['data/', 'outer.txt', 'project/']],
])('looks %s', async (_, folder, roots, expected) => {
  expect(await found(folder, roots)).toEqual(expected);
});

it('knows no files beside a document that is on another computer', async () => {
  expect(await found('', [root], 'vscode-vfs://github/a/b.prototxt')).toEqual([]);
});
