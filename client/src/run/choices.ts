/** Remembers for each net which weights and which picture it was run with. */
import { EventEmitter, Uri, workspace, type Memento } from 'vscode';

/** What a net is run with. */
export interface Choice {
  weights: Uri;
  picture: Uri;
}

interface Stored {
  weights?: string;
  picture?: string;
}

const keyOf = (net: Uri): string => `run:${net.toString()}`;

/** True for a file that can be read at this moment. */
export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

export class Choices {
  private readonly changes = new EventEmitter<Uri>();
  /** Tells of a net for which something was chosen. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly memory: Memento) {}

  /** The remembered parts, without files that are gone. */
  async of(net: Uri): Promise<Partial<Choice>> {
    const stored = this.memory.get<Stored>(keyOf(net), {});
    const weights = await existing(stored.weights);
    const picture = await existing(stored.picture);
    return { ...(weights && { weights }), ...(picture && { picture }) };
  }

  async remember(net: Uri, choice: Partial<Choice>): Promise<void> {
    const stored = this.memory.get<Stored>(keyOf(net), {});
    const added = Object.entries(choice).map(([name, uri]) => [name, uri.toString()]);
    await this.memory.update(keyOf(net), { ...stored, ...Object.fromEntries(added) });
    this.changes.fire(net);
  }
}

async function existing(text: string | undefined): Promise<Uri | undefined> {
  if (text === undefined) return undefined;
  const uri = Uri.parse(text);
  return (await exists(uri)) ? uri : undefined;
}
