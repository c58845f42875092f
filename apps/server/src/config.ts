import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { ServerError } from './errors.ts';

/** Named values as the operating system gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Which parts of the server a process runs. */
export const SERVER_ROLES = ['all', 'api', 'worker'] as const;

/** One of {@link SERVER_ROLES}. */
export type ServerRole = (typeof SERVER_ROLES)[number];

/** Every setting of the server, checked. Absent ones are null. */
export interface ServerConfig {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Null: the bundled PostgreSQL, in the data directory. */
  readonly databaseUrl: string | null;
  /** 32 bytes in base64; null: the key file in the data directory. */
  readonly secretKey: string | null;
  /** The origin under which people reach the server; null: where it listens. */
  readonly publicUrl: string | null;
  readonly role: ServerRole;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Proxies in front whose word on the client's address counts: how many, or which addresses. */
  readonly trustProxy: number | readonly string[] | null;
  readonly extraCaFile: string | null;
  /** Origins that may be plain http or private. */
  readonly allowOrigins: readonly string[];
  /** The proxy that outgoing calls take; null: they go out directly. It may hold a password. */
  readonly outboundProxy: string | null;
  /** Where mails are handed over; null: no mail is sent. It may hold a password. */
  readonly smtpUrl: string | null;
  /** What opens `/metrics`; null: there are none. */
  readonly metricsToken: string | null;
  /** The part of each limit of a vendor that Handrail takes, 0 to 1. */
  readonly callShare: number;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const text = z.string().trim().optional();

const environmentSchema = z.object({
  HANDRAIL_PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0, 'must be 0 to 65535')
    .max(65_535, 'must be 0 to 65535')
    .default(7400),
  HANDRAIL_HOST: z
    .string()
    .refine(
      (host) => host === 'localhost' || isIP(host) > 0,
      'must be an address of this machine, or localhost',
    )
    .default('127.0.0.1'),
  HANDRAIL_DATA_DIR: z.string().default('.handrail'),
  DATABASE_URL: text.refine(
    (url) => url === undefined || /^postgres(ql)?:\/\//.test(url),
    'must begin with postgres:// (its value is not shown, because it may hold a password)',
  ),
  HANDRAIL_SECRET_KEY: text.refine(
    (keys) => keys === undefined || keys.split(',').every((key) => isKey(key.trim())),
    'must be 32 bytes in base64; make one with: openssl rand -base64 32 (while keys change: the new one, a comma, the former)',
  ),
  HANDRAIL_PUBLIC_URL: text.refine(
    (url) => url === undefined || isOrigin(url),
    'must be an http or https origin without a path, such as https://handrail.example.com',
  ),
  HANDRAIL_ROLE: z.enum(SERVER_ROLES, 'must be all, api or worker').default('all'),
  HANDRAIL_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  HANDRAIL_TRUST_PROXY: text.refine(
    (value) => value === undefined || readTrustProxy(value) !== undefined,
    'must be the number of proxies in front, or their addresses with commas in between',
  ),
  HANDRAIL_EXTRA_CA_FILE: text,
  HANDRAIL_ALLOW_ORIGINS: text.refine(
    (value) => splitList(value).every(isOrigin),
    'must be origins with commas in between, such as http://127.0.0.1:7410',
  ),
  HANDRAIL_OUTBOUND_PROXY: text.refine(
    (url) => url === undefined || hasScheme(url, ['http:', 'https:']),
    'must be an http or https address (its value is not shown, because it may hold a password)',
  ),
  HANDRAIL_SMTP_URL: text.refine(
    (url) => url === undefined || hasScheme(url, ['smtp:', 'smtps:']),
    'must begin with smtp:// or smtps:// (its value is not shown, because it may hold a password)',
  ),
  HANDRAIL_METRICS_TOKEN: text.refine(
    (token) => token === undefined || /^\S{16,}$/.test(token),
    'must have at least 16 characters and no space; make one with: openssl rand -base64 32',
  ),
  HANDRAIL_CALL_SHARE: z.coerce
    .number('must be a number of percent')
    .int('must be a whole number of percent')
    .min(1, 'must be 1 to 100 percent')
    .max(100, 'must be 1 to 100 percent')
    .default(70),
});

