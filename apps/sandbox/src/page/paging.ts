import { html, type Html } from './html.ts';

const rowsPerPage = 50;

/** The rows of one page, numbered from 1. */
export function sliceOf<T>(rows: readonly T[], page: number): readonly T[] {
  return rows.slice((page - 1) * rowsPerPage, page * rowsPerPage);
}

/** The rows of a page of those that match, and how many match: a big world's rows do not all fit in a list. */
export function pageOfMatches<T>(
  all: Iterable<T>,
  page: number,
  matches: (row: T) => boolean,
): { readonly rows: readonly T[]; readonly count: number } {
  const rows: T[] = [];
  let count = 0;
  for (const row of all) {
    if (!matches(row)) continue;
    if (count >= (page - 1) * rowsPerPage && rows.length < rowsPerPage) rows.push(row);
    count += 1;
  }
  return { rows, count };
}

/** Links to the pages before and after; `parameters` are those of the address that stay. */
export function renderPaging(
  page: number,
  count: number,
  parameters: Readonly<Record<string, string>>,
): Html {
  const pages = Math.max(1, Math.ceil(count / rowsPerPage));
  const link = (to: number, label: string) =>
    to < 1 || to > pages
      ? html`<span></span>`
      : html`<a href="?${new URLSearchParams({ ...parameters, page: String(to) }).toString()}">${label}</a>`;
  return html`<nav class="paging" aria-label="Pages">
    ${link(page - 1, '← Previous')}
    <span>${count.toLocaleString('en')} in all, page ${page} of ${pages}</span> ${link(page + 1, 'Next →')}
  </nav>`;
}
