import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { formatCount } from './format-value.ts';
import './data-table.css';

/** A column: its grid track ("minmax(160px, 2fr)"), and from which window width on it is shown. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly track: string;
  readonly isNumber?: boolean;
  /** Whether its text is shown whole, over several lines where it must; a row is then as high as it needs to be. */
  readonly isWrapping?: boolean;
  readonly from?: 'phone' | 'tablet' | 'desktop' | 'wide';
  readonly cell: (row: Row) => ReactNode;
  /** Present when the list can be ordered by this column. */
  readonly sort?: { readonly order: 'asc' | 'desc' | null; readonly onToggle: () => void };
}

/** What a table needs: rows as far as they are loaded, how many there are in all, and how to get more. */
export interface DataTableProps<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onMore: () => void;
  readonly rowKey: (row: Row) => string;
  readonly rowLabel: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly empty: ReactNode;
  /** Rows of a former question still stand while the new one is being answered. */
  readonly isStale?: boolean;
}

const ROW_HEIGHT_PX = 36;
const TOUCH_ROW_HEIGHT_PX = 48;

/**
 * A list of any length: only the rows in sight exist, more pages are fetched as one nears the end.
 * ↑ ↓ Page Up, Page Down, Home and End move between rows, Enter opens one; the header stays in sight.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, total, hasMore, isLoadingMore, onMore, onOpen } = props;
  const columns = useShownColumns(props.columns);
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const rowHeight = isPhone ? TOUCH_ROW_HEIGHT_PX : ROW_HEIGHT_PX;
  const isMeasured = columns.some(({ isWrapping }) => isWrapping);
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const wanted = useRef(0);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 40,
  });
  useEffect(() => {
    // What rows measured themselves to be is not to be forgotten.
    if (!isMeasured) virtualizer.measure();
  }, [virtualizer, rowHeight, isMeasured]);
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastShown >= rows.length - 40) onMore();
  }, [hasMore, isLoadingMore, lastShown, rows.length, onMore]);

  const focusRow = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setCurrent(next);
    wanted.current = next;
    virtualizer.scrollToIndex(next);
    const focus = () => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`);
      row?.focus({ preventScroll: true });
      return row != null;
    };
    if (focus()) return;
    // The row does not exist before the list has scrolled there; by then a faster key may have gone on.
    requestAnimationFrame(() => {
      if (wanted.current === next) focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(
      event.key,
      Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    );
    if (step !== null) {
      event.preventDefault();
      focusRow(Number.isFinite(step) ? current + step : step < 0 ? 0 : rows.length - 1);
    }
  };
  const template = {
    gridTemplateColumns: columns.map(({ track }) => track).join(' '),
    minWidth: columns.reduce((sum, { track }) => sum + leastWidthPx(track), 0),
  };

  return (
    <div className="data-table-frame">
      <div
        ref={scroller}
        className={props.isStale ? 'data-table data-table-stale' : 'data-table'}
        role="grid"
        aria-label={props.name}
        aria-rowcount={total + 1}
        aria-busy={isLoadingMore || props.isStale}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className="data-table-head" style={template}>
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} />
          ))}
        </div>
        {rows.length === 0 ? (
          <div role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        ) : (
          <div
            role="rowgroup"
            className="data-table-body"
            style={{ height: virtualizer.getTotalSize(), minWidth: template.minWidth }}
          >
            {shown.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <div
                  key={props.rowKey(row)}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-label={props.rowLabel(row)}
                  ref={isMeasured ? virtualizer.measureElement : undefined}
                  data-index={item.index}
                  tabIndex={item.index === Math.min(current, rows.length - 1) ? 0 : -1}
                  className={onOpen === undefined ? 'data-table-row' : 'data-table-row data-table-row-opens'}
                  style={{
                    ...template,
                    [isMeasured ? 'minHeight' : 'height']: rowHeight,
                    transform: `translateY(${item.start}px)`,
                  }}
                  onFocus={() => setCurrent(item.index)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row);
                  }}
                  onClick={(event) => {
                    // A link inside the row does its own work, also with Ctrl or the middle button.
                    if (event.target instanceof Element && event.target.closest('a, button') !== null) return;
                    onOpen?.(row);
                  }}
                >
                  {columns.map((column) => (
                    <div key={column.id} role="gridcell" className={cellClass(column)}>
                      {column.cell(row)}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        )}
      </div>
      <div className="data-table-foot small number" role="status">
        {rows.length === 0 ? '0' : `1–${formatCount(rows.length)}`} of {formatCount(total)}
        {isLoadingMore && ' · loading more…'}
      </div>
    </div>
  );
}

/** The width below which a grid track does not shrink: "112px", "minmax(160px, 2fr)"; 0 for one that has none. */
function leastWidthPx(track: string): number {
  return Number(/(?<px>\d+)px/u.exec(track)?.groups?.['px'] ?? 0);
}

/** Rows to move by: a number, ±Infinity for the ends, null when the key is not ours. */
function stepOf(key: string, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return page;
    case 'PageUp':
      return -page;
    case 'Home':
      return -Infinity;
    case 'End':
      return Infinity;
    default:
      return null;
  }
}

function useShownColumns<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  const options = { getInitialValueInEffect: false };
  const isTablet = useMediaQuery('(min-width: 48.01em)', true, options);
  const isDesktop = useMediaQuery('(min-width: 75em)', true, options);
  const isWide = useMediaQuery('(min-width: 102em)', true, options);
  const isShown = { phone: true, tablet: isTablet, desktop: isDesktop, wide: isWide };
  return columns.filter(({ from = 'phone' }) => isShown[from]);
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { sort } = column;
  const className = cellClass({ ...column, isWrapping: false });
  if (sort === undefined) {
    return (
      <div role="columnheader" className={className}>
        {column.header}
      </div>
    );
  }
  const order = sort.order === null ? 'none' : sort.order === 'asc' ? 'ascending' : 'descending';
  return (
    <div role="columnheader" aria-sort={order} className={className}>
      <button type="button" className="data-table-sort" onClick={sort.onToggle}>
        {column.header}
        <span aria-hidden>{sort.order === null ? '' : sort.order === 'asc' ? '↑' : '↓'}</span>
      </button>
    </div>
  );
}

function cellClass({ isNumber, isWrapping }: Pick<Column<never>, 'isNumber' | 'isWrapping'>): string {
  if (isWrapping) return 'data-table-cell data-table-wrapping';
  return isNumber ? 'data-table-cell data-table-number' : 'data-table-cell';
}

/** Grey rows in the place of a table that is coming. */
export function DataTableSkeleton({ what }: { what: string }) {
  return (
    <div className="data-table-frame" role="status">
      <span className="sr-only">Loading {what}…</span>
      <div className="data-table">
        {Array.from({ length: 14 }, (_, row) => (
          <div key={row} className="data-table-skeleton">
            <Skeleton height={12} width={`${28 + ((row * 13) % 24)}%`} radius={4} />
            <Skeleton height={12} width="12%" radius={4} />
            <Skeleton height={12} width="16%" radius={4} />
          </div>
        ))}
      </div>
    </div>
  );
}
