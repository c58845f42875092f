import { activityObject } from '../gainsight/activity-writer.ts';
import { gsidOf } from '../gainsight/gsid.ts';
import type { RecordStore } from '../gainsight/record-store.ts';
import type { Row } from '../world.ts';
import { html, type Html } from './html.ts';
import { renderPaging, sliceOf } from './paging.ts';
import { moment, text } from './shown.ts';

/** All activities, the newest first. */
export function renderTimeline(page: number, store: RecordStore): Html {
  const activities = newest(store);
  if (activities.length === 0) return html`<p class="empty">No Timeline entry yet.</p>`;
  return html`${sliceOf(activities, page).map((activity) => renderActivity(activity, store))}
  ${renderPaging(page, activities.length, { tab: 'timeline' })}`;
}

/** Every activity as stored, the last made first. */
export function newest(store: RecordStore): Row[] {
  const rows = store.find(activityObject)?.object.rows ?? [];
  return rows.toSorted((left, right) => text(right['CreatedDate']).localeCompare(text(left['CreatedDate'])));
}

/** One activity with its notes, and a form by which a person edits it. */
export function renderActivity(row: Row, store: RecordStore): Html {
  const company = store.find('company')?.find(text(row['GsCompanyId']));
  const relationship = store.find('relationship')?.find(text(row['GsRelationshipId']));
  const author = store.find('gsuser')?.find(text(row['AuthorId']));
  const notes = text(row['Notes']);
  return html`<article>
    <header>
      <strong>${text(row['Subject'])}</strong>
      <span class="chip">${text(row['TypeName'])}</span>
      <a href="?tab=companies&company=${encodeURIComponent(text(row['GsCompanyId']))}"
        >${text(company?.['Name'] ?? null)}</a
      >${relationship === undefined ? '' : html`<span>${text(relationship['Name'])}</span>`}
    </header>
    <p class="meta">
      ${text(author?.['Name'] ?? null)} · held ${moment(row['ActivityDate'])} · saved
      ${moment(row['CreatedDate'])} · changed
      ${moment(row['LastModifiedDate'])}${row['ExternalId'] === null ? '' : html` · <code>${text(row['ExternalId'])}</code>`}
    </p>
    ${renderAttendees(row)}
    <iframe
      sandbox=""
      style="height: ${notesHeight(notes)}px"
      title="Notes of ${text(row['Subject'])}"
      srcdoc="${notesDocument(notes)}"
    ></iframe>
    <details>
      <summary>Notes as sent</summary>
      <pre>${notes}</pre>
    </details>
    <details>
      <summary>Edit as a person</summary>
      <form method="post" action="/__sandbox/page/activity">
        <input type="hidden" name="gsid" value="${gsidOf(row)}" />
        <p>
          <label
            >Subject <input name="subject" required maxlength="255" value="${text(row['Subject'])}"
          /></label>
        </p>
        <p>
          <label>Notes (HTML) <textarea name="notes" rows="5" required>${notes}</textarea></label>
        </p>
        <button>Save</button>
      </form>
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
  return Math.min(520, 40 + 24 * (blocks + Math.floor(notes.length / 60)));
}

/** Notes are a stranger's HTML: shown in a frame that may run nothing and load nothing. */
function notesDocument(notes: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  const style =
    'body{font:14px/1.5 system-ui,sans-serif;margin:12px;color:CanvasText;overflow-wrap:anywhere}';
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light dark"><style>${style}</style>${notes}`;
}
