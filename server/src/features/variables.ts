/** The variables of a document: where a value is taken from them, in templates or by a bare word, and where they are given one. */
import { rootMessages } from '../schema/document-kind';
import { definitionIn } from '../schema/definition-comment';
import { valuesOf } from '../schema/fields';
import { isPlaceholder } from '../schema/values';
import type { FieldSchema } from '../schema/schema';
import type { FieldNode, ScalarNode, SourceRange } from '../syntax/tree';
import { schemaOf } from './cursor';
import type { Snapshot } from './snapshot';

const template = /\$\{([A-Za-z_]\w*)\}/g;

/** Each name once: as it first stands in the text, then those that are only defined. */
export const namesUsed = ({ tree: { text }, context: { variables } }: Snapshot): readonly string[] =>
  [...new Set([...[...text.matchAll(template)].map(([, name = '']) => name), ...variables.keys()])];

/** The name of the template around the offset that has no value yet. */
export function openVariableAt({ tree: { text }, context: { variables } }: Snapshot, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  for (const match of text.slice(start, end < 0 ? text.length : end).matchAll(template)) {
    const from = start + match.index;
    if (from <= offset && offset <= from + match[0].length && !variables.has(match[1] ?? '')) return match[1];
  }
  return undefined;
}

/** A place where the name of a variable stands: the name alone. */
export interface VariablePlace extends SourceRange {
  name: string;
  /** The name with what marks it as a variable: `${NAME}`, or the name alone. */
  template: SourceRange;
  /** Whether a comment gives it a value there. */
  isDefinition: boolean;
}

function placeOf(name: string, start: number, form: 'word' | 'template' | 'definition'): VariablePlace {
  const end = start + name.length;
  const template = form === 'template' ? { start: start - '${'.length, end: end + '}'.length } : { start, end };
  return { name, start, end, template, isDefinition: form === 'definition' };
}

/** The variables that a value names: in templates, also within a string, or as a bare word where a number belongs. */
export function variablesOf(text: string, scalar: ScalarNode, schema: Pick<FieldSchema, 'kind'> | undefined): VariablePlace[] {
  const { start, end, value: name } = scalar;
  if (schema && isPlaceholder(scalar, schema)) return [placeOf(name, end - name.length, 'word')];
  if (scalar.form !== 'template' && scalar.form !== 'string') return [];
  return [...text.slice(start, end).matchAll(template)].map(({ index, 1: used = '' }) => placeOf(used, start + index + '${'.length, 'template'));
}

function* usesIn(snapshot: Snapshot, field: FieldNode, type: string | undefined): Generator<VariablePlace> {
  const schema = schemaOf(snapshot, type, field.name);
  for (const value of valuesOf(field.value)) {
    if (value.kind === 'message') for (const inner of value.fields) yield* usesIn(snapshot, inner, schema?.typeName);
    else yield* variablesOf(snapshot.tree.text, value, schema);
  }
}

/** All places of variables, in the order of the document. */
function placesIn(snapshot: Snapshot): VariablePlace[] {
  const { tree: { comments, root }, context: { kind } } = snapshot;
  const definitions = comments.flatMap((comment): VariablePlace[] => {
    const found = definitionIn(comment);
    return found ? [placeOf(found.name, found.start, 'definition')] : [];
  });
  const uses = root.fields.flatMap((field) => [...usesIn(snapshot, field, kind === 'other' ? undefined : rootMessages[kind])]);
  return [...definitions, ...uses].sort((a, b) => a.start - b.start);
}

/** A variable, and everywhere that its name stands in the document. */
export interface Variable {
  name: string;
  /** Where it was asked for. */
  at: VariablePlace;
  places: readonly VariablePlace[];
}

/** The variable that the offset is at. */
export function variableAt(snapshot: Snapshot, offset: number): Variable | undefined {
  const places = placesIn(snapshot);
  const at = places.find(({ template: { start, end } }) => start <= offset && offset <= end);
  return at && { name: at.name, at, places: places.filter(({ name }) => name === at.name) };
}
