/** Which schema files make up a dialect. */
export const schemaFolders: Readonly<Record<string, readonly string[]>>;
export const derivedDialects: Readonly<Record<string, { base: string; fragment: string; without: readonly string[] }>>;
export const dialectOrder: readonly string[];
