/** Neovim, as Debian has it, with the lines that the README gives: diagnostics, hover and rename. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
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

/** The README's configuration, with the built command in the place of the installed one. */
function configuration(): string {
  const [, lines = ''] = /^Neovim, .*\n\n((?: {4}.*\n)+)/m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  const command = [process.execPath, join(root, 'dist', 'cli.js'), 'lsp', '--stdio'].map((word) => JSON.stringify(word)).join(', ');
  return lines.replace("'atrous', 'lsp', '--stdio'", command);
}

it('a net opens in Neovim with its diagnostics, hover and rename', () => {
  const folder = mkdtempSync(join(tmpdir(), 'atrous-neovim-'));
  const [file, init] = [join(folder, 'net.prototxt'), join(folder, 'init.lua')];
  writeFileSync(file, threeLayers.replace('num_output: 16', 'num_outputs: 16'));
  writeFileSync(init, configuration());
  const output = execFileSync('nvim', ['--headless', '-u', init, '-c', `luafile ${join(root, 'test', 'lsp', 'neovim.lua')}`], {
    env: { ...process.env, ATROUS_TEST: file },
    encoding: 'utf8',
  });
  const { codes, hover, lines } = JSON.parse(output) as Report;
  expect(codes).toContain('schema/unknown-field');
  expect(hover).toContain('**conv1** · Convolution');
  expect(lines.filter((line) => line.includes('"features"'))).toEqual(['  top: "features"', '  bottom: "features"', '  top: "features"', '  bottom: "features"']);
});
