/** Neovim, as Debian has it, with `atrous lsp --stdio`: diagnostics, hover and rename. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/shared';
import { threeLayers } from '../features/marked';

interface Report {
  codes: string[];
  hover: string;
  lines: string[];
}

it('a net opens in Neovim with its diagnostics, hover and rename', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'atrous-neovim-')), 'net.prototxt');
  writeFileSync(file, threeLayers.replace('num_output: 16', 'num_outputs: 16'));
  const server = [process.execPath, join(root, 'dist', 'cli.js'), 'lsp', '--stdio'];
  const output = execFileSync('nvim', ['--headless', '-u', 'NONE', '-c', `luafile ${join(root, 'test', 'lsp', 'neovim.lua')}`], {
    env: { ...process.env, ATROUS_TEST: JSON.stringify([server, file]) },
    encoding: 'utf8',
  });
  const { codes, hover, lines } = JSON.parse(output) as Report;
  expect(codes).toContain('schema/unknown-field');
  expect(hover).toContain('**conv1** · Convolution');
  expect(lines.filter((line) => line.includes('"features"'))).toEqual(['  top: "features"', '  bottom: "features"', '  top: "features"', '  bottom: "features"']);
});
