/** What a rule is and what it finds: the contract of every group of diagnostics. */
import type { Phrase, Words } from '../l10n/text';
import type { DialectId } from '../schema/dialects';
import type { DocumentKind } from '../schema/document-kind';
import type { Variables } from '../schema/directives';
import type { SourceRange, SyntaxTree } from '../syntax/tree';
import type { CaffemodelIndex, WeightsProblem } from '../weights/caffemodel';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type RuleGroup = 'syntax' | 'schema' | 'wiring' | 'shape' | 'atrous' | 'weights' | 'solver';

/** `schema/unknown-field`: stable, shown to users, used to configure and suppress. */
export type RuleCode = `${RuleGroup}/${string}`;

/** Another place that explains a finding. */
export interface RelatedPlace extends SourceRange {
  message: Words;
}

/** One thing found at [start, end), in UTF-16 offsets of the document. */
export interface Finding extends SourceRange {
  code: RuleCode;
  severity: Severity;
  /** What is wrong, where, and what to do. */
  message: Words;
  related?: readonly RelatedPlace[];
  /** What a quick fix needs, such as `{ replacement: 'dilation' }`; plain JSON. */
  data?: Readonly<Record<string, unknown>>;
  tags?: readonly ('unnecessary' | 'deprecated')[];
}

/** What a rule says; its code and severity are the rule's unless it says otherwise. */
export type Report = Omit<Finding, 'code' | 'severity'> & { severity?: Severity };

/** Whether there is a file at a path as a document writes it: from the document's folder, or a folder above it. */
export type FileLookup = (path: string) => boolean;

/** The names in a folder as a document writes it, those of its own place first; asked for when something is to be mended. */
export type FolderNames = (folder: string) => readonly string[];

/** A file of weights, and why it is looked at. */
export interface DocumentWeights {
  /** The file's name, as messages say it. */
  name: string;
  /** The same object for as long as the file is the same. */
  index: CaffemodelIndex | WeightsProblem;
  /** False where nobody chose the file: it lies beside the net. */
  isChosen: boolean;
}

/** What is known of a document before a net is made of it. */
export interface DocumentContext {
  tree: SyntaxTree;
  kind: DocumentKind;
  dialect: DialectId;
  variables: Variables;
  /** Whether a file that the document names is there; absent where files cannot be asked for. */
  fileExists?: FileLookup;
  namesIn?: FolderNames;
  /** The weights that the net is run with; absent where none are known. */
  weights?: DocumentWeights;
}

/** What the documentation and the settings show of a rule. */
export interface RuleInfo {
  code: RuleCode;
  severity: Severity;
  /** A short name in sentence case. */
  title: Phrase;
  /** What it finds, why that matters and what to do, in Markdown. */
  doc: Phrase;
}

/** A rule that looks at a document, or at anything made of it, as a whole. */
export interface DocumentRule<Context = DocumentContext> extends RuleInfo {
  check(context: Context): Iterable<Report>;
}

/** The finding that a rule's report stands for. */
export const findingOf = (rule: RuleInfo, report: Report): Finding => ({ severity: rule.severity, ...report, code: rule.code });

/** What all rules of a table find, in the table's order. */
export const findAll = <Context>(rules: readonly DocumentRule<Context>[], context: Context): Finding[] =>
  rules.flatMap((rule) => [...rule.check(context)].map((report) => findingOf(rule, report)));
