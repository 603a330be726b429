/** Reads one `layer { … }` or `layers { … }` block, whatever its generation; kept as long as the parser keeps the node. */
import { definitionOf, typeFromV0, typeFromV1 } from '../layers/index';
import type { DialectId } from '../schema/dialects';
import { sameVariables, type Variables } from '../schema/directives';
import { Fields, valuesOf } from '../schema/fields';
import { anyFieldSchema } from '../schema/schema';
import { Attachment } from '../syntax/attachment';
import type { FieldNode, MessageNode, ScalarNode } from '../syntax/tree';
import type { Generation } from './net';
import { messagesOf, nameOf, scalarsOf } from './nodes';
import { readRule, type StateRule } from './phases';
import { upgradeV0 } from './v0';

/** A bottom or top as it is written. */
export interface NamedNode {
  name: string;
  node: ScalarNode;
}

/** What a layer's block says by itself, before it is wired to others. */
export interface LayerSource {
  node: FieldNode;
  generation: Generation;
  name: string;
  type: string;
  nameNode: ScalarNode | undefined;
  typeNode: ScalarNode | undefined;
  bottoms: readonly NamedNode[];
  tops: readonly NamedNode[];
  include: readonly StateRule[];
  exclude: readonly StateRule[];
  fields: Fields;
  param: (name: string) => Fields;
  paramNames: readonly (string | undefined)[];
}

/** What values are read with. */
export interface Reading {
  variables: Variables;
  dialect: DialectId;
}

/** The fields of a layer message that wiring needs, found in one pass. */
interface Parts {
  nameNode: ScalarNode | undefined;
  typeNode: ScalarNode | undefined;
  bottoms: NamedNode[];
  tops: NamedNode[];
  /** The fields `param`, which name blobs for sharing. */
  params: FieldNode[];
  hasRules: boolean;
}

function readParts(messages: readonly MessageNode[], variables: Variables): Parts {
  const parts: Parts = { nameNode: undefined, typeNode: undefined, bottoms: [], tops: [], params: [], hasRules: false };
  for (const message of messages) {
    for (const field of message.fields) {
      if (field.name === 'bottom' || field.name === 'top') {
        const list = field.name === 'bottom' ? parts.bottoms : parts.tops;
        for (const node of scalarsOf(field)) list.push({ name: nameOf(node, variables), node });
      } else if (field.name === 'name') parts.nameNode = scalarsOf(field).at(-1) ?? parts.nameNode;
      else if (field.name === 'type') parts.typeNode = scalarsOf(field).at(-1) ?? parts.typeNode;
      else if (field.name === 'include' || field.name === 'exclude') parts.hasRules = true;
      else if (field.name === 'param') parts.params.push(field);
    }
  }
  return parts;
}

/** Names for sharing, one for each blob: `param { name: "w" }` in V2, `param: "w"` in V1. */
const readParamNames = (params: readonly FieldNode[], variables: Variables): readonly (string | undefined)[] =>
  params.flatMap(({ value }) => valuesOf(value)).map((value) => {
    const node = value.kind === 'scalar' ? value : value.fields.filter(({ name }) => name === 'name').flatMap(scalarsOf).at(-1);
    return node === undefined || node.value === '' ? undefined : nameOf(node, variables);
  });

/** A function that gives a layer's parameter messages by field name, each made once. */
function paramReader(fields: Fields): (name: string) => Fields {
  const known = new Map<string, Fields>();
  return (name) => {
    let param = known.get(name);
    if (param === undefined) {
      param = readParam(fields, name);
      known.set(name, param);
    }
    return param;
  };
}

/** A parameter that the layer's own generation lacks is empty. */
function readParam(fields: Fields, name: string): Fields {
  if (anyFieldSchema(fields.type, name) !== undefined) return fields.message(name);
  const home = fields.type === 'LayerParameter' ? 'V1LayerParameter' : 'LayerParameter';
  return new Fields(undefined, home, fields.variables, fields.dialect).message(name);
}

/** The type's V2 name. */
function readType(typeNode: ScalarNode | undefined, generation: Generation, variables: Variables): string {
  if (typeNode === undefined) return '';
  const written = nameOf(typeNode, variables);
  if (generation === 'V2') return written;
  return (generation === 'V1' ? typeFromV1(written) : typeFromV0(written)) ?? written;
}

function read(node: FieldNode, message: MessageNode, { variables, dialect }: Reading): LayerSource {
  const inner = node.name === 'layers' ? message.fields.filter(({ name }) => name === 'layer').flatMap(messagesOf)[0] : undefined;
  const generation: Generation = inner !== undefined ? 'V0' : node.name === 'layers' ? 'V1' : 'V2';
  const parts = readParts(inner === undefined ? [message] : [inner, message], variables);
  const type = readType(parts.typeNode, generation, variables);
  const source = inner === undefined ? message : upgradeV0(inner, definitionOf(type)?.param);
  const fields = new Fields(source, generation === 'V1' ? 'V1LayerParameter' : 'LayerParameter', variables, dialect);
  return {
    node, generation, type, fields,
    name: parts.nameNode === undefined ? '' : nameOf(parts.nameNode, variables),
    nameNode: parts.nameNode, typeNode: parts.typeNode, bottoms: parts.bottoms, tops: parts.tops,
    include: parts.hasRules ? fields.messages('include').map(readRule) : [],
    exclude: parts.hasRules ? fields.messages('exclude').map(readRule) : [],
    paramNames: readParamNames(parts.params, variables),
    param: paramReader(fields),
  };
}

interface Kept extends Reading {
  sources: readonly LayerSource[];
}

const kept = new Attachment<FieldNode, Kept>();

/** The node of one layer: the field itself, or one element of a short list `[{ … }, { … }]`. */
const nodeOf = (field: FieldNode, message: MessageNode): FieldNode =>
  field.value === message ? field : { ...field, start: message.start, end: message.end, value: message };

/** The layers of one top-level field `layer` or `layers`. */
export function layersIn(field: FieldNode, reading: Reading): readonly LayerSource[] {
  const known = kept.get(field);
  if (known?.dialect === reading.dialect && sameVariables(known.variables, reading.variables)) return known.sources;
  const sources = messagesOf(field).map((message) => read(nodeOf(field, message), message, reading));
  // The parser moves the field's own nodes after an edit before it, and not the copies made for lists and V0 layers.
  if (sources.every(({ node, generation }) => node === field && generation !== 'V0')) kept.set(field, { ...reading, sources });
  return sources;
}
