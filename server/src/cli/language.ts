/** Which language the command speaks: what --language or the environment says; data for programs stays English unless asked. */
import { Option, type Command } from 'commander';
import { languageFor, languages, speak, type Language } from '../l10n/languages';
import { t } from '../l10n/text';

/** The language of the messages by POSIX: LC_ALL before LC_MESSAGES before LANG. */
const environmentLanguage = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language => languageFor(LC_ALL || LC_MESSAGES || LANG);

/** The value of `--language` in the arguments, which is needed before they are parsed: it changes the help too. */
function statedLanguage(argv: readonly string[]): Language | undefined {
  const at = argv.findIndex((argument) => argument === '--language' || argument.startsWith('--language='));
  const value = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  return languages.find((language) => language === value);
}

const programFormats: ReadonlySet<unknown> = new Set(['json', 'sarif', 'csv']);

/** Speaks the user's language. */
export const speakFor = (argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> => speak(statedLanguage(argv) ?? environmentLanguage(environment));

/** The option for all commands; a command whose output programs read goes back to English where no language was stated. */
export function addLanguage(program: Command): void {
  program.addOption(new Option('--language <language>', t('the language of messages')).choices(languages));
  program.hook('preAction', async (_, command) => {
    const { json, format, language } = command.optsWithGlobals<{ json?: boolean; format?: string; language?: string }>();
    if (language === undefined && (json === true || programFormats.has(format))) await speak('en');
  });
}
