/** Where the command's output goes: readers that leave early, full disks, and what a command loads before it says anything. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atrous } from '../support/cli';
import { root } from '../support/shared';

const net = join(root, 'test', 'bench', 'deeplab_largefov_vgg16_513.prototxt');
const cli = join(root, 'dist', 'cli.js');

describe('standard output', () => {
  it.each(['table', 'json', 'csv', 'markdown'])('ends quietly when the reader of %s closes early', (format) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${cli}" describe "${net}" --format ${format} | head -n 1`], { encoding: 'utf8' });
    expect([status, stdout.split('\n').length, stderr]).toEqual([0, 2, '']);
  });

  it.runIf(existsSync('/dev/full'))('says that the disk is full', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [cli, 'describe', net], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    expect([status, stderr]).toEqual([2, 'atrous: cannot write to standard output: the disk is full.\n']);
  });
});

describe('what a command loads', () => {
  const dist = join(root, 'dist');
  const fileOf = (command: string): string => readdirSync(dist).find((name) => name.startsWith(`cli-${command}-`) && name.endsWith('.js')) ?? '';

  /** The bundle's files that are loaded with this one before anything runs. */
  function loadedWith(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const [, next = ''] of readFileSync(join(dist, file), 'utf8').matchAll(/^import\s*(?:[^;'"]*from\s*)?["']\.\/(cli-[^"']+)["']/gm)) loadedWith(next, seen);
    return seen;
  }

  /** What is said by the connection of the server, by a decoder of pictures, and by the kernels. */
  const marks = { server: 'Connection is closed.', pictures: 'jpeg_dec', kernels: 'kernels-worker.js' };

  it.each([
    ['check', []], ['describe', []], ['format', []], ['forward', []], ['run', []], ['crf', ['pictures', 'kernels']], ['lsp', ['server']],
  ])('%s waits for %j of the large parts', (command, expected) => {
    const text = [...loadedWith(fileOf(command))].map((name) => readFileSync(join(dist, name), 'utf8')).join('');
    expect(Object.entries(marks).filter(([, mark]) => text.includes(mark)).map(([part]) => part)).toEqual(expected);
  });
});

it.each([['--version'], ['-V']])('%s prints the version alone', (flag) => {
  expect(atrous([flag])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as unknown, stderr: '' });
});

it('can be started by its own name', () => {
  expect(readFileSync(cli, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
});
