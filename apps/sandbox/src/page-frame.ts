import type { SandboxContext } from './context.ts';

/** Markup that is safe to send: made by `html`, which escapes every value put into it. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | readonly (Html | string | number)[];

/** Builds markup from a template; values are escaped, markup and lists of markup are joined as they are. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: pieces.map((piece, at) => piece + render(parts[at] ?? '')).join('') };
}

function render(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'markup' in part ? part.markup : part.map(render).join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const style = `
:root{color-scheme:light dark;--line:light-dark(#dde1e6,#3a4048);--soft:light-dark(#f4f6f8,#22262b);--ink:light-dark(#1b2733,#e8ebee);--link:light-dark(#0b5cad,#7db8f5);--bad:light-dark(#b3261e,#ff9d94);--good:light-dark(#176b3a,#7fd6a2)}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);margin:0 auto;max-width:1200px;padding:16px 20px 48px}
a{color:var(--link)}
.top{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:baseline;border-bottom:1px solid var(--line);margin-bottom:20px}
h1{font-size:19px;margin:0}
h2{font-size:18px}
.tabs{display:flex;gap:4px}
.tabs a{padding:8px 14px;text-decoration:none;border-bottom:3px solid transparent}
.tabs a[aria-current]{border-color:var(--link);font-weight:600}
.state{margin-left:auto;font-size:13px;opacity:.8}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;padding:7px 10px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
thead th{background:var(--soft)}
.fields{margin-top:28px}
.fields th{width:26%;font-weight:500}
.name,code,pre{font:13px/1.5 ui-monospace,monospace}
article{border:1px solid var(--line);border-radius:8px;padding:14px 16px;margin-bottom:14px}
article header{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:baseline}
.chip{background:var(--soft);border:1px solid var(--line);border-radius:99px;padding:0 10px;font-size:12px}
.meta{font-size:13px;opacity:.8;margin:4px 0 8px}
iframe{width:100%;height:240px;border:1px solid var(--line);border-radius:6px;resize:vertical}
pre{white-space:pre-wrap;background:var(--soft);padding:10px;border-radius:6px;margin:6px 0}
summary{cursor:pointer;font-size:13px}
.find{display:flex;gap:8px;margin-bottom:14px}
.paging{display:flex;justify-content:space-between;margin-top:14px;font-size:14px}
.empty{opacity:.75;padding:24px 0}
.bad{color:var(--bad);font-weight:600}
.good{color:var(--good)}
@media(max-width:640px){table{display:block;overflow-x:auto}}
`;

const tabs = [
  ['companies', 'Companies'],
  ['timeline', 'Timeline'],
  ['calls', 'Calls received'],
] as const;

/** The whole document around a tab's body. */
export function renderDocument(page: {
  readonly tab: string;
  readonly context: SandboxContext;
  /** How many companies the tenant has. */
  readonly companies: number;
  readonly body: Html;
}): string {
  const { tab, context, companies, body } = page;
  const links = tabs.map(([name, label]) =>
    name === tab
      ? html`<a href="?tab=${name}" aria-current="page">${label}</a>`
      : html`<a href="?tab=${name}">${label}</a>`,
  );
  const head = html`<header class="top">
    <h1>Sandbox</h1>
    <nav class="tabs" aria-label="Parts">${links}</nav>
    <span class="state"
      >${companies} companies · ${context.callLog.count()} calls received ·
      ${context.clock.now().toISOString()}</span
    >
  </header>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandbox</title><style>${style}</style></head><body>${head.markup}<main>${body.markup}</main></body></html>`;
}
