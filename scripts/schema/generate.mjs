/**
 * Merges the caffe.proto files of many forks into the schema's data: names, numbers, labels, types, defaults and enum
 * values, with the dialects that have each. Usage: node scripts/schema/generate.mjs FOLDER, where FOLDER holds one
 * `owner__repository/caffe.proto` for each entry of scripts/schema/dialects.mjs.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { derivedDialects, dialectOrder, schemaFolders } from './dialects.mjs';
import { readProto, resolveType } from './proto.mjs';

const scalars = new Set(['bool', 'string', 'bytes', 'int32', 'uint32', 'int64', 'uint64', 'float', 'double', 'sint32', 'fixed32']);

/** Old schemas call the V1 layer `LayerParameter`, and that of 2013 is what later ones call `V0LayerParameter`. */
function canonicalNames(file) {
  if (file.messages.has('LayerConnection')) return { LayerParameter: 'V0LayerParameter', LayerConnection: 'V1LayerParameter' };
  return file.messages.has('V1LayerParameter') ? {} : { LayerParameter: 'V1LayerParameter' };
}

/** `scope` is the first part of a full name. */
function rename(name, names) {
  const [first, ...rest] = name.split('.');
  return [names[first] ?? first, ...rest].join('.');
}

function formatDefault(field) {
  if (field.default === undefined) return '';
  const isText = field.type === 'string' || field.type === 'bytes';
  return ` = ${isText ? JSON.stringify(field.default.slice(1, -1)) : field.default}`;
}

/** `pad 3 repeated uint32`: a field as the data writes it, without its dialects. */
function formatField(field, message, file, names) {
  const label = field.label === 'optional' ? '' : `${field.label} `;
  if (scalars.has(field.type)) return `${field.name} ${field.number} ${label}${field.type}${formatDefault(field)}`;
  const resolved = resolveType(field.type, message, file);
  if (resolved === undefined) throw new Error(`${message}.${field.name} has an unknown type ${field.type}`);
  const keyword = file.enums.has(resolved) ? 'enum ' : '';
  return `${field.name} ${field.number} ${label}${keyword}${rename(resolved, names)}${formatDefault(field)}`;
}

/** Full name of a message or enum → member's name → line. Of several files the first that has a member decides. */
function factsOf(texts) {
  const facts = { messages: new Map(), enums: new Map() };
  const into = (map, name) => map.get(name) ?? map.set(name, new Map()).get(name);
  for (const text of texts) {
    const file = readProto(text);
    const names = canonicalNames(file);
    for (const message of file.messages.values()) {
      const members = into(facts.messages, rename(message.name, names));
      for (const field of message.fields) {
        if (!members.has(field.name)) members.set(field.name, formatField(field, message.name, file, names));
      }
    }
    for (const { name, values } of file.enums.values()) {
      const members = into(facts.enums, rename(name, names));
      for (const [value, number] of values) if (!members.has(value)) members.set(value, `${value} ${number}`);
    }
  }
  return facts;
}

function readFolder(folder, name) {
  const path = join(folder, name, 'caffe.proto');
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  return readFileSync(path, 'utf8');
}

/** A fork given as a base and the fields in which it differs: those of the fragment come first, `without` are left out. */
function deriveDialect(folder, { base, fragment, without }) {
  const additions = readFileSync(new URL(fragment, import.meta.url), 'utf8');
  const facts = factsOf([readFolder(folder, base)]);
  for (const path of without) facts.messages.get(path.split('.')[0])?.delete(path.split('.')[1]);
  const added = factsOf([`message V1LayerParameter {} message FillerParameter {}\n${additions}`]);
  for (const part of ['messages', 'enums']) {
    for (const [name, members] of added[part]) facts[part].set(name, new Map([...(facts[part].get(name) ?? []), ...members]));
  }
  return facts;
}

