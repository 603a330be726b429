/** Answers `atrous/modelFile` and `atrous/modelFigures`: what is in a `.caffemodel` or an ONNX file. Nothing of it is run. */
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { t } from '../l10n/text';
import { readOnnxFile } from '../onnx/read-model';
import { modelFiguresRequest, modelFileRequest, type AboutModel, type CaffemodelFile, type FiguresParams, type LayerFigures, type ModelFile } from '../protocol/model-file';
import { bytesOf } from '../weights/blob';
import { isProblem, type CaffemodelIndex, type StoredLayer } from '../weights/caffemodel';
import { openFile, type FileSource } from '../weights/file';
import { computeFigures, knownFigures } from './blob-figures';
import { isModel, signalOf } from './run-parts';
import type { Session } from './session';

const layerOf = ({ name, type, blobs }: StoredLayer): CaffemodelFile['layers'][number] => ({
  name, type: String(type),
  blobs: blobs.map(({ shape, count, encoding }) => ({ shape, values: count, encoding, bytes: count * bytesOf[encoding] })),
});

const caffemodelFile = ({ name, generation, layers }: CaffemodelIndex, bytes: number): CaffemodelFile =>
  ({ ok: true, kind: 'caffemodel', bytes, net: name, generation, layers: layers.map(layerOf) });

/** What a file holds. @param weights the index of the caffemodels */
function describeFile(uri: string, file: FileSource, { weights }: Session): ModelFile {
  if (isModel(uri)) return readOnnxFile(file);
  const index = weights.indexOf(URI.parse(uri).fsPath);
  if (!index) return unreadable();
  return isProblem(index) ? { ok: false, message: index.message } : caffemodelFile(index, file.size);
}

const unreadable = (): ModelFile => ({ ok: false, message: t('The file cannot be read. It may be gone, or only others may read it.') });

function describePath(uri: string, session: Session): ModelFile {
  try {
    const file = openFile(URI.parse(uri).fsPath);
    try {
      return describeFile(uri, file, session);
    } finally {
      file.close();
    }
  } catch {
    return unreadable();
  }
}

export function answerModelFiles(connection: Connection, session: Session): void {
  connection.onRequest(modelFileRequest, ({ uri }: AboutModel): Promise<ModelFile> => Promise.resolve(describePath(uri, session)));
  connection.onRequest(modelFiguresRequest, async ({ uri, from, to }: FiguresParams, token: CancellationToken): Promise<LayerFigures[]> => {
    const path = URI.parse(uri).fsPath;
    const index = session.weights.indexOf(path);
    const layers = index && !isProblem(index) ? index.layers.slice(from, to) : [];
    await computeFigures(path, layers.flatMap(({ blobs }) => blobs), signalOf(token));
    return layers.map(({ blobs }) => blobs.map((blob) => knownFigures(blob) ?? null));
  });
}
