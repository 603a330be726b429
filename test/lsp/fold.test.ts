/** A net and its weights, folded and written from an editor. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { exportRequest, type ExportOutcome, type ExportParams } from '../../server/src/protocol/export';
import { golden } from '../support/golden';
import { Editor, pulling } from './client';

const folder = mkdtempSync(join(tmpdir(), 'atrous-fold-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const uriOf = (name: string): string => URI.file(join(folder, name)).toString();

async function folded(name: string): Promise<ExportOutcome> {
  const editor = new Editor();
  const text = readFileSync(golden(name, 'net.prototxt'), 'utf8');
  copyFileSync(golden(name, 'net.caffemodel'), join(folder, 'net.caffemodel'));
  await editor.initialize(pulling);
  await editor.open(uriOf('net.prototxt'), text);
  const params: ExportParams = { uri: uriOf('net.prototxt'), weights: uriOf('net.caffemodel'), output: uriOf('net_folded.prototxt'), format: 'folded' };
  const outcome = await editor.connection.sendRequest<ExportOutcome>(exportRequest, params);
  expect(await editor.shutDown()).toBe(0);
  return outcome;
}

it('writes both, the weights beside the net', async () => {
  expect(await folded('reused_top_names')).toMatchObject({ ok: true });
  expect(readFileSync(join(folder, 'net_folded.prototxt'), 'utf8')).not.toContain('"Scale"');
  expect(existsSync(join(folder, 'net_folded.caffemodel'))).toBe(true);
});

it('says so where nothing can be folded', async () => {
  expect(await folded('bn_psp')).toMatchObject({ ok: false, message: expect.stringContaining('there is nothing to fold') as string });
});
