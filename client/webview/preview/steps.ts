/** The steps of a run in the editor's language. */
import * as l10n from '@vscode/l10n';

const names: Readonly<Record<string, () => string>> = {
  loading: () => l10n.t('Loading'),
  lowering: () => l10n.t('Lowering to ONNX'),
  compiling: () => l10n.t('Compiling'),
  running: () => l10n.t('Running the net'),
  comparing: () => l10n.t('Comparing with full precision'),
  refining: () => l10n.t('Refining'),
  labelling: () => l10n.t('Labelling'),
  writing: () => l10n.t('Writing'),
};

/** A step that has no name here is shown as it is called. */
export const stepName = (step: string): string => names[step]?.() ?? step;
