/** Finds the full reference data, which lies beside a checkout in CI; a bare clone has only the compact copies in test/. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The checkout's root. */
export const root = resolve(import.meta.dirname, '..', '..');

/** The folder `../shared` beside the checkout, or undefined. */
export const shared: string | undefined = [join(root, '..', 'shared')].find((folder) => existsSync(join(folder, 'golden')));

/** A folder of reference data: the full one if it is there, otherwise the compact copy in the test folder. */
export const reference = (name: string): string => {
  const full = shared && join(shared, name);
  return full && existsSync(full) ? full : join(root, 'test', name);
};
