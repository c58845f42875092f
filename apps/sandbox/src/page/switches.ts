import { listSwitches, type SwitchRow, type Switches } from '../switches.ts';
import { html, withCode, type Html } from './html.ts';

type Form = Readonly<Record<string, string>>;

const marks = { D: 'documented', G: 'second hand', C: 'seen in clients', I: 'inferred' } as const;

/** Every switch with its meaning and a control for its position. */
export function renderSwitches(switches: Readonly<Switches>, refused: string | null): Html {
  const changed = listSwitches().filter((row) => isChanged(row, switches)).length;
  return html`<p class="lead">
      Readings of the documents that are in doubt. Each stands at what live tenants mostly do; a client should
      do right under every other position, too.
      ${changed === 0 ? 'All stand at their default.' : `${changed} changed.`}
    </p>
    ${refused === null ? '' : html`<p class="alert bad" role="alert">${refused}</p>`}
    <form method="post" action="/__sandbox/page/switches">
      ${renderVendor('gainsight', 'Gainsight', switches)} ${renderVendor('gong', 'Gong', switches)}
      <div class="acts bar">
        <button class="main">Save switches</button>
        <button name="reset" value="yes">Set all to their defaults</button>
      </div>
    </form>`;
}

/** Reads the form into changes of switches; blank lists are empty. */
export function readSwitchForm(form: Form): Record<string, unknown> {
  return Object.fromEntries(
    listSwitches().flatMap((row) => {
      const sent = form[row.name];
      return sent === undefined ? [] : [[row.name, readValue(row, sent)]];
    }),
  );
}

function readValue(row: SwitchRow, sent: string): unknown {
  switch (row.kind) {
    case 'choice':
      return row.exampleValues.find((value) => String(value) === sent) ?? sent;
    case 'number':
      return sent.trim() === '' ? sent : Number(sent);
    case 'names':
      return sent
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
  }
}

function renderVendor(vendor: SwitchRow['vendor'], title: string, switches: Readonly<Switches>): Html {
  const rows = listSwitches().filter((row) => row.vendor === vendor);
  return html`<h2>${title}</h2>
    ${rows.map((row) => renderSwitch(row, switches))}`;
}

function renderSwitch(row: SwitchRow, switches: Readonly<Switches>): Html {
  const label = `label-${row.name}`;
  return html`<div class="switch ${isChanged(row, switches) ? 'changed' : ''}">
    <div>
      <p><code id="${label}">${row.name}</code></p>
      <p>${withCode(row.says)}</p>
      <p class="meta">Default ${shownValue(row.default)}, ${marks[row.mark]} · reference ${row.line}</p>
    </div>
    ${renderControl(row, switches, label)}
  </div>`;
}

function renderControl(row: SwitchRow, switches: Readonly<Switches>, label: string): Html {
  const value = switches[row.name];
  if (row.kind !== 'choice') {
    const examples = row.exampleValues.map(shownValue).filter((text) => text !== 'none');
    return html`<input
      name="${row.name}"
      aria-labelledby="${label}"
      value="${Array.isArray(value) ? value.join(', ') : String(value)}"
      placeholder="${row.kind === 'names' ? `none, or e.g. ${examples.join(', ')}` : ''}"
    />`;
  }
  return html`<select name="${row.name}" aria-labelledby="${label}">
    ${row.exampleValues.map(
      (option) => html`<option ${option === value ? html`selected` : ''}>${String(option)}</option>`,
    )}
  </select>`;
}

function shownValue(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? 'none' : value.join(', ');
}

function isChanged(row: SwitchRow, switches: Readonly<Switches>): boolean {
  return shownValue(switches[row.name]) !== shownValue(row.default);
}
