import type { Column } from '../components/data-table.tsx';
import type { CsvColumn } from '../components/export-csv.tsx';

/** A column that a person may choose for a list, with what an export holds of it. */
export interface ListColumn<Row> extends Column<Row> {
  /** Shown until somebody chooses columns. */
  readonly isUsual: boolean;
  readonly csv: readonly CsvColumn<Row>[];
}

/**
 * The columns that are shown: those chosen, in the list's own order, whatever the width; with nothing chosen the usual ones
 * as far as there is room. The first column always stands: it names the row.
 */
export function shownColumns<Row>(
  all: readonly ListColumn<Row>[],
  chosen: readonly string[],
): readonly ListColumn<Row>[] {
  if (chosen.length === 0) return all.filter(({ isUsual }) => isUsual);
  return all
    .filter(({ id }, at) => at === 0 || chosen.includes(id))
    .map((column) => ({ ...column, from: 'phone' }));
}

/** Whether two choices of columns show the same, in whichever order they were made. */
export function isSameChoice(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
