/** Findings to the editor's diagnostics: the one place where that is done. */
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver-types';
import { explainRuleCommand } from '../protocol/rules';
import type { Finding } from '../rules/rule';
import { rangeOf } from './range';
import type { Snapshot } from './snapshot';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** A link that shows what the rule is about, in editors that can. */
const explaining = ({ code }: Finding): string => `command:${explainRuleCommand}?${encodeURIComponent(JSON.stringify([code]))}`;

export function diagnosticOf({ document, settings }: Snapshot, finding: Finding): Diagnostic {
  const related = finding.related?.map(({ message, ...place }) => ({
    message,
    location: { uri: document.uri, range: rangeOf(document, place) },
  }));
  return {
    range: rangeOf(document, finding),
    severity: severities[finding.severity],
    source: 'atrous',
    code: finding.code,
    ...(settings.presentation.hasCommands && { codeDescription: { href: explaining(finding) } }),
    message: finding.message,
    ...(related && { relatedInformation: related }),
    ...(finding.tags && { tags: finding.tags.map((tag) => tags[tag]) }),
    ...(finding.data && { data: finding.data }),
  };
}

/** All that the rules found, in the order of the document. */
export const diagnostics = (snapshot: Snapshot): Diagnostic[] =>
  snapshot.findings.map((finding) => diagnosticOf(snapshot, finding));
