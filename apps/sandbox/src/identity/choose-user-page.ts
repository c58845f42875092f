import { html, type Html } from '../page/html.ts';

/** Somebody who may be chosen. */
export interface Choice {
  readonly value: string;
  readonly name: string;
  readonly detail: string;
  /** What is special about them, e.g. that they have left. */
  readonly note: string | null;
}

const style = `
:root{color-scheme:light dark;--line:light-dark(#dde1e6,#3a4048);--soft:light-dark(#f4f6f8,#22262b);--ink:light-dark(#1b2733,#e8ebee)}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);margin:0 auto;max-width:560px;padding:32px 20px 48px}
h1{font-size:20px;margin:0 0 8px}
button{font:inherit;color:inherit;display:block;width:100%;text-align:left;padding:9px 12px;margin:6px 0;background:var(--soft);border:1px solid var(--line);border-radius:8px;cursor:pointer}
small{opacity:.75}
`;

/** The page on which a person says who they are; nobody of the made-up world has a password. */
export function renderChooseUser(page: {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  /** Sent along with the choice, which goes under the name `user`. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly choices: readonly Choice[];
}): string {
  const { title, lead, action, hidden, choices } = page;
  const body = html`<h1>${title}</h1>
    <p>${lead} This is a sandbox: nobody has a password here, choose anyone.</p>
    <form method="post" action="${action}">
      ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${choices.map(renderChoice)}
    </form>`;
  return renderPlainPage(title, body);
}

/** A page without scripts around some markup. */
export function renderPlainPage(title: string, body: Html): string {
  const head = html`<meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>
      ${title}
    </title>`;
  return `<!doctype html><html lang="en"><head>${head.markup}<style>${style}</style></head><body><main>${body.markup}</main></body></html>`;
}

/** Headers of these pages. No `form-action`: browsers hold it against the redirect that follows the form. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const;

function renderChoice({ value, name, detail, note }: Choice): Html {
  return html`<button name="user" value="${value}">
    <strong>${name}</strong>${note === null ? '' : ` · ${note}`}<br /><small>${detail}</small>
  </button>`;
}
