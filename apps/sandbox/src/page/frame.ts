import type { SandboxContext } from '../context.ts';
import { html, type Html } from './html.ts';
import { style } from './style.ts';

/** The parts of the page, by the name in the address. */
export const tabNames = ['companies', 'timeline', 'calls', 'admin', 'faults', 'switches', 'clock'] as const;

/** The name of a part. */
export type TabName = (typeof tabNames)[number];

const labels: Readonly<Record<TabName, string>> = {
  companies: 'Companies',
  timeline: 'Timeline',
  calls: 'Calls received',
  admin: 'Admin',
  faults: 'Faults',
  switches: 'Switches',
  clock: 'Clock and keys',
};

/** The whole document around the body of a tab. */
export function renderDocument(page: {
  readonly tab: TabName;
  readonly context: SandboxContext;
  /** How many companies the tenant has. */
  readonly companies: number;
  readonly body: Html;
}): string {
  const { tab, context, companies, body } = page;
  const active = context.faults.list().length;
  const links = tabNames.map(
    (name) =>
      html`<a href="?tab=${name}" ${name === tab ? html`aria-current="page"` : ''}
        >${labels[name]}${name === 'faults' && active > 0 ? html` <b class="count">${active}</b>` : ''}</a
      >`,
  );
  const now = context.clock.now().toISOString();
  const head = html`<a class="skip" href="#main">Skip to the content</a>
    <header class="top">
      <h1>Sandbox</h1>
      <p class="state">
        ${companies.toLocaleString('en')} companies · ${context.callLog.count().toLocaleString('en')} calls
        received · <time datetime="${now}">${now.slice(0, 10)} ${now.slice(11, 19)} UTC</time>
      </p>
      <nav class="tabs" aria-label="Parts">${links}</nav>
    </header>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${labels[tab]} · Sandbox</title><style>${style}</style></head><body>${head.markup}<main id="main" tabindex="-1">${body.markup}</main></body></html>`;
}
