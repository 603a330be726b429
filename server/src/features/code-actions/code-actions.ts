/** Code actions: a fix for what was found, the same fix for all findings of its kind, and changes of the whole net. */
import { AnnotatedTextEdit, CodeActionKind, CodeActionTriggerKind, TextDocumentEdit, type CodeAction, type CodeActionContext, type Range, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver-types';
import { say, t } from '../../l10n/text';
import { askForNumbersCommand, previewEditsCommand, type PreviewedEdits, type RefactoringQuestion, type RefactorOutcome, type RefactorParams } from '../../protocol/commands';
import type { Finding } from '../../rules/rule';
import { rules } from '../../rules/rules';
import { diagnosticOf } from '../diagnostics';
import type { Snapshot } from '../snapshot';
import { openVariableAt } from '../variables';
import { firstLine, type Fix } from './fix';
import type { TextEdit as OffsetEdit } from '../../edits/text-edit';
import { refactoringsAt, type Refactoring } from '../../refactorings';
import type { SourceRange } from '../../syntax/tree';
import { fixesFor } from './fixers';

/** Repairs everything that can be repaired without a choice. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.atrous`;

export const codeActionKinds: readonly string[] = [CodeActionKind.QuickFix, fixAllKind, CodeActionKind.RefactorRewrite, CodeActionKind.RefactorExtract];

const workspaceEdit = ({ uri }: Snapshot, edits: readonly TextEdit[]): WorkspaceEdit => ({ changes: { [uri]: [...edits] } });

/** How an editor shows edits before it makes them: by a command of Atrous, by annotations of the protocol, or not at all. */
export type PreviewWay = 'command' | 'annotation' | 'none';

type Making = Pick<CodeAction, 'edit' | 'command'>;

/** Edits to be made, each way. */
const makings: Readonly<Record<PreviewWay, (snapshot: Snapshot, title: string, edits: readonly TextEdit[], note?: string) => Making>> = {
  command: ({ uri, document: { version } }, title, edits, note) => ({
    command: { title, command: previewEditsCommand, arguments: [{ title, uri, version, edits, note } satisfies PreviewedEdits] },
  }),
  annotation: ({ uri, document: { version } }, title, edits, note) => ({
    edit: {
      documentChanges: [TextDocumentEdit.create({ uri, version }, edits.map(({ range, newText }) => AnnotatedTextEdit.replace(range, newText, title)))],
      changeAnnotations: { [title]: { label: title, needsConfirmation: true, ...(note !== undefined && { description: note }) } },
    },
  }),
  none: (snapshot, _, edits) => ({ edit: workspaceEdit(snapshot, edits) }),
};

const asAction = (snapshot: Snapshot, finding: Finding, fix: Fix): CodeAction => ({
  title: fix.title,
  kind: CodeActionKind.QuickFix,
  diagnostics: [diagnosticOf(snapshot, finding)],
  isPreferred: fix.isPreferred,
  edit: workspaceEdit(snapshot, fix.edits),
});

/** The edits of all preferred fixes; one that overlaps an earlier one waits for the next time. */
function editsOf(snapshot: Snapshot, findings: readonly Finding[]): TextEdit[] {
  const { document } = snapshot;
  const taken: SourceRange[] = [];
  return findings.flatMap((finding) => {
    const edits = fixesFor(snapshot, finding).find(({ isPreferred }) => isPreferred)?.edits ?? [];
    const places = edits.map(({ range }) => ({ start: document.offsetAt(range.start), end: document.offsetAt(range.end) }));
    if (places.some((place) => taken.some((other) => place.start < other.end && other.start < place.end))) return [];
    taken.push(...places);
    return edits;
  });
}

function fixAllOfKind(snapshot: Snapshot, code: string): CodeAction[] {
  const same = snapshot.findings.filter((finding) => finding.code === code);
  const edits = same.length > 1 ? editsOf(snapshot, same) : [];
  if (edits.length < 2) return [];
  const kindOfFinding = rules.find((rule) => rule.code === code)?.title;
  return [{ title: t`Fix all in this file: ${kindOfFinding ? say(kindOfFinding) : code}`, kind: CodeActionKind.QuickFix, edit: workspaceEdit(snapshot, edits) }];
}

function fixEverything(snapshot: Snapshot): CodeAction[] {
  const edits = editsOf(snapshot, snapshot.findings);
  return edits.length === 0 ? [] : [{ title: t('Fix all that has one fix'), kind: fixAllKind, edit: workspaceEdit(snapshot, edits) }];
}

const offeredAt = ({ context, nets }: Snapshot, offset: number): readonly Refactoring[] => refactoringsAt({ ...context, nets }, offset);

const editsFrom = ({ document }: Snapshot, { edits }: { edits: readonly OffsetEdit[] }): TextEdit[] =>
  edits.map(({ start, end, newText }) => ({ range: { start: document.positionAt(start), end: document.positionAt(end) }, newText }));

/** What can be done to the whole net; not worked out for an editor that asks at every move of the cursor, since each is tried on the net. */
function refactorings(snapshot: Snapshot, offset: number, preview: PreviewWay): CodeAction[] {
  return offeredAt(snapshot, offset).flatMap((refactoring): CodeAction[] => {
    const { id, title, kind, needsPreview, asks } = refactoring;
    if (asks) {
      const question: RefactoringQuestion = { id, title, uri: snapshot.uri, offset, ...asks };
      return preview === 'command' ? [{ title, kind, command: { title, command: askForNumbersCommand, arguments: [question] } }] : [];
    }
    const result = refactoring.result();
    if ('obstacle' in result) return [{ title, kind, disabled: { reason: result.obstacle } }];
    return [{ title, kind, ...makings[needsPreview ? preview : 'none'](snapshot, title, editsFrom(snapshot, result), result.note) }];
  });
}

/** A refactoring with the numbers that the user gave for it. */
export function refactorWith(snapshot: Snapshot, { id, offset, numbers }: RefactorParams): RefactorOutcome {
  const refactoring = offeredAt(snapshot, offset).find((offered) => offered.id === id);
  if (refactoring === undefined) return { ok: false, message: t('The text has changed, and the refactoring does not apply any more.') };
  const result = refactoring.result(numbers);
  if ('obstacle' in result) return { ok: false, message: result.obstacle };
  return { ok: true, title: refactoring.title, uri: snapshot.uri, version: snapshot.document.version, edits: editsFrom(snapshot, result), note: result.note };
}

/** Why an editor asks for code actions. */
export interface Occasion extends Pick<CodeActionContext, 'triggerKind'> {
  only?: readonly string[];
}

const asksForRefactorings = ({ only, triggerKind }: Occasion): boolean =>
  only ? only.some((kind) => kind.split('.')[0] === CodeActionKind.Refactor) : triggerKind !== CodeActionTriggerKind.Automatic;

/** Fixes for what was found at a place, and for what was found elsewhere where they change something at that place. */
function fixesAt(snapshot: Snapshot, place: SourceRange): CodeAction[] {
  const touches = ({ start, end }: SourceRange): boolean => start <= place.end && end >= place.start;
  const { document, findings } = snapshot;
  const changesPlace = ({ edits }: Fix): boolean => edits.some(({ range }) => touches({ start: document.offsetAt(range.start), end: document.offsetAt(range.end) }));
  return findings.filter((finding) => touches(finding) || finding.related?.some(touches)).flatMap((finding) =>
    fixesFor(snapshot, finding).filter((fix) => touches(finding) || changesPlace(fix)).map((fix) => asAction(snapshot, finding, fix)));
}

/** A template without a value can be given one, to be corrected. */
function giveValue(snapshot: Snapshot, offset: number): CodeAction[] {
  const name = openVariableAt(snapshot, offset);
  if (name === undefined) return [];
  const edit = firstLine(snapshot, `# atrous: define ${name}=21`);
  return [{ title: t`Give \`${name}\` a value in this file`, kind: CodeActionKind.QuickFix, edit: workspaceEdit(snapshot, [edit]) }];
}

/**
 * @param occasion the kinds that the editor asks for, all where there are none; and whether the user has asked
 * @param preview how large changes are shown before they are made
 */
export function codeActions(snapshot: Snapshot, range: Range, occasion: Occasion = {}, preview: PreviewWay = 'none'): CodeAction[] {
  const { only } = occasion;
  const wants = (kind: string): boolean => only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const [start, end] = [snapshot.document.offsetAt(range.start), snapshot.document.offsetAt(range.end)];
  const here = snapshot.findings.filter((finding) => finding.start <= end && finding.end >= start);
  const quick = wants(CodeActionKind.QuickFix)
    ? [...fixesAt(snapshot, { start, end }), ...giveValue(snapshot, start), ...[...new Set(here.map(({ code }) => code))].flatMap((code) => fixAllOfKind(snapshot, code))]
    : [];
  return [...quick, ...(wants(fixAllKind) ? fixEverything(snapshot) : []), ...(asksForRefactorings(occasion) ? refactorings(snapshot, start, preview) : [])];
}
