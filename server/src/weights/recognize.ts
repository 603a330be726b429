/** Tells by its first bytes when a file offered as weights is something else. */
import { phrase, say, t, type Phrase } from '../l10n/text';
import type { WeightsProblem } from './caffemodel';
import type { ByteSource } from './source';

const hdf5Signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const probeBytes = 256;

/** Words formats by how they begin, with what to do. */
const textKinds: readonly { begins: RegExp; what: Phrase }[] = [
  { begins: /^version https:\/\/git-lfs/, what: phrase('a Git LFS pointer, not the weights themselves. Fetch them with "git lfs pull"') },
  { begins: /^\s*(<!doctype|<html|<\?xml)/i, what: phrase('a web page, probably what a download link gave instead of the weights. Download the file itself') },
  { begins: /^\s*(#|name\s*:|layers?\s*\{|input\s*:)/, what: phrase('a prototxt, the net and not its weights. Choose the .caffemodel') },
];

/** @returns what is wrong with the file, or undefined where it may be a `.caffemodel`. */
export function recognize(source: ByteSource): WeightsProblem | undefined {
  if (source.size === 0) return { code: 'weights/empty', message: t('The weights file is empty. Copy or download it again.'), offset: 0 };
  const head = source.read(0, Math.min(probeBytes, source.size));
  if (hdf5Signature.every((byte, i) => head[i] === byte)) {
    return {
      code: 'weights/hdf5',
      message: t('The weights file is HDF5 (.caffemodel.h5), which is not read yet. Save it with snapshot_format: BINARYPROTO, or load it in Caffe and save it as .caffemodel.'),
      offset: 0,
    };
  }
  const text = new TextDecoder().decode(head);
  const kind = textKinds.find(({ begins }) => begins.test(text));
  return kind && { code: 'weights/not-a-caffemodel', message: t`The weights file is ${say(kind.what)}.`, offset: 0 };
}
