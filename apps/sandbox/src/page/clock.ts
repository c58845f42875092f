import type { SandboxContext } from '../context.ts';
import { html, renderTable, type Html } from './html.ts';
import { moment } from './shown.ts';

/** Steps that the clock may be pushed by, in milliseconds. */
const steps = [
  ['1 minute', 60_000],
  ['1 hour', 3_600_000],
  ['1 day', 86_400_000],
  ['15 days', 1_296_000_000],
] as const;

/** The sandbox's time with the steps that push it, the credentials and the limits. */
export function renderClock({ clock, credentials, limits }: SandboxContext): Html {
  return html`<h2>Clock</h2>
    <p class="lead">
      It is <strong>${moment(clock.now().toISOString())}</strong> here. Limits, read lag, token life and the
      delete log go by this clock, which only moves forward.
    </p>
    <form method="post" action="/__sandbox/page/clock" class="acts">
      ${steps.map(([label, ms]) => html`<button name="ms" value="${ms}">${label} forward</button>`)}
    </form>
    <h2>Credentials</h2>
    <form method="post" action="/__sandbox/page/access-key">
      ${renderTable(
        ['Name', 'Value', ''],
        Object.entries(credentials).map(([name, value]) => [
          name,
          html`<code>${String(value)}</code>`,
          name === 'accessKey' ? html`<button class="danger">Regenerate</button>` : '',
        ]),
      )}
    </form>
    <h2>Limits</h2>
    <p class="lead">
      Calls let in per fixed window, for the whole tenant. Change them by <code>PUT /__sandbox/limits</code>.
    </p>
    ${renderTable(
      ['Limit', 'Calls'],
      Object.entries(limits).map(([name, value]) => [
        html`<code>${name}</code>`,
        value === null ? 'no limit' : Number(value).toLocaleString('en'),
      ]),
    )}`;
}
