/** Puts values in the place of `${NAME}` templates inside strings. */
import type { Variables } from '../schema/directives';

/** The text with the values that are known; templates without a value stay. */
export const withValues = (text: string, variables: Variables): string =>
  text.replace(/\$\{(\w+)\}/g, (whole, name: string) => variables.get(name) ?? whole);
