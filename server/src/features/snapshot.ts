/**
 * A document at one version, and what is known of it. Each state is reached when it is first asked for, and kept:
 * Parsed (tree), Modelled (context, nets), Shaped (analysis), Checked (findings).
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis, LayerAnalysis } from '../analysis/analysis';
import { analyze } from '../analysis/analyze';
import { buildNet, type BuiltNet } from '../net/buildNet';
import type { Net, Phase } from '../net/net';
import type { Theme } from '../protocol/settings';
import type { DocumentContext, Finding } from '../rules/rule';
import { checkText, documentContext, type DocumentSettings } from '../rules/rules';
import { readDirectives } from '../schema/directives';
import { parse } from '../syntax/parser';
import type { SyntaxTree } from '../syntax/tree';

export interface SnapshotSettings extends DocumentSettings {
  /** The phase to show where a layer is in both. */
  phase: Phase;
  /** The colours to draw for. */
  theme: Theme;
}

const otherPhase: Readonly<Record<Phase, Phase>> = { TEST: 'TRAIN', TRAIN: 'TEST' };

export class Snapshot {
  #context: DocumentContext | undefined;
  #findings: readonly Finding[] | undefined;
  readonly #nets = new Map<Phase, BuiltNet>();
  readonly #analyses = new Map<Phase, Analysis>();

  constructor(
    readonly document: TextDocument,
    readonly tree: SyntaxTree,
    readonly settings: SnapshotSettings,
  ) {}

  get uri(): string {
    return this.document.uri;
  }

  /** Modelled: kind, dialect and variables. */
  get context(): DocumentContext {
    return (this.#context ??= documentContext(this.tree, this.settings));
  }

  /** The phase to show, then the other. */
  get phases(): readonly [Phase, Phase] {
    return [this.settings.phase, otherPhase[this.settings.phase]];
  }

  /** Modelled: the net of a phase; undefined for documents that are no net. */
  net(phase: Phase): Net | undefined {
    if (this.context.kind !== 'net') return undefined;
    const known = this.#nets.get(phase);
    if (known) return known.net;
    const built = buildNet(this.tree, { phase, variables: this.context.variables, dialect: this.context.dialect });
    this.#nets.set(phase, built);
    return built.net;
  }

  /** Shaped: the analysis of a phase's net; undefined for documents that are no net. */
  analysis(phase: Phase): Analysis | undefined {
    const known = this.#analyses.get(phase);
    const net = known ? undefined : this.net(phase);
    if (!net) return known;
    const analysis = analyze(net, { stated: readDirectives(this.tree).shapes });
    this.#analyses.set(phase, analysis);
    return analysis;
  }

  /** The layer whose block surrounds the offset, in the first phase that has it. */
  layerAt(offset: number): { result: LayerAnalysis; analysis: Analysis } | undefined {
    for (const phase of this.phases) {
      const index = this.net(phase)?.layers.findIndex(({ node }) => node.start <= offset && offset <= node.end) ?? -1;
      const analysis = index < 0 ? undefined : this.analysis(phase);
      const result = analysis?.layers[index];
      if (analysis && result) return { result, analysis };
    }
    return undefined;
  }

  /** Checked: what the rules find, in document order. */
  get findings(): readonly Finding[] {
    return (this.#findings ??= checkText(this.context));
  }
}

/** The snapshot of a text that has none before it. */
export const snapshotOf = (document: TextDocument, settings: SnapshotSettings): Snapshot =>
  new Snapshot(document, parse(document.getText()), settings);
