import type { CallEntry, CallLog } from '../call-log.ts';
import { html, renderTable, type Html } from './html.ts';
import { renderPaging, sliceOf } from './paging.ts';
import { moment } from './shown.ts';

/** Which calls of the log are shown. */
export interface CallFilter {
  readonly vendor: string;
  /** Part of the path. */
  readonly find: string;
  readonly page: number;
}

/** The calls received, the last one first. */
export function renderCalls({ vendor, find, page }: CallFilter, log: CallLog): Html {
  const entries = log.entries
    .filter((entry) => (vendor === '' || entry.vendor === vendor) && entry.path.includes(find))
    .toReversed();
  const option = (value: string, label: string) =>
    html`<option value="${value}" ${value === vendor ? html`selected` : ''}>${label}</option>`;
  return html`<form class="find">
      <input type="hidden" name="tab" value="calls" />
      <label
        >Vendor
        <select name="vendor">
          ${option('', 'Both')} ${option('gainsight', 'Gainsight')} ${option('gong', 'Gong')}
        </select></label
      >
      <label>Path contains <input name="find" value="${find}" /></label><button>Show</button>
    </form>
    ${entries.length === 0 ? html`<p class="empty">No such call received yet.</p>` : renderEntries(sliceOf(entries, page))}
    ${renderPaging(page, entries.length, { tab: 'calls', vendor, find })}`;
}

function renderEntries(entries: readonly CallEntry[]): Html {
  return renderTable(
    ['#', 'At', 'Vendor', 'Call', 'Status', 'Took', 'Fault'],
    entries.map((entry) => [
      entry.number,
      html`<span class="nowrap">${moment(entry.at).slice(11)}</span>`,
      html`<span class="nowrap">${entry.vendor}</span>`,
      html`<div><code>${entry.method} ${entry.path}</code>${renderBody(entry.body)}</div>`,
      html`<span class="${entry.status === null || entry.status >= 400 ? 'bad' : 'good'}"
        >${entry.status ?? 'cut'}</span
      >`,
      html`<span class="nowrap">${entry.durationMs} ms</span>`,
      entry.fault?.replaceAll(',', ', ') ?? '',
    ]),
  );
}

function renderBody(body: string | null): Html {
  if (body === null) return html``;
  return html`<details>
    <summary>Body</summary>
    <pre>${body}</pre>
  </details>`;
}
