/**
 * The command `npm run sandbox`: both stand-ins alone, until SIGTERM or SIGINT.
 * Without --port, HANDRAIL_SANDBOX_PORT counts; Gong takes the next one, the identity provider the one after.
 * `-- [--port N] [--gong-port N] [--identity-port N] [--host H] [--seed N] [--companies N] [--same-second N] [--grow-days N] [--transcripts FILE] [--state FILE] [--limits off]`
 * `-- --openapi gainsight|gong` prints the OpenAPI document of that stand-in and ends.
 * `-- --write-readme` writes the tables of the README anew and ends.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SandboxError } from './errors.ts';
import { writeReadme } from './readme/fill-readme.ts';
import { processEnvironment, readSettings } from './settings.ts';
import { startSandbox } from './start-sandbox.ts';
import { countRows } from './world.ts';

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new SandboxError('sandbox_bad_option', `--${name} takes a whole number, not ${text}`);
}

async function printOpenapi(vendor: string): Promise<void> {
  if (vendor !== 'gainsight' && vendor !== 'gong') {
    throw new SandboxError('sandbox_bad_option', `--openapi takes gainsight or gong, not ${vendor}`);
  }
  const sandbox = await startSandbox({ port: 0, companies: 20 });
  const usualUrl = `http://127.0.0.1:${vendor === 'gong' ? 7411 : 7410}`;
  process.stdout.write(`${JSON.stringify(sandbox.openapi(vendor, usualUrl), null, 2)}\n`);
  await sandbox.stop();
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      host: text,
      port: text,
      'gong-port': text,
      'identity-port': text,
      seed: text,
      companies: text,
      'same-second': text,
      'grow-days': text,
      transcripts: text,
      state: text,
      limits: text,
      openapi: text,
      'write-readme': { type: 'boolean' },
    },
  });
  if (values.openapi !== undefined) return printOpenapi(values.openapi);
  if (values['write-readme'] === true) return writeReadme();
  const settings = readSettings(processEnvironment(), process.cwd());
  const port = readNumber('port', values.port) ?? settings.port ?? 7410;
  const numbers = {
    gongPort: readNumber('gong-port', values['gong-port']),
    identityPort: readNumber('identity-port', values['identity-port']) ?? (port === 0 ? 0 : port + 2),
    seed: readNumber('seed', values.seed),
    companies: readNumber('companies', values.companies),
    sameSecond: readNumber('same-second', values['same-second']),
    growDays: readNumber('grow-days', values['grow-days']),
  };
  const sandbox = await startSandbox({
    ...(values.host === undefined ? {} : { host: values.host }),
    port,
    identityPort: numbers.identityPort,
    ...(numbers.gongPort === undefined ? {} : { gongPort: numbers.gongPort }),
    ...(numbers.seed === undefined ? {} : { seed: numbers.seed }),
    ...(numbers.companies === undefined ? {} : { companies: numbers.companies }),
    ...(numbers.sameSecond === undefined ? {} : { sameSecond: numbers.sameSecond }),
    ...(numbers.growDays === undefined ? {} : { growDays: numbers.growDays }),
    ...(values.transcripts === undefined
      ? {}
      : { transcripts: resolve(settings.callerDir, values.transcripts) }),
    ...(values.state === undefined ? {} : { stateFile: resolve(settings.callerDir, values.state) }),
    ...(values.limits === 'off' ? { limits: 'off' } : {}),
  });
  const { credentials, world } = sandbox.context;
  const companies = world.objects.get('company');
  process.stdout.write(
    [
      `Gainsight sandbox  ${sandbox.gainsightUrl}   access key ${credentials.accessKey}`,
      `                   or M2M ${credentials.m2mClientId} / ${credentials.m2mClientSecret}`,
      `                   or OAuth application ${credentials.oauthClientId} / ${credentials.oauthClientSecret}`,
      `Gong sandbox       ${sandbox.gongUrl}   key ${credentials.gongAccessKey} / ${credentials.gongAccessKeySecret}`,
      `                   or OAuth ${credentials.gongClientId} / ${credentials.gongClientSecret}`,
      `OpenID provider    ${sandbox.identityUrl}   client sandbox-oidc / sandbox-oidc-secret`,
      `World              ${companies === undefined ? 0 : countRows(companies)} companies, ${world.calls.length} calls, seed ${world.seed}`,
      `Page               ${sandbox.gainsightUrl}/__sandbox`,
      '',
    ].join('\n'),
  );
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void sandbox.stop();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Only where another process holds the other end: it has gone, and nobody would stop this one any more.
  process.once('disconnect', stop);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
