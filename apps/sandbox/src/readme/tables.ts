import { z } from 'zod';
import { defaultCredentials, type SandboxCredentials } from '../context.ts';
import { faultNotes } from '../faults/fault-kinds.ts';
import { documentedLimits, type LimitSettings } from '../limits.ts';
import type { Sandbox } from '../start-sandbox.ts';
import { listSwitches } from '../switches.ts';

/** What each limit counts. */
const limitSays: Readonly<Record<keyof LimitSettings, string>> = {
  perMinute: 'data, metadata and people calls, Timeline reads, states of jobs; a clock minute',
  perDay: 'the same, a day',
  timelinePerMinute: 'Timeline save, update, delete; a clock minute',
  timelineBulkPerHour: 'Timeline bulk save and update; a clock hour. Older copies of the page say 4',
  bulkPerHour: 'started bulk exports; a clock hour',
  bulkPerDay: 'the same, a day',
  usersPerHour: 'user management and SCIM; a clock hour',
  usersPerDay: 'the same, a day',
  gongPerSecond: 'all Gong calls; a second',
  gongPerDay: 'the same, a day',
};

/** What each credential is for. */
const credentialSays: Readonly<Record<keyof SandboxCredentials, string>> = {
  accessKey: 'Gainsight, header `accesskey`',
  m2mClientId: 'Gainsight, `POST /v1/users/m2m/oauth/token` with Basic credentials',
  m2mClientSecret: 'its secret',
  oauthClientId: 'Gainsight, authorization code with PKCE: `GET /v1/authorize`',
  oauthClientSecret: 'its secret; a public client sends none',
  oauthRedirectUri: 'its registered callback; on 127.0.0.1 any port will do',
  gongAccessKey: 'Gong, Basic credentials',
  gongAccessKeySecret: 'its secret',
  gongClientId: 'Gong, OAuth: `/oauth2/authorize` and `/oauth2/generate-customer-token`',
  gongClientSecret: 'its secret',
};

const marks: Readonly<Record<string, string>> = {
  documented: 'D',
  'second-hand': 'G',
  client: 'C',
  inferred: 'I',
};
const paths = z.record(
  z.string(),
  z.record(z.string(), z.looseObject({ summary: z.string(), 'x-confidence': z.string() })),
);

/** The tables of the README that are made from the code, by name. */
export function makeTables(sandbox: Sandbox): Readonly<Record<string, string>> {
  return {
    credentials: table(
      ['name', 'value', 'for'],
      Object.entries(credentialSays).map(([name, says]) => {
        const value = Object.entries(defaultCredentials).find(([known]) => known === name)?.[1] ?? '';
        return [code(name), code(value), says];
      }),
    ),
    'gainsight-routes': routesOf(sandbox, 'gainsight'),
    'gong-routes': routesOf(sandbox, 'gong'),
    switches: table(
      ['switch', 'vendor', 'values, the default first', 'mark', 'decides'],
      listSwitches().map(({ name, vendor, exampleValues, mark, says, kind }) => [
        code(name),
        vendor,
        exampleValues.map((value) => code(JSON.stringify(value))).join(' ') + (kind === 'choice' ? '' : ' …'),
        mark,
        says,
      ]),
    ),
    faults: table(
      ['kind', 'when', 'does', '`amount`'],
      Object.entries(faultNotes).map(([kind, note]) => [
        code(kind),
        note.moment,
        note.says,
        'amount' in note ? `${note.amount.says}, default ${note.amount.default}` : '',
      ]),
    ),
    limits: table(
      ['limit', 'documented', 'counts'],
      Object.entries(limitSays).map(([name, says]) => {
        const value = Object.entries(documentedLimits).find(([known]) => known === name)?.[1] ?? '';
        return [code(name), String(value), says];
      }),
    ),
  };
}

function routesOf(sandbox: Sandbox, vendor: 'gainsight' | 'gong'): string {
  const rows = Object.entries(paths.parse(sandbox.openapi(vendor)['paths'])).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [
      code(`${method.toUpperCase()} ${path}`),
      marks[operation['x-confidence']] ?? '',
      operation.summary,
    ]),
  );
  return table(['call', 'mark', 'does'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
