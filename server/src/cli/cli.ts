#!/usr/bin/env node
/** The `atrous` command: reads the arguments and hands over to one file per command. */
import { Command, CommanderError, Help } from 'commander';
import { addLanguage, speakFor } from './language';
import { inUsersLanguage } from './parser-words';
import { exitCodes } from './exit-codes';
import { outlive } from './standard-output';
import { version } from '../../../package.json';
import { phrase, say, t, type Phrase } from '../l10n/text';

/** The commands in the order of the help. Each is a bundle of its own, so that a small one does not wait for what others need. */
const commands: Readonly<Record<string, () => Promise<{ register: (program: Command) => void }>>> = {
  check: () => import('./check'),
  explain: () => import('./explain'),
  describe: () => import('./describe'),
  diff: () => import('./diff'),
  format: () => import('./format'),
  fold: () => import('./fold'),
  forward: () => import('./forward'),
  run: () => import('./run'),
  evaluate: () => import('./evaluate'),
  tune: () => import('./tune'),
  export: () => import('./export'),
  trim: () => import('./trim'),
  crf: () => import('./crf'),
  influence: () => import('./influence'),
  devices: () => import('./devices'),
  lsp: () => import('./lsp'),
};

const titles: Readonly<Record<string, Phrase>> = {
  'Usage:': phrase('Usage:'), 'Arguments:': phrase('Arguments:'), 'Options:': phrase('Options:'), 'Commands:': phrase('Commands:'),
};

const helpTitle = (title: string): string => (Object.hasOwn(titles, title) ? say(titles[title] ?? phrase('')) : title);

const versionFlags = ['-V', '--version'];

/** What the arguments begin with: a command, the version, which needs none, or anything else, such as the help, which needs all. */
function commandsFor([first = '']: readonly string[]): (typeof commands)[string][] {
  const named = Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (named) return [named];
  return versionFlags.includes(first) ? [] : Object.values(commands);
}

async function createProgram(argv: readonly string[]): Promise<Command> {
  const program = new Command('atrous')
    .description(t('Checks, describes, formats and runs Caffe .prototxt nets.'))
    .version(version, versionFlags.join(', '), t('print the version'))
    .helpOption('-h, --help', t('print this help'))
    .helpCommand('help [command]', t('print the help of a command'))
    .configureHelp({ styleTitle: helpTitle, optionDescription: (option) => inUsersLanguage(new Help().optionDescription(option)) })
    .configureOutput({ outputError: (text, write) => write(inUsersLanguage(text)) })
    .showHelpAfterError(t('(add --help for the options)'))
    .exitOverride();
  addLanguage(program);
  const modules = await Promise.all(commandsFor(argv.slice(2)).map((load) => load()));
  for (const { register } of modules) register(program);
  return program;
}

outlive(process.stdout);
outlive(process.stderr);

try {
  await speakFor(process.argv, process.env);
  await (await createProgram(process.argv)).parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
}
