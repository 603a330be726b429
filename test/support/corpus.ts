/** Real prototxt files: the full collection beside a checkout, or the few copies kept here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, shared } from './shared';

export interface CorpusFile {
  /** Relative to the collection. */
  path: string;
  text: string;
}

const folder = shared === undefined ? join(root, 'test/fixtures/corpus') : join(shared, 'corpus');

/** All files of the collection, in order of path. */
export function corpusFiles(): CorpusFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(prototxt|pbtxt)$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** `count` files (or all, if there are fewer), evenly out of those that `accepts`. */
export function corpusSample(count: number, accepts: (file: CorpusFile) => boolean = () => true): CorpusFile[] {
  const files = corpusFiles().filter(accepts);
  const step = Math.max(1, files.length / count);
  return files.filter((_file, index) => Math.floor(index / step) !== Math.floor((index - 1) / step)).slice(0, count);
}
