import { ExportCsv } from '../components/export-csv.tsx';
import type { ViewedList } from '../queries/views.ts';
import { ColumnChoice } from './column-choice.tsx';
import type { ListColumn } from './list-column.ts';
import { SavedViews } from './saved-views.tsx';
import type { useListView } from './use-list-view.ts';
import './list-view.css';

/** What stands above a list: the reader's views, its columns, and all that it holds as CSV in these columns. */
export function ListActions<Row extends { readonly id: string; readonly gainsightId: string | null }>({
  list,
  view,
  columns,
  rows,
}: {
  list: ViewedList;
  view: ReturnType<typeof useListView<Row>>;
  columns: readonly ListColumn<Row>[];
  rows: (signal: AbortSignal) => AsyncIterable<Row>;
}) {
  return (
    <>
      <SavedViews list={list} current={view.current} active={view.active} onOpen={view.open} />
      <ColumnChoice columns={columns} shown={view.shownIds} onChoose={view.choose} />
      <ExportCsv
        rows={rows}
        columns={[
          { name: 'id', value: ({ id }) => id },
          { name: 'gainsightId', value: ({ gainsightId }) => gainsightId },
          ...view.columns.flatMap(({ csv }) => csv),
        ]}
        fileName={`${list}.csv`}
        noun={list}
      />
    </>
  );
}
