/** The questions before a run: which net, which weights, which picture. What was chosen before is not asked again. */
import { l10n, ThemeIcon, Uri, window, workspace } from 'vscode';
import { obviousWeights } from '../../../server/src/protocol/weights';
import { isModel, isPicture, isPrototxt, nameOf, pictureExtensions } from '../documents';
import { filesNear, pickFile } from './pick-file';
import type { Choice, Choices } from './choices';

const folderOf = (uri: Uri): Uri => Uri.joinPath(uri, '..');

const isNet = (uri: Uri): boolean => uri.path.endsWith('.prototxt');

const isWeights = (uri: Uri): boolean => uri.path.endsWith('.caffemodel');

/** @param ask true to ask although the answer is known */
export async function weightsFor(net: Uri, choices: Choices, ask: boolean): Promise<Uri | undefined> {
  if (isModel(net)) return net;
  const remembered = (await choices.of(net)).weights;
  if (remembered && !ask) return remembered;
  const found = await filesNear(folderOf(net), isWeights);
  const beside = found.filter((uri) => folderOf(uri).path === folderOf(net).path);
  const own = obviousWeights(nameOf(net), beside.map(nameOf));
  const obvious = remembered ?? beside.find((uri) => nameOf(uri) === own);
  if (obvious && !ask) return obvious;
  return pickFile({
    title: l10n.t('Weights for {0}', nameOf(net)),
    found,
    preferred: obvious,
    folder: folderOf(net),
    filter: [l10n.t('Caffe models'), ['caffemodel']],
    icon: () => new ThemeIcon('database'),
  });
}

/** Pictures that hold classes, by the name of their folder or their own: a net is hardly run on those. */
const looksLikeLabels = (uri: Uri): boolean => /label|mask|segm|annot|overlay|(^|[/_-])gt([/_.-]|$)/i.test(uri.path.split('/').slice(-2).join('/'));

export async function pictureFor(net: Uri, choices: Choices): Promise<Uri | undefined> {
  const found = await filesNear(folderOf(net), isPicture);
  return pickFile({
    title: l10n.t('Picture to run {0} on', nameOf(net)),
    found: [...found.filter((uri) => !looksLikeLabels(uri)), ...found.filter(looksLikeLabels)],
    preferred: (await choices.of(net)).picture,
    folder: folderOf(net),
    filter: [l10n.t('Pictures'), pictureExtensions],
    icon: (uri) => uri,
  });
}

/** The net to run on a picture: the one being edited, or one of the folder's. */
export async function netFor(picture: Uri): Promise<Uri | undefined> {
  const active = window.activeTextEditor?.document;
  const folder = workspace.getWorkspaceFolder(picture)?.uri ?? folderOf(picture);
  const found = await filesNear(folder, isNet, 3);
  if (found.length === 1) return found[0];
  return pickFile({
    title: l10n.t('Net to run on {0}', nameOf(picture)),
    found,
    preferred: active && isPrototxt(active) ? active.uri : undefined,
    folder,
    filter: [l10n.t('Caffe nets'), ['prototxt', 'pt']],
    icon: () => new ThemeIcon('file-code'),
  });
}

/** Everything a run needs, asked for where it is not known; undefined where the user gave up. */
export async function askForRun(target: Uri, choices: Choices): Promise<{ net: Uri; choice: Choice } | undefined> {
  const net = isPicture(target) ? await netFor(target) : target;
  const weights = net && (await weightsFor(net, choices, false));
  const picture = weights && (isPicture(target) ? target : await pictureFor(net, choices));
  if (!picture) return undefined;
  await choices.remember(net, { weights, picture });
  return { net, choice: { weights, picture } };
}
