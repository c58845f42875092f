import { faultNotes } from '../faults/fault-kinds.ts';
import type { FaultRule, FaultTable } from '../faults/fault-table.ts';
import { html, renderTable, withCode, type Html } from './html.ts';

type Form = Readonly<Record<string, string>>;

const moments = {
  before: 'Before the work',
  instead: 'In place of the work',
  after: 'On the reply, after the work',
} as const;

/** The rules in force with their counts, and the form that adds one; `form` is what was typed, if it was refused. */
export function renderFaults(faults: FaultTable, refused: { form: Form; message: string } | null): Html {
  const rules = faults.list();
  return html`<h2>Rules in force</h2>
    ${rules.length === 0 ? html`<p class="empty">None: every call is answered as the vendor would.</p>` : renderRules(rules)}
    <h2>Add a rule</h2>
    ${refused === null ? '' : html`<p class="alert bad" role="alert">${refused.message}</p>`}
    ${renderForm(refused?.form ?? {})}`;
}

function renderRules(rules: ReturnType<FaultTable['list']>): Html {
  const remove = (id: string) =>
    html`<form method="post" action="/__sandbox/page/faults/remove">
      <input type="hidden" name="id" value="${id}" /><button class="danger" aria-label="Remove rule ${id}">
        Remove
      </button>
    </form>`;
  return html`${renderTable(
      ['#', 'Fault', 'Calls', 'When', 'Matched', 'Played', ''],
      rules.map(({ id, rule, matched, played }) => [
        id,
        html`<div><strong>${rule.kind}</strong><br />${withCode(faultNotes[rule.kind].says)}</div>`,
        callsOf(rule),
        whenOf(rule),
        matched,
        played,
        remove(id),
      ]),
    )}
    <form method="post" action="/__sandbox/page/faults/remove" class="acts">
      <button class="danger">Remove all rules</button>
    </form>`;
}

function callsOf({ vendor, method, path }: FaultRule): Html {
  if (vendor === undefined && method === undefined && path === undefined) return html`every call`;
  return html`<span>${vendor ?? ''} ${method ?? ''} <code>${path ?? ''}</code></span>`;
}

function whenOf({ from, times, probability, seed, amount, to }: FaultRule): string {
  return [
    from === undefined ? '' : `from call ${from}`,
    probability === undefined ? `${times ?? 1} ×` : `chance ${probability}, seed ${seed ?? 1}`,
    probability !== undefined && times !== undefined ? `at most ${times} ×` : '',
    amount === undefined ? '' : `amount ${amount}`,
    to === undefined ? '' : `to ${to}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function renderForm(form: Form): Html {
  const field = (name: string, label: string, hint: string) =>
    html`<label>${label} <input name="${name}" value="${form[name] ?? ''}" placeholder="${hint}" /></label>`;
  const choose = (name: string, values: readonly string[]) =>
    values.map(
      (value) =>
        html`<option value="${value}" ${form[name] === value ? html`selected` : ''}>
          ${value === '' ? 'any' : value}
        </option>`,
    );
  return html`<form method="post" action="/__sandbox/page/faults" class="card">
    <div class="grid">
      <label class="wide"
        >Fault
        <select name="kind">
          ${renderKinds(form['kind'] ?? '')}
        </select></label
      >
      <label
        >Vendor
        <select name="vendor">
          ${choose('vendor', ['', 'gainsight', 'gong'])}
        </select></label
      >
      <label
        >Method
        <select name="method">
          ${choose('method', ['', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH'])}
        </select></label
      >
      <label class="wide"
        >Path (regular expression)
        <input name="path" value="${form['path'] ?? ''}" placeholder="/query/company" />
      </label>
      ${field('from', 'From the n-th call', '1')} ${field('times', 'Times', '1, or endless with a chance')}
      ${field('probability', 'Chance, 0 to 1', 'always')} ${field('seed', 'Seed of the chance', '1')}
      ${field('amount', 'Amount', 'by kind')} ${field('to', 'Redirect to (URL)', 'another host')}
    </div>
    <div class="acts"><button class="main">Add rule</button></div>
    ${renderKindList()}
  </form>`;
}

function kindsOf(moment: keyof typeof moments) {
  return Object.entries(faultNotes).filter(([, note]) => note.moment === moment);
}

function renderKinds(chosen: string): Html[] {
  return (['before', 'instead', 'after'] as const).map(
    (moment) =>
      html`<optgroup label="${moments[moment]}">
        ${kindsOf(moment).map(([kind]) => html`<option ${kind === chosen ? html`selected` : ''}>${kind}</option>`)}
      </optgroup>`,
  );
}

function renderKindList(): Html {
  const rows = Object.entries(faultNotes).map(([kind, note]) => [
    html`<code>${kind}</code>`,
    moments[note.moment],
    html`<span>${withCode(note.says)}</span>`,
    'amount' in note ? `${note.amount.says}, ${note.amount.default.toLocaleString('en')} if blank` : '',
  ]);
  return html`<details>
    <summary>What each fault does</summary>
    ${renderTable(['Fault', 'When', 'Does', 'Amount'], rows)}
  </details>`;
}
