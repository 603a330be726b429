/** What messages, fields and enum values mean, in our own words. */
import type { Phrase } from '../../l10n/text';
import { commonDocs, commonEnumDocs } from './common';
import { coreAdditionDocs } from './core-additions';
import { dataDocs } from './data';
import { deprecations, type Deprecation } from './deprecations';
import { detectionDocs } from './detection';
import { embeddedLayerDocs } from './embedded-layers';
import { embeddedOperatorDocs } from './embedded-operators';
import { enumValueDocs } from './enum-values';
import { forkDataDocs } from './fork-data';
import { layerDocs } from './layers';
import { netDocs } from './net';
import { researchLayerDocs } from './research-layers';
import { segmentationDocs } from './segmentation';
import { solverDocs } from './solver';

/** By message or enum: a sentence about it, and one about each of its fields or values. */
export type MessageDocs = Readonly<Record<string, { readonly about?: Phrase; readonly fields: Readonly<Record<string, Phrase>> }>>;

/** Tables as one; a message may have fields in several of them. */
function joined(tables: readonly MessageDocs[]): MessageDocs {
  const all: Record<string, MessageDocs[string]> = {};
  for (const [name, doc] of tables.flatMap((table) => Object.entries(table))) {
    const known = all[name];
    all[name] = known === undefined ? doc : { ...known, ...doc, fields: { ...known.fields, ...doc.fields } };
  }
  return all;
}

const docs = joined([
  netDocs, layerDocs, dataDocs, segmentationDocs, detectionDocs, solverDocs, coreAdditionDocs, forkDataDocs, researchLayerDocs, embeddedLayerDocs, embeddedOperatorDocs,
  enumValueDocs,
]);

/** Messages whose fields mean what the fields of the same names of another message do. */
const namesakes: Readonly<Record<string, string>> = {
  V1LayerParameter: 'LayerParameter', SqueezeConvolutionParameter: 'ConvolutionParameter', SqueezeInnerProductParameter: 'InnerProductParameter',
  ConvolutionDeeplabParameter: 'ConvolutionParameter', MyConvolutionParameter: 'ConvolutionParameter', SpatialBatchingPoolingParameter: 'PoolingParameter', Pooling3DParameter: 'PoolingParameter',
};

const at = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

const ownDocOf = (owner: string, member: string): Phrase | undefined => at(at(docs, owner)?.fields ?? {}, member);

/** What is said of every enum of that name: of `Engine` for `PoolingParameter.Engine`. */
const commonEnumOf = (name: string): MessageDocs[string] | undefined => at(commonEnumDocs, name.slice(name.lastIndexOf('.') + 1));

/** The sentence about a message or enum; undefined where there is none. */
export const aboutOf = (name: string): Phrase | undefined => at(docs, name)?.about ?? commonEnumOf(name)?.about;

/** The sentence about a message's field or an enum's value; undefined where there is none. */
export function docOf(owner: string, member: string): Phrase | undefined {
  return ownDocOf(owner, member) ?? ownDocOf(namesakes[owner] ?? owner, member) ?? at(commonEnumOf(owner)?.fields ?? {}, member) ?? at(commonDocs, member);
}

/** What has taken the place of a field that is a relic; undefined for any other. */
export const deprecationOf = (owner: string, member: string): Deprecation | undefined => deprecations.get(`${owner}.${member}`);

/** Everything that has a sentence, as (owner, member) pairs. */
export const documented = (): [owner: string, member: string][] =>
  Object.entries(docs).flatMap(([owner, { fields }]) => Object.keys(fields).map((member): [string, string] => [owner, member]));
