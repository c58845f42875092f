import { gsidOf } from '../gainsight/gsid.ts';
import type { RecordStore } from '../gainsight/record-store.ts';
import { html, renderTable, type Html } from './html.ts';
import { pageOfMatches, renderPaging } from './paging.ts';
import { shown, text } from './shown.ts';
import { newest, renderActivity } from './timeline.ts';

const columns = ['Stage', 'Status', 'Csm', 'Arr', 'RenewalDate', 'ModifiedDate'];

/** The companies whose name holds a text. */
export function renderCompanies(find: string, page: number, store: RecordStore): Html {
  const companies = store.find('company');
  const wanted = find.toLowerCase();
  const { rows, count } = pageOfMatches(companies?.stored() ?? [], page, (row) =>
    text(row['Name']).toLowerCase().includes(wanted),
  );
  const fields = columns.flatMap((name) => companies?.field(name) ?? []);
  const body = rows.map((row) => [
    html`<a href="?tab=companies&company=${encodeURIComponent(gsidOf(row))}">${text(row['Name'])}</a>`,
    ...fields.map((field) => shown(field, row[field.name] ?? null, store)),
  ]);
  return html`<form class="find">
      <input type="hidden" name="tab" value="companies" />
      <label>Name contains <input name="find" value="${find}" /></label><button>Find</button>
    </form>
    ${
      count === 0
        ? html`<p class="empty">No company has “${find}” in its name.</p>`
        : renderTable(['Name', ...fields.map(({ label }) => label)], body)
    }
    ${renderPaging(page, count, { tab: 'companies', find })}`;
}

/** One company: its Timeline, a form for an entry of a person's, and all its fields. */
export function renderCompany(gsid: string, store: RecordStore): Html {
  const companies = store.find('company');
  const row = companies?.find(gsid);
  if (companies === undefined || row === undefined) return html`<p class="empty">No such company.</p>`;
  const activities = newest(store).filter((activity) => activity['GsCompanyId'] === gsid);
  const fields = companies.object.fields.map(
    (field) =>
      html`<tr>
        <th scope="row">${field.label}</th>
        <td class="name">${field.name}</td>
        <td>${shown(field, row[field.name] ?? null, store)}</td>
      </tr>`,
  );
  return html`<h2>${text(row['Name'])}</h2>
    ${renderWriteForm(gsid, store)}
    ${
      activities.length === 0
        ? html`<p class="empty">No Timeline entry.</p>`
        : activities.map((activity) => renderActivity(activity, store))
    }
    <table class="fields">
      <tbody>
        ${fields}
      </tbody>
    </table>`;
}

function renderWriteForm(gsid: string, store: RecordStore): Html {
  const users = [...(store.find('gsuser')?.stored() ?? [])].slice(0, 200);
  return html`<details class="card">
    <summary>Write an entry as a person</summary>
    <form method="post" action="/__sandbox/page/activity">
      <input type="hidden" name="companyGsid" value="${gsid}" />
      <div class="grid">
        <label
          >Author
          <select name="authorGsid">
            ${users.map((user) => html`<option value="${gsidOf(user)}">${text(user['Name'])}</option>`)}
          </select></label
        >
        <label class="wide">Subject <input name="subject" required maxlength="255" /></label>
      </div>
      <p>
        <label>Notes (HTML) <textarea name="notes" rows="3" required></textarea></label>
      </p>
      <button class="main">Write</button>
    </form>
  </details>`;
}
