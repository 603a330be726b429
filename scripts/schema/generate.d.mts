/** The data files that the schemas in a folder make, as file name → text. */
export function generate(folder: string): Map<string, string>;
