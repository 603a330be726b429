/** Keeps what a feature makes of a top-level block for as long as the parser keeps the block, so that an edit costs only its own. */
import type { DialectId } from '../schema/dialects';
import type { DocumentKind } from '../schema/document-kind';
import { Attachment } from '../syntax/attachment';
import type { FieldNode } from '../syntax/tree';
import type { Snapshot } from './snapshot';

interface Kept<Result> {
  kind: DocumentKind;
  dialect: DialectId;
  result: Result;
}

/**
 * Wraps a reading of blocks. It may depend on nothing but the block, and the document's kind and dialect; of places, its
 * result may hold nodes, which move with the text, or lines counted from the block's first.
 */
export function byBlock<Result>(read: (snapshot: Snapshot, block: FieldNode) => Result): (snapshot: Snapshot, block: FieldNode) => Result {
  const known = new Attachment<FieldNode, Kept<Result>>();
  return (snapshot, block) => {
    const { kind, dialect } = snapshot.context;
    let kept = known.get(block);
    if (kept?.kind !== kind || kept.dialect !== dialect) {
      kept = { kind, dialect, result: read(snapshot, block) };
      known.set(block, kept);
    }
    return kept.result;
  };
}
