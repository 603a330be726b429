/** Which documents are nets, told by pattern as well as by language: other extensions claim `.prototxt` under ids of their own. */
import { languages, TabInputText, window, workspace, type DocumentSelector, type TextDocument, type Uri } from 'vscode';

export const languageId = 'prototxt';

/** Not `git:` and other read-only copies, whose problems would show twice. */
const schemes = ['file', 'untitled', 'vscode-vfs'];

const patterns = ['**/*.prototxt', '**/*.prototxt.*', '**/*.pt'];

export const documentSelector = schemes.flatMap((scheme) => [
  { scheme, language: languageId },
  ...patterns.map((pattern) => ({ scheme, pattern })),
]) satisfies DocumentSelector;

export const isPrototxt = (document: TextDocument): boolean => languages.match(documentSelector, document) > 0;

const pictureExtension = /\.(png|jpe?g|webp)$/i;

export const isPicture = (uri: Uri): boolean => pictureExtension.test(uri.path);

/** True for an ONNX file, which has its weights inside. */
export const isModel = (uri: Uri): boolean => /\.onnx$/i.test(uri.path);

/** For `findFiles` and file dialogs. */
export const pictureExtensions = ['png', 'jpg', 'jpeg', 'webp'];

/** The last part of a URI's path. */
export const nameOf = (uri: Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

/** The net being edited; where something else has the focus, one that is on screen, or else one that has a tab. */
export function netAtHand(): Uri | undefined {
  const active = window.activeTextEditor?.document;
  if (active) return isPrototxt(active) ? active.uri : undefined;
  const visible = window.visibleTextEditors.find(({ document }) => isPrototxt(document));
  if (visible) return visible.document.uri;
  const tabbed = new Set(window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ input }) => (input instanceof TabInputText ? input.uri.toString() : '')));
  return workspace.textDocuments.find((document) => isPrototxt(document) && tabbed.has(document.uri.toString()))?.uri;
}
