/**
 * A document at one version, and what is known of it. Each state is reached when it is first asked for, and kept:
 * Parsed (tree), Modelled (context), Shaped (nets), Checked (findings).
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis, LayerAnalysis } from '../analysis/analysis';
import { analyze } from '../analysis/analyze';
import type { BuiltNet } from '../net/build-net';
import type { Phase } from '../net/net';
import type { Theme } from '../protocol/settings';
import { checkContext } from '../rules/check';
import { netsOf, type AnalyzedNet } from '../rules/nets';
import type { DocumentContext, Finding } from '../rules/rule';
import { documentContext, type DocumentSettings } from '../rules/rules';
import { readDirectives } from '../schema/directives';
import { parse } from '../syntax/parser';
import type { SyntaxTree } from '../syntax/tree';

export interface SnapshotSettings extends DocumentSettings {
  /** The phase to show where a layer is in both. */
  phase: Phase;
  presentation: Presentation;
}

/** How the editor shows what it is given. */
export interface Presentation {
  /** The colours to draw for. */
  theme: Theme;
  /** Whether Markdown may hold tables and images as HTML. */
  html: boolean;
  /** Whether it has the commands of Atrous, and those of VS Code. */
  hasCommands?: boolean;
  /** Whether it inserts completions as they are written, with no places to be filled in. */
  insertsPlain?: boolean;
  /** Whether it shows Markdown as it is written. */
  plain?: boolean;
}

export class Snapshot {
  #context: DocumentContext | undefined;
  #nets: readonly AnalyzedNet[] | undefined;
  #unmeant: Analysis | undefined;
  #findings: readonly Finding[] | undefined;
  /** What the edit does not reach is kept from these. */
  readonly #earlierNets: readonly AnalyzedNet[] | undefined;
  readonly #earlierUnmeant: Analysis | undefined;

  constructor(
    readonly document: TextDocument,
    readonly tree: SyntaxTree,
    readonly settings: SnapshotSettings,
    previous?: Snapshot,
  ) {
    this.#earlierNets = previous && (previous.#nets ?? previous.#earlierNets);
    this.#earlierUnmeant = previous && (previous.#unmeant ?? previous.#earlierUnmeant);
  }

  get uri(): string {
    return this.document.uri;
  }

  /** Modelled: kind, dialect and variables. */
  get context(): DocumentContext {
    return (this.#context ??= documentContext(this.tree, this.settings));
  }

  /** Shaped: a net for each phase that the file is meant for; none for documents that are no net. */
  get nets(): readonly AnalyzedNet[] {
    return (this.#nets ??= netsOf(this.context, this.#earlierNets));
  }

  /**
   * The analyses of both phases, the one to show first: that of the settings, unless the file is meant for the other only.
   * One, where the phases do not differ.
   */
  get analyses(): readonly Analysis[] {
    const first = this.nets.find(({ net }) => net.phase === this.settings.phase) ?? this.nets[0];
    if (!first) return [];
    const second = this.nets.find((other) => other !== first)?.analysis ?? this.analysisOf(first.unmeant);
    return second ? [first.analysis, second] : [first.analysis];
  }

  /** The net of a phase that the file is not meant for may still have layers of its own. */
  private analysisOf(unmeant: BuiltNet | undefined): Analysis | undefined {
    const previous = this.#earlierUnmeant;
    if (unmeant) this.#unmeant ??= analyze(unmeant.net, { stated: readDirectives(this.tree).shapes, ...(previous && { previous }) });
    return this.#unmeant;
  }

  /** The layer whose block surrounds the offset, in the first phase that has it. */
  layerAt(offset: number): { result: LayerAnalysis; analysis: Analysis } | undefined {
    for (const analysis of this.analyses) {
      const result = analysis.layers.find(({ layer: { node } }) => node.start <= offset && offset <= node.end);
      if (result) return { result, analysis };
    }
    return undefined;
  }

  /** Checked: what the rules find, in document order. */
  get findings(): readonly Finding[] {
    return (this.#findings ??= checkContext(this.context, this.nets));
  }
}

/** The snapshot of a text that has none before it. */
export const snapshotOf = (document: TextDocument, settings: SnapshotSettings): Snapshot =>
  new Snapshot(document, parse(document.getText()), settings);
