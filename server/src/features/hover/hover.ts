/** Hover: what is under the cursor, then the layer around it. */
import { MarkupKind, type Hover } from 'vscode-languageserver-types';
import { cursorAt, type Cursor } from '../cursor';
import { rangeOf } from '../range';
import type { Snapshot } from '../snapshot';
import { blobAt, blobCard } from './blob';
import { directiveMarkdown } from './directive';
import { fieldMarkdown } from './field';
import { layerCard } from './layer';
import { parameterMarkdown } from './parameter';
import { plainText } from './plain';
import { weightsCard, type StatisticsLookup } from './weights';
import { scheduleMarkdown } from './schedule';

/** The first analysis that knows the blob under the cursor, with it. */
function blobMarkdown(snapshot: Snapshot, { scalar }: Cursor): string | undefined {
  if (!scalar) return undefined;
  for (const analysis of snapshot.analyses) {
    const blob = blobAt(analysis, scalar);
    if (blob) return blobCard(blob, analysis);
  }
  return undefined;
}

/** What to underline: the scalar or field's name under the cursor, where it has a card of its own. */
function placeOf({ scalar, field, on }: Cursor): { start: number; end: number } | undefined {
  if (scalar) return scalar;
  return field && on === 'name' ? { start: field.start, end: field.nameEnd } : undefined;
}

/** @param statisticsOf figures of trained weights, as far as they are known */
export function hover(snapshot: Snapshot, offset: number, statisticsOf: StatisticsLookup = () => undefined): Hover | undefined {
  const cursor = cursorAt(snapshot, offset);
  const around = snapshot.layerAt(offset);
  const cards = [
    directiveMarkdown(snapshot, offset),
    blobMarkdown(snapshot, cursor),
    parameterMarkdown(snapshot, cursor),
    fieldMarkdown(snapshot, cursor),
    scheduleMarkdown(snapshot, cursor),
    around && layerCard(around.result, around.analysis, snapshot.settings.presentation),
    around && weightsCard(snapshot, offset, statisticsOf),
  ].filter((card) => card !== undefined);
  if (cards.length === 0) return undefined;
  const place = placeOf(cursor) ?? around?.result.layer.node;
  const markdown = cards.join('\n\n---\n\n');
  const { plain } = snapshot.settings.presentation;
  return {
    contents: plain ? { kind: MarkupKind.PlainText, value: plainText(markdown) } : { kind: MarkupKind.Markdown, value: markdown },
    ...(place && { range: rangeOf(snapshot.document, place) }),
  };
}
