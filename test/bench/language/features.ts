/** What an editor asks for after a change, beside diagnostics: of the whole document, or of the lines on the screen. */
import { codeLenses } from '../../../server/src/features/code-lens';
import { diagnostics } from '../../../server/src/features/diagnostics';
import { pathLinks } from '../../../server/src/features/document-links';
import { foldingRanges } from '../../../server/src/features/folding';
import { inlayHints } from '../../../server/src/features/inlay-hints';
import { semanticTokens } from '../../../server/src/features/semantic-tokens';
import type { Snapshot } from '../../../server/src/features/snapshot';
import { documentSymbols } from '../../../server/src/features/symbols';

/** The lines on a large screen, around the middle of the document. */
function screen({ document }: Snapshot): { start: { line: number; character: number }; end: { line: number; character: number } } {
  const middle = document.lineCount >> 1;
  return { start: { line: middle - 40, character: 0 }, end: { line: middle + 40, character: 0 } };
}

export const features: Readonly<Record<string, (snapshot: Snapshot) => unknown>> = {
  diagnostics,
  'inlay hints, on the screen': (snapshot) => inlayHints(snapshot, screen(snapshot)),
  'semantic tokens, on the screen': (snapshot) => semanticTokens(snapshot, screen(snapshot)),
  'semantic tokens': (snapshot) => semanticTokens(snapshot),
  symbols: documentSymbols,
  folding: foldingRanges,
  'code lenses': (snapshot) => codeLenses(snapshot, true),
  links: pathLinks,
};
