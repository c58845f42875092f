import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from './context.ts';
import { gsidOf } from './gainsight/object-store.ts';
import type { RecordStore } from './gainsight/record-store.ts';
import { activityObject } from './gainsight/activity-writer.ts';
import { html, renderDocument, type Html } from './page-frame.ts';
import type { FieldDefinition, Row, Value } from './world.ts';

const rowsPerPage = 50;
const query = z.object({
  tab: z.enum(['companies', 'timeline', 'calls']).catch('timeline'),
  page: z.coerce.number().int().positive().catch(1),
  find: z.string().catch(''),
  company: z.string().catch(''),
});

type PageQuery = z.infer<typeof query>;

/** Serves the page at `/__sandbox`, where a person sees what arrives: companies, Timeline, calls received. */
export function registerPage(app: FastifyInstance, context: SandboxContext, store: RecordStore): void {
  app.get('/', (_request, reply) => reply.redirect('/__sandbox'));
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  app.get('/__sandbox', (request, reply) => {
    const asked = query.parse(request.query);
    void reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'",
      )
      .header('x-content-type-options', 'nosniff');
    const companies = store.find('company')?.count() ?? 0;
    return renderDocument({ tab: asked.tab, context, companies, body: renderTab(asked, context, store) });
  });
}

function renderTab(asked: PageQuery, context: SandboxContext, store: RecordStore): Html {
  switch (asked.tab) {
    case 'companies':
      return asked.company === '' ? renderCompanies(asked, store) : renderCompany(asked.company, store);
    case 'timeline':
      return renderTimeline(asked, store);
    case 'calls':
      return renderCalls(asked, context);
  }
}

