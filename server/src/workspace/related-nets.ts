/** Finds the nets that belong with one: those that a solver names together with it, and those of the same model in its folder. */
import { dirname } from 'node:path';
import { URI } from 'vscode-uri';
import { pathLinks } from '../features/document-links';
import { isSameModel } from '../features/rename/related-nets';
import type { Snapshot } from '../features/snapshot';
import type { Documents } from './documents';
import { findFile } from './links';
import { currentSnapshot, isNet, netsBeside } from './net-files';
import type { Session } from './session';

/** A folder of more nets than this is a collection, of which the first are looked at. */
const mostFiles = 60;

/** URIs of the nets that a solver trains and tests. */
const netsOfSolver = (solver: Snapshot): string[] =>
  pathLinks(solver).filter(({ path }) => isNet(path)).flatMap(({ path }) => findFile(solver.uri, path) ?? []);

/** @param text what they must hold to be of interest */
export async function relatedNets(net: Snapshot, text: string, documents: Documents, session: Session): Promise<Snapshot[]> {
  const { scheme, fsPath } = URI.parse(net.uri);
  if (scheme !== 'file') return [];
  const read = async (paths: readonly string[]): Promise<Snapshot[]> =>
    (await Promise.all(paths.map((path) => currentSnapshot(path, documents, session)))).filter((snapshot) => snapshot !== undefined);
  const beside = await read((await netsBeside(dirname(fsPath))).slice(0, mostFiles));
  const linked = new Set(beside.filter(({ context: { kind } }) => kind === 'solver').map(netsOfSolver).filter((nets) => nets.includes(net.uri)).flat());
  const elsewhere = [...linked].filter((uri) => !beside.some((snapshot) => snapshot.uri === uri)).map((uri) => URI.parse(uri).fsPath);
  const nets = [...beside, ...(await read(elsewhere))].filter(({ context: { kind }, tree, uri }) => kind === 'net' && uri !== net.uri && tree.text.includes(text));
  return nets.filter((other) => linked.has(other.uri) || isSameModel(net, other));
}
