/** What would make Caffe take a layer that it refuses, as data: quick fixes write it into the text. */
import type { Words } from '../l10n/text';

/** A field of the layer's parameter message and the value that it gets. */
export interface FieldChange {
  /** `group`; a dot leads into a message: `shape.dim`. */
  field: string;
  /** As the file has it; an enum value as its bare name; a list for a repeated field. Undefined: the field goes. */
  value: number | boolean | string | readonly number[] | undefined;
  /** Which of the field's values; all of them where absent. */
  index?: number;
}

/** `group 1`, `offset 4×6`. */
export const changeText = ({ field, value }: FieldChange): string => `${field} ${typeof value === 'object' ? value.join('×') : String(value)}`;

/** Fields with other values. */
export interface FieldsRemedy {
  kind: 'fields';
  /** All of them together mend it. */
  changes: readonly FieldChange[];
  /** What it does, as an order, where the changes do not say it well. */
  title?: Words;
  /** The layer that makes this bottom is changed, rather than the refused one. */
  producerOf?: number;
  /** True where nobody would choose otherwise. */
  isSure?: boolean;
}

/** A new layer, through which a bottom passes on its way to the refused one. */
export interface LayerRemedy {
  kind: 'layer';
  /** Its V2 type. */
  type: string;
  /** What it does, as an order. */
  title: Words;
  bottom: number;
  /** A bottom that the new layer reads as its second. */
  reference?: number;
  /** What stands in its parameter message. */
  lines?: readonly string[];
}

/** The first two bottoms change places. */
export interface SwapRemedy {
  kind: 'swap';
}

export type Remedy = FieldsRemedy | LayerRemedy | SwapRemedy;

/** What a refusal tells besides its message. */
export interface RefusalHelp {
  /** Ways to mend it, the likeliest first. */
  remedies?: readonly Remedy[];
  /** The bottoms whose makers explain it. */
  madeBy?: readonly number[];
}

/** One field with another value. */
export const set = (field: string, value: FieldChange['value'], isSure = false): FieldsRemedy => ({ kind: 'fields', changes: [{ field, value }], isSure });

/** Fields that go. */
export const drop = (fields: readonly string[], isSure = false): FieldsRemedy =>
  ({ kind: 'fields', changes: fields.map((field) => ({ field, value: undefined })), isSure });

/** One field with each of some values, to choose from. */
export const choices = (field: string, values: readonly (number | undefined)[]): readonly FieldsRemedy[] =>
  [...new Set(values)].flatMap((value) => (value === undefined ? [] : [set(field, value)]));
