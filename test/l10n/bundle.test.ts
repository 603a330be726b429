/** The client's translations: every text that is shown in the editor's language has one, with the same places for values, and none is left over. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/shared';

const sources = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(root, 'client', name));

/** The first argument of a call, as a string literal in single quotes or backticks without values. */
const call = /\bl10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`$]*)`)/g;

const unescape = (text: string): string => text.replace(/\\(.)/g, '$1');

const texts = new Set(sources.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(call)].map(([, single, backticks]) => unescape(single ?? backticks ?? ''))));

const placesIn = (text: string): string[] => [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).sort();

const read = (path: string): Record<string, string> => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, string>;

const languages = readdirSync(join(root, 'l10n')).map((name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1]).filter((language) => language !== undefined);

it('every call has a text that can be looked up', () => {
  const calls = sources.map((path) => ({ path, count: [...readFileSync(path, 'utf8').matchAll(/\bl10n\.t\(/g)].length }));
  const readable = sources.map((path) => ({ path, count: [...readFileSync(path, 'utf8').matchAll(call)].length }));
  expect(readable).toEqual(calls);
});

describe.each(languages)('%s', (language) => {
  const bundle = read(`l10n/bundle.l10n.${language}.json`);

  it('has every text and no other', () => {
    expect(Object.keys(bundle).sort()).toEqual([...texts].sort());
  });

  it('has the places of the texts for values', () => {
    const wrong = Object.entries(bundle).filter(([text, translation]) => placesIn(text).join() !== placesIn(translation).join());
    expect(wrong).toEqual([]);
  });

  it('has every text of the manifest', () => {
    expect(Object.keys(read(`package.nls.${language}.json`))).toEqual(Object.keys(read('package.nls.json')));
  });
});

it('the manifest names the texts that exist', () => {
  const named = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([\w.]+)%"/g)].map(([, name]) => name);
  expect([...new Set(named)].sort()).toEqual(Object.keys(read('package.nls.json')).sort());
});
