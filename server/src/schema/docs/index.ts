/** What messages, fields and enum values mean, in our own words, by `Message`, `Message.field` or `Message.Enum.VALUE`. */

const docs: Readonly<Record<string, string>> = {};

const deprecations: Readonly<Record<string, string>> = {};

/** The doc sentence of a message, field or enum value; undefined where there is none. */
export const docOf = (path: string): string | undefined => (Object.hasOwn(docs, path) ? docs[path] : undefined);

/** What to write in place of a field that is a relic; undefined for any other. */
export const deprecationOf = (path: string): string | undefined =>
  Object.hasOwn(deprecations, path) ? deprecations[path] : undefined;
