/** How a document is to be laid out. */

export interface FormatOptions {
  /** One step of indentation: spaces or a tab. */
  indent: string;
  /** Whether the values of neighbouring fields start in the same column. */
  alignValues: boolean;
  /** Whether a block written on one line stays there if it fits, or always gets lines for its fields. */
  oneLineMessages: 'keep' | 'expand';
  /** The longest line that a block on one line may make. */
  width: number;
}

export const defaultFormat: FormatOptions = { indent: '  ', alignValues: false, oneLineMessages: 'keep', width: 100 };
