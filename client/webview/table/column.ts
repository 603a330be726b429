/** A column of a table: what it shows, and what it is sorted by. */
export interface Column<Row> {
  id: string;
  title: string;
  /** What the title stands for, in full. */
  hint: string;
  isNumber: boolean;
  text(row: Row): string;
  /** By what rows are sorted; null stands last, whichever way. */
  key(row: Row): number | string | null;
  /** Shown as a bar beside the figure, as its part of the largest. */
  hasBar?: true;
}
