import type { ObjectStore } from '../gainsight/object-store.ts';
import type { RecordStore } from '../gainsight/record-store.ts';
import { renderFieldAdmin } from './field-admin.ts';
import { html, renderTable, type Html } from './html.ts';
import { text } from './shown.ts';

/** What a person typed, by the name of its field. */
type Form = Readonly<Record<string, string>>;

/** Most companies that a field proposes, and most deleted records that can be chosen here. */
const PROPOSED = 200;

/**
 * What a tenant's admin can do: merge, delete and restore companies, change the fields of an object. `refused` tells
 * why the last act was not done, with what was typed.
 */
export function renderAdmin(
  store: RecordStore,
  objectName: string,
  refused: { readonly form: Form; readonly message: string } | null,
): Html {
  const companies = store.find('company');
  const object = store.find(objectName) ?? companies;
  if (companies === undefined || object === undefined) return html`<p class="empty">No company.</p>`;
  return html`<p class="lead">
      What an admin does in the product’s own screens and no API offers. A client meets it as moved ids,
      vanished records and fields that are no longer what they were.
    </p>
    ${refused === null ? '' : html`<p class="alert bad" role="alert">${refused.message}</p>`}
    <h2>Companies</h2>
    ${renderCompanyList(companies)} ${renderMerge(refused?.form ?? {})} ${renderDelete(refused?.form ?? {})}
    ${renderDeleted(companies)} ${renderFieldAdmin(store, object, refused?.form ?? {})}`;
}

/** Names for the fields that take a Gsid. */
function renderCompanyList(companies: ObjectStore): Html {
  const options: Html[] = [];
  for (const row of companies.stored()) {
    if (options.length === PROPOSED) break;
    options.push(html`<option value="${text(row['Gsid'])}">${text(row['Name'])}</option>`);
  }
  return html`<datalist id="companies">${options}</datalist>`;
}

function gsidInput(name: string, label: string, form: Form): Html {
  return html`<label class="wide"
    >${label}
    <input
      name="${name}"
      value="${form[name] ?? ''}"
      placeholder="Gsid; type a name to find it"
      list="companies"
      autocomplete="off"
      required
  /></label>`;
}

function renderMerge(form: Form): Html {
  return html`<form method="post" action="/__sandbox/page/admin/merge" class="card">
    <div class="grid">
      ${gsidInput('master', 'Company that stays', form)}
      ${gsidInput('loser', 'Company that is merged into it', form)}
    </div>
    <button class="main">Merge</button>
  </form>`;
}

function renderDelete(form: Form): Html {
  return html`<form method="post" action="/__sandbox/page/admin/delete" class="card">
    <div class="grid">${gsidInput('gsid', 'Company to delete', form)}</div>
    <button class="danger">Delete</button>
  </form>`;
}

function renderDeleted(companies: ObjectStore): Html {
  const deleted = Object.entries(companies.deletedRows()).slice(-PROPOSED).toReversed();
  if (deleted.length === 0) return html`<p class="empty">No company is deleted: none can be restored.</p>`;
  return renderTable(
    ['Deleted company', 'Gsid', ''],
    deleted.map(([gsid, row]) => [
      text(row['Name']),
      html`<code>${gsid}</code>`,
      html`<form method="post" action="/__sandbox/page/admin/restore">
        <input type="hidden" name="gsid" value="${gsid}" />
        <button aria-label="Restore ${text(row['Name'])}">Restore</button>
      </form>`,
    ]),
  );
}
