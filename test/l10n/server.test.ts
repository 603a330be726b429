/** The server's and the command line's translations: each folder of `server/src` has a table with exactly what its sources say, and so have the kernels. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/shared';
import { textsIn } from './texts';

const tables = join(root, 'server/src/l10n/zh-cn');

const folders = ['kernels', ...readdirSync(join(root, 'server/src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)].sort();

const found = new Map(folders.map((folder) => [folder, textsIn(folder)]));

const all = [...found.values()];

/** Values, punctuation and symbols alone need no translation, but may have one. */
const hasWords = (key: string): boolean => /[A-Za-z]{2}/.test(key.replace(/\{\d+\}/g, ''));

const placesIn = (text: string): string => [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).sort().join();

const read = (folder: string): Record<string, string> => JSON.parse(readFileSync(join(tables, `${folder}.json`), 'utf8')) as Record<string, string>;

const translated = readdirSync(tables).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));

describe('what the sources say', () => {
  it('can be read off them', () => {
    expect(all.flatMap(({ unreadable }) => unreadable)).toEqual([]);
  });

  it('is not said before the language is known', () => {
    expect(all.flatMap(({ texts }) => texts).filter(({ isTooEarly }) => isTooEarly).map(({ place }) => place)).toEqual([]);
  });

  it('is passed to t, phrase or phrases', () => {
    expect(all.flatMap(({ bare }) => bare)).toEqual([]);
  });
});

it('every folder that says something has a table', () => {
  expect(folders.filter((folder) => found.get(folder)?.texts.some(({ key }) => hasWords(key)) === true)).toEqual(translated);
});

describe.each(translated)('%s.json', (folder) => {
  const table = read(folder);
  const texts = found.get(folder)?.texts ?? [];

  it('has every text of its folder', () => {
    expect(texts.filter(({ key }) => hasWords(key) && !Object.hasOwn(table, key)).map(({ key, place }) => `${place}: ${key}`)).toEqual([]);
  });

  it('has no other', () => {
    const keys = new Set(texts.map(({ key }) => key));
    expect(Object.keys(table).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('has the places for values', () => {
    expect(Object.entries(table).filter(([key, text]) => placesIn(key) !== placesIn(text))).toEqual([]);
  });
});

it('folders agree about what they both say', () => {
  const first = new Map<string, string>();
  const different: string[] = [];
  for (const [key, text] of translated.flatMap((folder) => Object.entries(read(folder)))) {
    if ((first.get(key) ?? text) !== text) different.push(`${key}: ${first.get(key)} or ${text}`);
    first.set(key, text);
  }
  expect(different).toEqual([]);
});