/** The environment of this process; the one place of the server that reads it. */
export function processEnvironment(): Environment {
  return process.env;
}

/**
 * Reads every setting; an empty one counts as absent. Throws `settings_invalid` with all faults and remedies in
 * one message, among them a bind to other machines without an https address.
 */
export function readConfig(environment: Environment, workingDir: string): ServerConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const parsed = environmentSchema.safeParse(given);
  const issues = parsed.error?.issues ?? [];
  const bare = bareBind(given);
  const faults = [
    ...issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...(bare === null ? [] : [bare]),
  ];
  if (!parsed.success || faults.length > 0) throw invalid(faults);
  const values = parsed.data;
  const publicUrl = values.HANDRAIL_PUBLIC_URL ?? null;
  return {
    port: values.HANDRAIL_PORT,
    host: values.HANDRAIL_HOST,
    dataDir: resolve(workingDir, values.HANDRAIL_DATA_DIR),
    databaseUrl: values.DATABASE_URL ?? null,
    secretKey: values.HANDRAIL_SECRET_KEY ?? null,
    publicUrl: publicUrl === null ? null : new URL(publicUrl).origin,
    role: values.HANDRAIL_ROLE,
    logLevel: values.HANDRAIL_LOG_LEVEL,
    trustProxy: readTrustProxy(values.HANDRAIL_TRUST_PROXY) ?? null,
    extraCaFile: values.HANDRAIL_EXTRA_CA_FILE ?? null,
    allowOrigins: splitList(values.HANDRAIL_ALLOW_ORIGINS).map((origin) => new URL(origin).origin),
    outboundProxy: values.HANDRAIL_OUTBOUND_PROXY ?? null,
    smtpUrl: values.HANDRAIL_SMTP_URL ?? null,
    metricsToken: values.HANDRAIL_METRICS_TOKEN ?? null,
    callShare: values.HANDRAIL_CALL_SHARE / 100,
  };
}

/**
 * Where a link leads that leaves the house: to the public address, else to the one it listens on, which this machine alone
 * reaches. Null: that has a port which nobody chose.
 */
export function linkOrigin({ publicUrl, host, port }: ServerConfig): string | null {
  if (publicUrl !== null) return publicUrl;
  return port === 0 ? null : `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/** The fault of listening beyond this machine without https, told beside all others; null when there is none. */
function bareBind({ HANDRAIL_HOST: host, HANDRAIL_PUBLIC_URL: url, HANDRAIL_ROLE: role }: Environment) {
  if (host === undefined || isIP(host) === 0 || LOOPBACK.includes(host) || role === 'worker') return null;
  if (url?.trim().startsWith('https://') === true) return null;
  return (
    `HANDRAIL_HOST ${host} is reachable from other machines: set HANDRAIL_PUBLIC_URL to the https address under ` +
    'which people reach it (a proxy with a certificate in front), or bind 127.0.0.1'
  );
}

function invalid(faults: readonly string[]): ServerError {
  return new ServerError({
    code: 'settings_invalid',
    message: `${faults.length === 1 ? 'A setting is' : `${faults.length} settings are`} wrong:\n${faults
      .map((fault) => `  - ${fault}.`)
      .join('\n')}`,
    remedy: 'Mend them in the environment and start again; docs/operating.md lists all settings.',
    facts: { faults: faults.length },
  });
}

function splitList(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return false;
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}

function hasScheme(value: string, schemes: readonly string[]): boolean {
  const url = URL.parse(value);
  return url !== null && schemes.includes(url.protocol);
}

function isKey(value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === value;
}

function readTrustProxy(value: string | undefined): number | readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const addresses = splitList(value);
  return addresses.every((address) => isIP(address.split('/')[0] ?? '') > 0) ? addresses : undefined;
}