function renderCompanies(asked: PageQuery, store: RecordStore): Html {
  const companies = store.find('company');
  const wanted = asked.find.toLowerCase();
  const { rows, count } = pageOfMatches(companies?.stored() ?? [], asked.page, (row) =>
    text(row['Name']).toLowerCase().includes(wanted),
  );
  const fields = ['Stage', 'Status', 'Csm', 'Arr', 'RenewalDate', 'ModifiedDate'].flatMap(
    (name) => companies?.field(name) ?? [],
  );
  const body = rows.map(
    (row) =>
      html`<tr>
        <td><a href="?tab=companies&company=${encodeURIComponent(gsidOf(row))}">${text(row['Name'])}</a></td>
        ${fields.map((field) => html`<td>${shown(field, row[field.name] ?? null, store)}</td>`)}
      </tr>`,
  );
  return html`<form class="find">
      <input type="hidden" name="tab" value="companies" />
      <label>Name contains <input name="find" value="${asked.find}" /></label><button>Find</button>
    </form>
    <table>
      <thead>
        <tr>
          <th>Name</th>
          ${fields.map((field) => html`<th>${field.label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
    ${renderPaging(asked, count)}`;
}

function renderCompany(gsid: string, store: RecordStore): Html {
  const companies = store.find('company');
  const row = companies?.find(gsid);
  if (companies === undefined || row === undefined) return html`<p class="empty">No such company.</p>`;
  const activities = newest(store).filter((activity) => activity['GsCompanyId'] === gsid);
  const fields = companies.object.fields.map(
    (field) =>
      html`<tr>
        <th>${field.label}</th>
        <td class="name">${field.name}</td>
        <td>${shown(field, row[field.name] ?? null, store)}</td>
      </tr>`,
  );
  return html`<h2>${text(row['Name'])}</h2>
    ${activities.length === 0 ? html`<p class="empty">No Timeline entry.</p>` : activities.map((activity) => renderActivity(activity, store))}
    <table class="fields">
      <tbody>
        ${fields}
      </tbody>
    </table>`;
}

function renderTimeline(asked: PageQuery, store: RecordStore): Html {
  const activities = newest(store);
  if (activities.length === 0) return html`<p class="empty">No Timeline entry yet.</p>`;
  return html`${sliceOf(activities, asked.page).map((activity) => renderActivity(activity, store))}
  ${renderPaging(asked, activities.length)}`;
}

function newest(store: RecordStore): Row[] {
  const rows = store.find(activityObject)?.object.rows ?? [];
  return rows.toSorted((left, right) => text(right['CreatedDate']).localeCompare(text(left['CreatedDate'])));
}

function renderActivity(row: Row, store: RecordStore): Html {
  const company = store.find('company')?.find(text(row['GsCompanyId']));
  const author = store.find('gsuser')?.find(text(row['AuthorId']));
  return html`<article>
    <header>
      <strong>${text(row['Subject'])}</strong>
      <span class="chip">${text(row['TypeName'])}</span>
      <a href="?tab=companies&company=${encodeURIComponent(text(row['GsCompanyId']))}"
        >${text(company?.['Name'] ?? null)}</a
      >
    </header>
    <p class="meta">
      ${text(author?.['Name'] ?? null)} · held ${moment(row['ActivityDate'])} · saved
      ${moment(row['CreatedDate'])} · changed
      ${moment(row['LastModifiedDate'])}${row['ExternalId'] === null ? '' : html` · <code>${text(row['ExternalId'])}</code>`}
    </p>
    ${renderAttendees(row)}
    <iframe
      sandbox=""
      style="height: ${notesHeight(text(row['Notes']))}px"
      title="Notes of ${text(row['Subject'])}"
      srcdoc="${notesDocument(text(row['Notes']))}"
    ></iframe>
    <details>
      <summary>Notes as sent</summary>
      <pre>${text(row['Notes'])}</pre>
    </details>
  </article>`;
}

function renderAttendees(row: Row): Html {
  const names = [row['InternalAttendees'], row['ExternalAttendees']].filter(
    (value) => typeof value === 'string',
  );
  return names.length === 0 ? html`` : html`<p class="meta">With ${names.join(', ')}</p>`;
}

/** Room for the notes in pixels, guessed from their blocks and length, since no script may measure them. */
function notesHeight(notes: string): number {
  const blocks = notes.match(/<(p|li|ul|ol|br|h\d|div)\b/gi)?.length ?? 1;
  return Math.min(520, 40 + 24 * (blocks + Math.floor(notes.length / 120)));
}

/** Notes are a stranger's HTML: shown in a frame that may run nothing and load nothing. */
function notesDocument(notes: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  const style = 'body{font:14px/1.5 system-ui,sans-serif;margin:12px;color:CanvasText}';
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light dark"><style>${style}</style>${notes}`;
}

function renderCalls(asked: PageQuery, context: SandboxContext): Html {
  const entries = context.callLog.entries.toReversed();
  if (entries.length === 0) return html`<p class="empty">No call received yet.</p>`;
  const body = sliceOf(entries, asked.page).map(
    (entry) =>
      html`<tr>
        <td>${entry.number}</td>
        <td>${moment(entry.at)}</td>
        <td>${entry.vendor}</td>
        <td>
          <code>${entry.method} ${entry.path}</code>${
            entry.body === null
              ? ''
              : html`<details>
                  <summary>Body</summary>
                  <pre>${entry.body}</pre>
                </details>`
          }
        </td>
        <td class="${entry.status === null || entry.status >= 400 ? 'bad' : 'good'}">
          ${entry.status ?? 'cut'}
        </td>
        <td>${entry.durationMs} ms</td>
        <td>${entry.fault ?? ''}</td>
      </tr>`,
  );
  return html`<table>
      <thead>
        <tr>
          <th>#</th>
          <th>At</th>
          <th>Vendor</th>
          <th>Call</th>
          <th>Status</th>
          <th>Took</th>
          <th>Fault</th>
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
    ${renderPaging(asked, entries.length)}`;
}

function renderPaging(asked: PageQuery, count: number): Html {
  const pages = Math.max(1, Math.ceil(count / rowsPerPage));
  const link = (page: number, label: string) =>
    page < 1 || page > pages
      ? html`<span></span>`
      : html`<a href="?tab=${asked.tab}&find=${encodeURIComponent(asked.find)}&page=${page}">${label}</a>`;
  return html`<nav class="paging">
    ${link(asked.page - 1, '← Previous')}
    <span>${count} in all, page ${asked.page} of ${pages}</span> ${link(asked.page + 1, 'Next →')}
  </nav>`;
}

/** The rows of a page of those that match, and how many match: a big world's rows do not all fit in a list. */
function pageOfMatches(
  all: Iterable<Row>,
  page: number,
  matches: (row: Row) => boolean,
): { readonly rows: readonly Row[]; readonly count: number } {
  const rows: Row[] = [];
  let count = 0;
  for (const row of all) {
    if (!matches(row)) continue;
    if (count >= (page - 1) * rowsPerPage && rows.length < rowsPerPage) rows.push(row);
    count += 1;
  }
  return { rows, count };
}

function sliceOf<T>(rows: readonly T[], page: number): readonly T[] {
  return rows.slice((page - 1) * rowsPerPage, page * rowsPerPage);
}

/** A value as a person reads it: labels for picklists, names for lookups. */
function shown(field: FieldDefinition, value: Value, store: RecordStore): string {
  if (value === null) return '–';
  if (field.items !== undefined) {
    const gsids = typeof value === 'object' ? value : [String(value)];
    return gsids.map((gsid) => field.items?.find((item) => item.gsid === gsid)?.label ?? gsid).join(', ');
  }
  if (field.lookupObject !== undefined) {
    const found = store.find(field.lookupObject)?.find(String(value));
    return text(found?.['Name'] ?? value);
  }
  if (field.type === 'DATETIME') return moment(value);
  return typeof value === 'number' ? value.toLocaleString('en') : text(value);
}

function text(value: Value | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

/** An instant as a person reads it, with its zone. */
function moment(value: Value | undefined): string {
  const iso = text(value);
  return iso.length < 20 ? iso : `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
