/** Which weights belong to an open net, what is in them, and figures of their values. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { URI } from 'vscode-uri';
import { obviousWeights } from '../protocol/weights';
import type { DocumentWeights } from '../rules/rule';
import { indexCaffemodel, isProblem, type CaffemodelIndex, type WeightsProblem } from '../weights/caffemodel';
import { openFile } from '../weights/file';

interface KnownFile {
  identity: string;
  index: CaffemodelIndex | WeightsProblem;
}

/** Indices that are kept: each is some hundred kilobytes. */
const keptFiles = 8;

export class NetWeights {
  /** Paths by the net's URI. */
  private readonly chosen = new Map<string, string>();
  private readonly files = new Map<string, KnownFile>();
  private readonly paths = new WeakMap<CaffemodelIndex, string>();

  /** Takes the user's choice; undefined to go back to the file beside the net. */
  choose(net: string, weights: string | undefined): void {
    const uri = weights === undefined ? undefined : URI.parse(weights);
    if (uri?.scheme === 'file') this.chosen.set(net, uri.fsPath);
    else this.chosen.delete(net);
  }

  /** The weights of a net as they are on the disk now; undefined where none are known or the file is gone. */
  of(net: string): DocumentWeights | undefined {
    const path = this.chosen.get(net) ?? pathBeside(net);
    const index = path === undefined ? undefined : this.indexOf(path);
    return path === undefined || !index ? undefined : { name: basename(path), index, isChosen: this.chosen.has(net) };
  }

  /** The file behind an index that `of` gave. */
  pathOf({ index }: DocumentWeights): string | undefined {
    return isProblem(index) ? undefined : this.paths.get(index);
  }

  /** The index of a file as it is on the disk now; undefined where it cannot be read. */
  indexOf(path: string): KnownFile['index'] | undefined {
    try {
      const file = openFile(path);
      try {
        const known = this.files.get(path);
        if (known?.identity === file.identity) return known.index;
        return this.keep(path, { identity: file.identity, index: indexCaffemodel(file) });
      } finally {
        file.close();
      }
    } catch {
      return undefined;
    }
  }

  private keep(path: string, known: KnownFile): KnownFile['index'] {
    this.files.delete(path);
    this.files.set(path, known);
    for (const oldest of this.files.keys()) {
      if (this.files.size <= keptFiles) break;
      this.files.delete(oldest);
    }
    if (!isProblem(known.index)) this.paths.set(known.index, path);
    return known.index;
  }
}

function pathBeside(net: string): string | undefined {
  const uri = URI.parse(net);
  if (uri.scheme !== 'file') return undefined;
  const folder = dirname(uri.fsPath);
  try {
    const own = obviousWeights(basename(uri.fsPath), readdirSync(folder).filter((name) => name.endsWith('.caffemodel')));
    return own === undefined ? undefined : join(folder, own);
  } catch {
    return undefined;
  }
}
