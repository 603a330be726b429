/** The CRF's settings of each preview, in a file: what a page keeps is lost where the window is loaded again at once. */
import { Uri, workspace } from 'vscode';
import type { CrfSettings } from '../../../server/src/protocol/crf';

/** By the net's URI; null where the CRF was put out. */
type Kept = Record<string, CrfSettings | null>;

export class KeptCrf {
  private readonly file: Uri;
  private kept: Promise<Kept> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private isWaiting = false;

  constructor(private readonly folder: Uri) {
    this.file = Uri.joinPath(folder, 'crf.json');
  }

  /** What was chosen last for a net: `pageState` where nothing was. */
  async of(net: Uri, pageState: CrfSettings | undefined): Promise<CrfSettings | undefined> {
    const settings = (await this.read())[net.toString()];
    return settings === undefined ? pageState : (settings ?? undefined);
  }

  /** Of many changes while the file is written the last one counts. */
  async keep(net: Uri, settings: CrfSettings | undefined): Promise<void> {
    (await this.read())[net.toString()] = settings ?? null;
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.writing = this.writing.then(() => this.write());
    await this.writing;
  }

  private read(): Promise<Kept> {
    this.kept ??= Promise.resolve(workspace.fs.readFile(this.file)).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Kept).catch(() => ({}));
    return this.kept;
  }

  /** A folder that cannot be written to is no reason to bother anyone: the page still keeps its state. */
  private async write(): Promise<void> {
    this.isWaiting = false;
    const bytes = new TextEncoder().encode(JSON.stringify(await this.read()));
    try {
      await workspace.fs.createDirectory(this.folder);
      await workspace.fs.writeFile(this.file, bytes);
    } catch (error) {
      console.warn(`The CRF's settings cannot be kept in ${this.file.fsPath}:`, error);
    }
  }
}
