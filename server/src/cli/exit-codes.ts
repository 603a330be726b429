/** Exit statuses that scripts rely on. */
export const exitCodes = {
  clean: 0,
  /** The input was read and has errors, or two inputs differ. */
  problems: 1,
  /** Wrong arguments, or a file that cannot be read. */
  usage: 2,
  /** Ctrl-C: 128 and the signal's number, as shells have it. */
  interrupted: 130,
} as const;
