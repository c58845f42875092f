import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';
import { ServerError } from './errors.ts';

function faultsOf(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment, '/srv');
  } catch (thrown) {
    assert.ok(thrown instanceof ServerError);
    assert.equal(thrown.code, 'settings_invalid');
    return thrown.message;
  }
  return '';
}

test('needs no setting: loopback, the data directory beside the caller, the bundled database', () => {
  assert.deepEqual(readConfig({ HANDRAIL_PUBLIC_URL: ' ' }, '/srv'), {
    port: 7400,
    host: '127.0.0.1',
    dataDir: '/srv/.handrail',
    databaseUrl: null,
    secretKey: null,
    publicUrl: null,
    role: 'all',
    logLevel: 'info',
    trustProxy: null,
    extraCaFile: null,
    allowOrigins: [],
    outboundProxy: null,
    smtpUrl: null,
    metricsToken: null,
    callShare: 0.7,
  });
});

test('reads lists, origins and the role', () => {
  const config = readConfig(
    {
      HANDRAIL_ALLOW_ORIGINS: 'http://127.0.0.1:7410, http://127.0.0.1:7411/',
      HANDRAIL_PUBLIC_URL: 'https://handrail.example.com/',
      HANDRAIL_HOST: '0.0.0.0',
      HANDRAIL_ROLE: 'api',
      HANDRAIL_TRUST_PROXY: '10.0.0.1, 10.1.0.0/16',
    },
    '/srv',
  );
  assert.deepEqual(config.allowOrigins, ['http://127.0.0.1:7410', 'http://127.0.0.1:7411']);
  assert.equal(config.publicUrl, 'https://handrail.example.com');
  assert.deepEqual(config.trustProxy, ['10.0.0.1', '10.1.0.0/16']);
  assert.equal(config.role, 'api');
});

test('reports every fault at once, each with what to do', () => {
  const faults = faultsOf({
    HANDRAIL_PORT: '70000',
    HANDRAIL_ROLE: 'boss',
    HANDRAIL_SECRET_KEY: 'short',
    HANDRAIL_PUBLIC_URL: 'https://handrail.example.com/app',
    HANDRAIL_ALLOW_ORIGINS: 'ftp://example.com',
    HANDRAIL_TRUST_PROXY: 'everyone',
    HANDRAIL_OUTBOUND_PROXY: 'proxy.example',
  });
  for (const name of [
    'PORT',
    'ROLE',
    'SECRET_KEY',
    'PUBLIC_URL',
    'ALLOW_ORIGINS',
    'TRUST_PROXY',
    'OUTBOUND_PROXY',
  ]) {
    assert.match(faults, new RegExp(`HANDRAIL_${name} `));
  }
  assert.match(faults, /^7 settings are wrong/);
});

test('reads where calls and mails go out, and what opens the metrics', () => {
  const config = readConfig(
    {
      HANDRAIL_OUTBOUND_PROXY: 'http://user:hunter2@proxy.example:3128',
      HANDRAIL_SMTP_URL: 'smtps://user:hunter2@mail.example',
      HANDRAIL_METRICS_TOKEN: 'hunter2-and-more-of-it',
    },
    '/srv',
  );
  assert.equal(config.outboundProxy, 'http://user:hunter2@proxy.example:3128');
  assert.equal(config.smtpUrl, 'smtps://user:hunter2@mail.example');
  assert.equal(config.metricsToken, 'hunter2-and-more-of-it');
});

test('takes as much of the calls of a vendor as the operator says, in percent', () => {
  assert.equal(readConfig({ HANDRAIL_CALL_SHARE: '35' }, '/srv').callShare, 0.35);
  for (const share of ['0', '101', '12.5', 'half'])
    assert.match(faultsOf({ HANDRAIL_CALL_SHARE: share }), /^.*HANDRAIL_CALL_SHARE must be/su);
});

test('never repeats a value that may hold a secret', () => {
  const faults = faultsOf({
    DATABASE_URL: 'mysql://root:hunter2@db',
    HANDRAIL_SECRET_KEY: 'hunter3',
    HANDRAIL_SMTP_URL: 'http://user:hunter4@mail.example',
  });
  assert.doesNotMatch(faults, /hunter/);
});

test('refuses to be reachable from other machines without an https address', () => {
  assert.match(faultsOf({ HANDRAIL_HOST: '0.0.0.0' }), /HANDRAIL_PUBLIC_URL/);
  const both = faultsOf({ HANDRAIL_HOST: '0.0.0.0', HANDRAIL_PORT: 'http', HANDRAIL_ROLE: 'api' });
  assert.match(both, /^2 settings are wrong:\n {2}- HANDRAIL_PORT .*\n {2}- HANDRAIL_HOST 0\.0\.0\.0 /u);
  assert.match(
    faultsOf({ HANDRAIL_HOST: '0.0.0.0', HANDRAIL_PUBLIC_URL: 'http://handrail.example.com' }),
    /HANDRAIL_PUBLIC_URL/,
  );
  assert.equal(readConfig({ HANDRAIL_HOST: '0.0.0.0', HANDRAIL_ROLE: 'worker' }, '/srv').role, 'worker');
});
