// Collects the licences of every npm package whose code is bundled or packed, into one text that ships with the extension.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

const isLicence = (name) => /licen[cs]e|notice|copying/i.test(name) && /^[^.]+(\.codec)?(\.(md|txt))?$/.test(name);

/** `@scope/name` or `name`, of a path inside node_modules; the innermost package where they are nested. */
function packageOf(path) {
  const match = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  return match?.[0];
}

/** The files of a package that state its licence, in its folder and one below: codecs bring licences of their own. */
function licenceFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules');
  return [
    ...entries.filter((entry) => entry.isFile() && isLicence(entry.name)).map(({ name }) => join(folder, name)),
    ...below.flatMap(({ name }) => readdirSync(join(folder, name)).filter(isLicence).map((file) => join(folder, name, file))),
  ];
}

function noticeOf(folder) {
  const { name, version, license, homepage, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const address = homepage ?? (typeof repository === 'object' ? repository.url : repository) ?? '';
  const texts = licenceFiles(folder).map((file) => readFileSync(file, 'utf8').trim());
  return { name, text: [`${name} ${version}, licence ${license}`, address, ...texts].filter(Boolean).join('\n\n') };
}

/**
 * Writes the notices.
 * @param inputs paths that the bundles were made of, relative to the root
 * @param packages names of packages that are packed as they are
 * @param outFile where the text goes
 */
export function writeNotices(inputs, packages, outFile) {
  const folders = new Set([...inputs.map(packageOf).filter(Boolean), ...packages.map((name) => join('node_modules', name))].map((folder) => join(root, folder)));
  const notices = [...folders].filter((folder) => existsSync(join(folder, 'package.json'))).map(noticeOf).sort((a, b) => a.name.localeCompare(b.name));
  const head = 'Atrous contains code of these packages, each under its own licence. Their sources are at the addresses given.';
  writeFileSync(join(root, outFile), `${[head, ...notices.map(({ text }) => text)].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}
