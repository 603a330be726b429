/** `atrous format`: prints, compares and writes back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atrous, folderWith } from '../support/cli';

const untidy = 'layer{name:"a"  # the first\n      type: "ReLU"}\n';
const tidy = 'layer {\n  name: "a"  # the first\n  type: "ReLU"\n}\n';
const folder = folderWith({ 'untidy.prototxt': untidy, 'tidy.prototxt': tidy, 'write.prototxt': untidy, 'broken.prototxt': 'layer { name: "a\n', 'latin.prototxt': Buffer.from('layer{name:"a"} # d\xe9j\xe0 vu\n', 'latin1') });
const format = (...args: string[]) => atrous(['format', ...args], folder);

describe('atrous format', () => {
  it('prints to standard output and leaves the file alone', () => {
    expect(format('untidy.prototxt')).toMatchObject({ status: 0, stdout: tidy });
    expect(readFileSync(join(folder, 'untidy.prototxt'), 'utf8')).toBe(untidy);
  });

  it('compares with --check', () => {
    expect(format('--check', 'tidy.prototxt').status).toBe(0);
    expect(format('--check', 'tidy.prototxt', 'untidy.prototxt')).toMatchObject({ status: 1, stderr: expect.stringContaining('untidy.prototxt is not formatted') as string });
  });

  it('writes back with --write', () => {
    expect(format('--write', 'write.prototxt')).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(join(folder, 'write.prototxt'), 'utf8')).toBe(tidy);
  });

  it('leaves a file with syntax errors as it is and says why', () => {
    expect(format('--write', 'broken.prototxt')).toMatchObject({ status: 1, stderr: expect.stringContaining('broken.prototxt is left as it is') as string });
    expect(readFileSync(join(folder, 'broken.prototxt'), 'utf8')).toBe('layer { name: "a\n');
  });

  it('leaves a file that is not UTF-8 as it is', () => {
    const before = readFileSync(join(folder, 'latin.prototxt'));
    expect(format('--write', 'latin.prototxt')).toMatchObject({ status: 1, stderr: expect.stringContaining('it is not UTF-8') as string });
    expect(readFileSync(join(folder, 'latin.prototxt'))).toEqual(before);
  });

  it.each([[['nowhere.prototxt']], [['--check', '--write', 'tidy.prototxt']]])('%j is a usage error', (args) => expect(format(...args).status).toBe(2));
});
