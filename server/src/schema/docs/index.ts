/** What messages, fields and enum values mean, in our own words. */
import type { Phrase } from '../../l10n/text';
import { dataDocs } from './data';
import { deprecations, type Deprecation } from './deprecations';
import { detectionDocs } from './detection';
import { layerDocs } from './layers';
import { netDocs } from './net';
import { segmentationDocs } from './segmentation';
import { solverDocs } from './solver';

/** By message or enum: a sentence about it, and one about each of its fields or values. */
export type MessageDocs = Readonly<Record<string, { readonly about: Phrase; readonly fields: Readonly<Record<string, Phrase>> }>>;

const docs: MessageDocs = { ...netDocs, ...layerDocs, ...dataDocs, ...segmentationDocs, ...detectionDocs, ...solverDocs };

/** V1 layers name most of their fields as V2 layers do. */
const namesakes: Readonly<Record<string, string>> = { V1LayerParameter: 'LayerParameter' };

function ownDocOf(owner: string, member: string): Phrase | undefined {
  const fields = Object.hasOwn(docs, owner) ? docs[owner]?.fields : undefined;
  return fields !== undefined && Object.hasOwn(fields, member) ? fields[member] : undefined;
}

/** The sentence about a message or enum; undefined where there is none. */
export const aboutOf = (name: string): Phrase | undefined => (Object.hasOwn(docs, name) ? docs[name]?.about : undefined);

/** The sentence about a message's field or an enum's value; undefined where there is none. */
export function docOf(owner: string, member: string): Phrase | undefined {
  return ownDocOf(owner, member) ?? ownDocOf(namesakes[owner] ?? owner, member);
}

/** What has taken the place of a field that is a relic; undefined for any other. */
export const deprecationOf = (owner: string, member: string): Deprecation | undefined => deprecations.get(`${owner}.${member}`);

/** Everything that has a sentence, as (owner, member) pairs. */
export const documented = (): [owner: string, member: string][] =>
  Object.entries(docs).flatMap(([owner, { fields }]) => Object.keys(fields).map((member): [string, string] => [owner, member]));