/** Dialect → facts, in the order of preference. */
function readDialects(folder) {
  return new Map(dialectOrder.map((id) => {
    const derived = derivedDialects[id];
    if (derived !== undefined) return [id, deriveDialect(folder, derived)];
    return [id, factsOf(schemaFolders[id].map((name) => readFolder(folder, name)))];
  }));
}

/** `@ a b`, `@ -a b` or nothing: which of `whole` these dialects are. */
function formatDialects(ids, whole) {
  if (ids.length === whole.length) return '';
  const others = whole.filter((id) => !ids.includes(id));
  return others.length < ids.length ? ` @ -${others.join(' ')}` : ` @ ${ids.join(' ')}`;
}

/** Name → text, for all messages or all enums. */
function merge(dialects, part) {
  const names = new Set([...dialects.values()].flatMap((facts) => [...facts[part].keys()]));
  return new Map([...names].map((name) => {
    const having = dialectOrder.filter((id) => dialects.get(id)[part].has(name));
    const lines = new Map();
    for (const id of having) {
      for (const line of dialects.get(id)[part].get(name).values()) lines.set(line, [...(lines.get(line) ?? []), id]);
    }
    const head = formatDialects(having, dialectOrder).trimStart();
    const body = [...lines].map(([line, ids]) => line + formatDialects(ids, having)).sort(byNumber);
    return [name, { having, text: [...(head === '' ? [] : [head]), ...body].join('\n') }];
  }));
}

function byNumber(a, b) {
  return Number(a.split(' ')[1]) - Number(b.split(' ')[1]);
}

const netMessages = /^(Blob|Datum|Filler|Net|ParamSpec|LayerParameter|V1Layer|V0Layer)/;
const segmentationDialects = ['deeplab-v1', 'deeplab-v2', 'pspnet', 'deeplab-v2-bvlc', 'segnet', 'enet', 'crf-rnn', 'crf-rnn-bvlc', 'crf-rnn-v1', 'deconvnet', 'ccnn'];

/** Which data file a message stands in. */
function fileOf(name, having) {
  if (netMessages.test(name)) return 'net';
  if (name.startsWith('Solver')) return 'solver';
  if (having.includes('bvlc')) return 'bvlc';
  return having.some((id) => segmentationDialects.includes(id)) ? 'segmentation' : 'forks';
}

const titles = {
  net: 'Nets, layers, blobs and fillers.',
  solver: 'The solver.',
  bvlc: 'Parameter messages that BVLC Caffe has.',
  segmentation: 'Parameter messages of the segmentation forks.',
  forks: 'Parameter messages of other forks.',
  enums: 'Enums, by their full names.',
};

function formatFile(file, entries) {
  const blocks = entries.map(([name, { text }]) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: \`\n${text.replaceAll('\\', '\\\\')}\`,`);
  return `/** ${titles[file]} Written by scripts/schema/generate.mjs; the lines are explained in data/index.ts. */\nexport const ${file}: Readonly<Record<string, string>> = {\n${blocks.join('\n')}\n};\n`;
}

/** File name → text. */
function formatFiles(messages, enums) {
  const files = new Map(Object.keys(titles).map((file) => [file, []]));
  for (const entry of messages) files.get(fileOf(entry[0], entry[1].having)).push(entry);
  files.get('enums').push(...enums);
  const byName = (a, b) => (a[0] < b[0] ? -1 : 1);
  return new Map([...files].map(([file, entries]) => [`${file}.ts`, formatFile(file, entries.sort(byName))]));
}

/** The data files that the schemas in a folder make, as file name → text. */
export function generate(folder) {
  const dialects = readDialects(folder);
  return formatFiles(merge(dialects, 'messages'), merge(dialects, 'enums'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('usage: node scripts/schema/generate.mjs FOLDER');
    process.exitCode = 2;
  } else {
    for (const [file, text] of generate(folder)) writeFileSync(new URL(`../../server/src/schema/data/${file}`, import.meta.url), text);
  }
}
