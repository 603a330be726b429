/** `--weights W` of commands that look at weights without running the net: the file's index. */
import { basename } from 'node:path';
import { fileReason } from '../inference/problem';
import { t } from '../l10n/text';
import type { DocumentWeights } from '../rules/rule';
import { indexCaffemodel } from '../weights/caffemodel';
import { openFile } from '../weights/file';
import { fail } from './files';

/** The index of a weights file, or undefined after saying why it cannot be read. */
export function readWeights(path: string): DocumentWeights | undefined {
  try {
    const file = openFile(path);
    try {
      return { name: basename(path), index: indexCaffemodel(file), isChosen: true };
    } finally {
      file.close();
    }
  } catch (error) {
    fail(t`cannot read ${path}: ${fileReason(error)}.`);
    return undefined;
  }
}
