/** What stands in a page as data: read once, before anything is translated. */
import * as l10n from '@vscode/l10n';

interface Translated {
  translations?: Readonly<Record<string, string | { message: string; comment: string[] }>>;
}

/** The page's data; its texts speak the editor's language from here on. */
export function readSetup<Setup extends object>(): Setup & Translated {
  const setup = JSON.parse(document.getElementById('setup')?.textContent ?? '') as Setup & Translated;
  if (setup.translations) l10n.config({ contents: { ...setup.translations } });
  return setup;
}
