/** The `atrous` command: reads the arguments and hands over to one file per command. */
import { Command, CommanderError, Help } from 'commander';
import { register as registerCheck } from './check';
import { register as registerCrf } from './crf';
import { register as registerDescribe } from './describe';
import { register as registerDevices } from './devices';
import { register as registerEvaluate } from './evaluate';
import { register as registerDiff } from './diff';
import { register as registerExport } from './export';
import { register as registerFold } from './fold';
import { register as registerForward } from './forward';
import { register as registerFormat } from './format';
import { register as registerInfluence } from './influence';
import { addLanguage, speakFor } from './language';
import { register as registerLsp } from './lsp';
import { inUsersLanguage } from './parser-words';
import { register as registerRun } from './run';
import { register as registerTrim } from './trim';
import { register as registerTune } from './tune';
import { exitCodes } from './exit-codes';
import { version } from '../../../package.json';
import { phrase, say, t, type Phrase } from '../l10n/text';

const commands = [registerCheck, registerDescribe, registerDiff, registerFormat, registerFold, registerForward, registerRun, registerEvaluate, registerTune, registerExport, registerTrim, registerCrf, registerInfluence, registerDevices, registerLsp];

const titles: Readonly<Record<string, Phrase>> = {
  'Usage:': phrase('Usage:'), 'Arguments:': phrase('Arguments:'), 'Options:': phrase('Options:'), 'Commands:': phrase('Commands:'),
};

const helpTitle = (title: string): string => (Object.hasOwn(titles, title) ? say(titles[title] ?? phrase('')) : title);

function createProgram(): Command {
  const program = new Command('atrous')
    .description(t('Checks, describes, formats and runs Caffe .prototxt nets.'))
    .version(version, '-V, --version', t('print the version'))
    .helpOption('-h, --help', t('print this help'))
    .helpCommand('help [command]', t('print the help of a command'))
    .configureHelp({ styleTitle: helpTitle, optionDescription: (option) => inUsersLanguage(new Help().optionDescription(option)) })
    .configureOutput({ outputError: (text, write) => write(inUsersLanguage(text)) })
    .showHelpAfterError(t('(add --help for the options)'))
    .exitOverride();
  addLanguage(program);
  for (const register of commands) register(program);
  return program;
}

// A reader that closes early, such as `head`, is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  await speakFor(process.argv, process.env);
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
}
