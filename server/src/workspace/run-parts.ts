/** What every request that runs a net needs: the net, what keeps it from running, the settings, and failures in the protocol's words. */
import { readFile } from 'node:fs/promises';
import { delimiter } from 'node:path';
import type { CancellationToken } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { snapshotOf, type Snapshot } from '../features/snapshot';
import type { NetSource, PictureOptions } from '../inference/messages';
import { cudaFolderVariable } from '../inference/host-settings';
import { defaultPictureOptions } from '../inference/picture-defaults';
import type { InferenceProblem } from '../inference/problem';
import { t } from '../l10n/text';
import type { RunFailure } from '../protocol/run';
import type { Settings } from '../protocol/settings';
import type { RuleGroup } from '../rules/rule';
import type { Documents } from './documents';
import type { Session } from './session';

/** The version of a document that the disk has. */
const onDisk = -1;

/** The net as the editor has it, or else as the disk has it; undefined where neither can be read. */
export async function snapshotFor(uri: string, documents: Documents, session: Session): Promise<Snapshot | undefined> {
  const open = documents.get(uri);
  if (open) return open;
  try {
    const text = await readFile(URI.parse(uri).fsPath, 'utf8');
    return snapshotOf(TextDocument.create(uri, 'prototxt', onDisk, text), session.snapshotSettings(uri));
  } catch {
    return undefined;
  }
}

/** Groups of rules whose errors keep Caffe from making the net. */
const binding: ReadonlySet<string> = new Set<RuleGroup>(['syntax', 'schema', 'wiring', 'shape']);

/** The first error of the net, which no run can be better than. */
export function errorIn({ findings, document }: Snapshot): RunFailure | undefined {
  const error = findings.find(({ severity, code }) => severity === 'error' && binding.has(code.slice(0, code.indexOf('/'))));
  if (!error) return undefined;
  const { line } = document.positionAt(error.start);
  return { ok: false, message: t`Line ${line + 1}: ${error.message}`, line, wayOut: 'showProblem' };
}

export const netOf = (uri: string, { tree, context }: Snapshot): NetSource => ({ path: URI.parse(uri).fsPath, text: tree.text, variables: [...context.variables] });

export const uriOf = (path: string): string => URI.file(path).toString();

export const failureFrom = ({ message, line, wayOut }: InferenceProblem): RunFailure => ({
  ok: false,
  message,
  ...(line !== undefined && { line: line - 1 }),
  ...(wayOut !== undefined ? { wayOut } : line !== undefined && { wayOut: 'showProblem' as const }),
});

/** Settings that make no sense are as if they were not made. */
export function pictureOptionsOf({ inference: { fit, tileSize, scales, flip, mean, inputScale } }: Settings): PictureOptions {
  const numbers = Array.isArray(scales) ? scales.filter((scale) => typeof scale === 'number' && scale > 0 && scale <= 4) : [];
  return {
    scales: numbers.length > 0 ? numbers : defaultPictureOptions.scales,
    flip,
    fit: fit === 'pad' || fit === 'reshape' ? fit : 'auto',
    largestSide: tileSize >= 33 ? tileSize : defaultPictureOptions.largestSide,
    mean: mean || undefined,
    inputScale: inputScale || undefined,
  };
}

/** What a host is started with. */
export function hostOptionsOf({ inference: { memoryLimit, cudaFolder } }: Settings): { memoryLimit: number | undefined; environment: Record<string, string> | undefined } {
  const paths = [cudaFolder, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  return {
    memoryLimit: memoryLimit > 0 ? memoryLimit * 1e9 : undefined,
    environment: cudaFolder === '' ? undefined : { [cudaFolderVariable]: cudaFolder, LD_LIBRARY_PATH: paths },
  };
}

export const refusals = {
  untrusted: () => ({ ok: false, message: t('This workspace is not trusted, so no model runs in it.') }),
  unreadable: () => ({ ok: false, message: t('The net cannot be read: its file is gone or is not on this computer.') }),
  remotePicture: () => ({ ok: false, message: t('The picture and the weights must be files on the computer where the language server runs.'), wayOut: 'chooseImage' }),
} as const satisfies Record<string, () => RunFailure>;

/** An abort signal that follows a request's token. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** True for a net that is an ONNX file. */
export const isModel = (uri: string): boolean => URI.parse(uri).path.toLowerCase().endsWith('.onnx');

/** An ONNX file that may run on a picture, or why it may not. */
export function modelToRun(uri: string, image: string, session: Session): { net: NetSource; snapshot?: undefined } | RunFailure {
  if (!session.isTrusted) return refusals.untrusted();
  if ([uri, image].some((file) => URI.parse(file).scheme !== 'file')) return refusals.remotePicture();
  return { net: { path: URI.parse(uri).fsPath, text: '', variables: [] } };
}

/** A net that may run on files of this computer, or why it may not. */
export async function netToRun(uri: string, files: readonly string[], documents: Documents, session: Session): Promise<{ snapshot: Snapshot; net: NetSource } | RunFailure> {
  if (!session.isTrusted) return refusals.untrusted();
  if (files.some((file) => URI.parse(file).scheme !== 'file')) return refusals.remotePicture();
  const snapshot = await snapshotFor(uri, documents, session);
  if (!snapshot) return refusals.unreadable();
  return errorIn(snapshot) ?? { snapshot, net: netOf(uri, snapshot) };
}
