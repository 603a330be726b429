/** Reads the structure of a proto2 file: messages, fields and enums; comments and options it does not need are passed over. */

/** @typedef {import('./proto.mjs').ProtoField} ProtoField @typedef {import('./proto.mjs').ProtoFile} ProtoFile */

const tokenPattern = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\w.+-]+|[{}[\]()<>=;,]|\s+/gy;

/** @param {string} text */
function tokensOf(text) {
  return [...text.matchAll(tokenPattern)].map(([token]) => token).filter((token) => !/^(\s|\/\/|\/\*)/.test(token));
}

/** Walks a token list. */
class Reader {
  /** @param {string[]} tokens */
  constructor(tokens) {
    this.tokens = tokens;
    this.position = 0;
  }

  peek() {
    return this.tokens[this.position];
  }

  next() {
    return this.tokens[this.position++];
  }

  /** @param {string} token */
  expect(token) {
    const found = this.next();
    if (found !== token) throw new Error(`expected ${token}, found ${found} at token ${this.position}`);
  }

  skipStatement() {
    while (this.peek() !== undefined && this.next() !== ';');
  }

  atEnd() {
    return this.position >= this.tokens.length;
  }
}

/** @param {Reader} reader @returns {Map<string, string>} */
function readOptions(reader) {
  const options = new Map();
  if (reader.peek() !== '[') return options;
  reader.next();
  while (reader.peek() !== ']') {
    const name = reader.next();
    reader.expect('=');
    options.set(name, reader.next());
    if (reader.peek() === ',') reader.next();
  }
  reader.next();
  return options;
}

/** @param {Reader} reader @param {string} scope @param {ProtoFile} file */
function readEnum(reader, scope, file) {
  const name = scope + reader.next();
  const values = new Map();
  reader.expect('{');
  while (reader.peek() !== '}') {
    const value = reader.next();
    if (value === 'option') {
      reader.skipStatement();
      continue;
    }
    if (value === ';') continue;
    reader.expect('=');
    values.set(value, Number(reader.next()));
    readOptions(reader);
    reader.expect(';');
  }
  reader.next();
  file.enums.set(name, { name, values });
}

/** @param {Reader} reader @param {'optional' | 'required' | 'repeated'} label @returns {ProtoField} */
function readField(reader, label) {
  const type = reader.next();
  const name = reader.next();
  reader.expect('=');
  const number = Number(reader.next());
  const options = readOptions(reader);
  reader.expect(';');
  const value = options.get('default');
  return { name, number, label, type, deprecated: options.get('deprecated') === 'true', ...(value === undefined ? {} : { default: value }) };
}

/** @param {Reader} reader @param {string} scope @param {ProtoFile} file */
function readMessage(reader, scope, file) {
  const name = scope + reader.next();
  /** @type {ProtoField[]} */
  const fields = [];
  reader.expect('{');
  for (;;) {
    const token = reader.next();
    if (token === '}') break;
    if (token === 'message') readMessage(reader, `${name}.`, file);
    else if (token === 'enum') readEnum(reader, `${name}.`, file);
    else if (token === 'optional' || token === 'required' || token === 'repeated') fields.push(readField(reader, token));
    else if (token !== ';') reader.skipStatement();
  }
  file.messages.set(name, { name, fields });
}

/** The innermost declaration that `type` names when written inside `scope`, as a full name; undefined for a scalar type.
 * @param {string} type @param {string} scope @param {ProtoFile} file */
export function resolveType(type, scope, file) {
  const name = type.replace(/^\.?caffe\./, '');
  const parts = scope.split('.');
  for (let depth = parts.length; depth >= 0; depth--) {
    const candidate = [...parts.slice(0, depth), name].join('.');
    if (file.messages.has(candidate) || file.enums.has(candidate)) return candidate;
  }
  return undefined;
}

/** @param {string} text @returns {ProtoFile} */
export function readProto(text) {
  const reader = new Reader(tokensOf(text));
  /** @type {ProtoFile} */
  const file = { messages: new Map(), enums: new Map() };
  while (!reader.atEnd()) {
    const token = reader.next();
    if (token === 'message') readMessage(reader, '', file);
    else if (token === 'enum') readEnum(reader, '', file);
    else if (token !== ';') reader.skipStatement();
  }
  return file;
}
