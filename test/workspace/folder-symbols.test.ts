import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { PassThrough } from 'node:stream';
import { createDocuments } from '../../server/src/workspace/documents';
import { createFolderSymbols } from '../../server/src/workspace/folder-symbols';
import { Session } from '../../server/src/workspace/session';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'atrous-symbols-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function finder(folder: string) {
  const stream = new PassThrough();
  const session = new Session(createConnection(new StreamMessageReader(stream), new StreamMessageWriter(stream)));
  const find = createFolderSymbols(() => [folder], createDocuments(() => undefined), session);
  return async (query: string): Promise<string[]> => (await find(query)).map(({ name, location }) => `${name} ${location.uri.slice(location.uri.lastIndexOf('/') + 1)}`).sort();
}

const layer = (name: string): string => `layer { name: "${name}" type: "ReLU" }\n`;

describe('layers of a folder', () => {
  const folder = folderWith({ 'a.prototxt': layer('conv1') + layer('fc6'), 'nets/b.prototxt': layer('fc6_1'), 'nets/notes.txt': layer('fc6'), '.git/c.prototxt': layer('fc6') });

  it.each([
    ['fc6', ['fc6 a.prototxt', 'fc6_1 b.prototxt']],
    ['CV1', ['conv1 a.prototxt']],
    ['xyz', []],
  ])('by %s', async (query, expected) => {
    expect(await finder(folder)(query)).toEqual(expected);
  });
});

it('a file that has changed is read again', async () => {
  const folder = folderWith({ 'a.prototxt': layer('old') });
  const find = finder(folder);
  expect(await find('old')).toEqual(['old a.prototxt']);
  writeFileSync(join(folder, 'a.prototxt'), layer('new'));
  utimesSync(join(folder, 'a.prototxt'), new Date(), new Date(Date.now() + 10_000));
  expect([await find('old'), await find('new')]).toEqual([[], ['new a.prototxt']]);
});
