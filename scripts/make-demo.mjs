// Makes the demo workspace through our own API, as a person would: connects the sandboxes, saves a configuration,
// waits for the first runs and sends what came of them.

const OWN_DOMAIN = 'lumenta.example';
const POLL_MS = 400;
/** Who may sign in to the demo, each with a role. */
const MEMBERS = [
  [`ingrid.solberg@${OWN_DOMAIN}`, 'admin'],
  [`nadia.farouk@${OWN_DOMAIN}`, 'user'],
];

const DOCUMENT = {
  version: 1,
  accounts: { import: 'all' },
  status: {
    field: 'Status',
    churned: ['Churn', 'Inactive'],
    prospect: ['Prospect'],
    churnedOn: 'Churn_Date__gc',
  },
  fields: {
    account: {
      name: 'Name',
      csm: 'Csm',
      owner: 'Account_Owner__gc',
      tier: 'Tier__gc',
      parent: 'ParentCompany',
      arr: 'Arr',
      currency: 'CurrencyIsoCode',
      renewalDate: 'RenewalDate',
      contractStart: 'OriginalContractDate',
      lifecycleStage: 'Stage',
      industry: 'IndustryNew',
      region: 'Region__gc',
      domains: 'Domains__gc',
      employees: 'Employees',
      crmId: 'SfdcAccountId',
    },
  },
  organisation: { domains: [OWN_DOMAIN] },
  timeline: { enabled: true, fallbackAuthor: `ingrid.solberg@${OWN_DOMAIN}` },
  writeback: {
    enabled: true,
    values: [
      { metric: 'health.score', object: 'Company', field: 'Handrail_Health__gc', whenUndefined: 'keep' },
      {
        metric: 'engagement.score',
        object: 'Company',
        field: 'Handrail_Engagement__gc',
        whenUndefined: 'keep',
      },
    ],
  },
};

/**
 * Makes the demo and prints a line with counts after each step. `signal` ends it between two calls. Answers false when
 * the workspace is somebody's already: then nothing was touched.
 */
export async function makeDemo({ origin, token, gainsightUrl, gongUrl, identityUrl, say, signal }) {
  const call = createCall(origin, token, signal);
  const config = await call('GET', '/config');
  const connections = (await call('GET', '/connections')).items;
  const isOurs = connections.every(
    ({ origin: at }) => at === null || at === new URL(gainsightUrl).origin || at === new URL(gongUrl).origin,
  );
  if (!isOurs) return false;

  await call('PUT', '/workspace', { organisationDomains: [OWN_DOMAIN] });
  const gainsight = await call('POST', '/connections/gainsight', {
    url: gainsightUrl,
    credential: { kind: 'access-key', accessKey: 'sandbox-access-key' },
  });
  say(`Gainsight connected: ${gainsight.reached.map((one) => one.label.toLowerCase()).join(', ')} read`);
  await call('POST', '/connections/gong', {
    url: gongUrl,
    accessKey: 'sandbox-gong-key',
    accessKeySecret: 'sandbox-gong-secret',
  });
  say('Gong connected');
  await call('PUT', '/identity-provider', {
    name: 'Lumenta',
    issuer: identityUrl,
    clientId: 'sandbox-oidc',
    clientSecret: 'sandbox-oidc-secret',
    ownedDomains: [OWN_DOMAIN],
  });
  say('Sign-in set up: the people of Lumenta, at its identity provider');
  if (config.version === 0) {
    await call('PUT', '/config', { basedOn: 0, document: DOCUMENT });
    // A demo wants to be looked at: the calls of the last months are sent too, which nobody gets without asking.
    const since = new Date(Date.now() - 365 * 86_400_000).toISOString();
    await call('POST', '/timeline/back-fill', { since });
  }

  const accounts = await waitForFirstRun(call, 'accounts', say);
  const { counts } = await call('GET', '/health');
  say(`${number(counts.accounts)} accounts read with ${number(accounts.calls)} calls`);
  const meetings = await waitForFirstRun(call, 'meetings', say);
  say(
    `${number((await call('GET', '/health')).counts.meetings)} meetings read with ${number(meetings.calls)} calls`,
  );

  // Who took part decides best whose meeting it is; without the people most of them would wait for a person's word.
  await waitForFirstRun(call, 'stakeholders', say);
  await runNow(call, 'signals', say);
  const { counts: made } = await call('GET', '/health');
  const healthy = await countScored(call);
  say(`${number(made.summaries)} meetings summarised, ${number(healthy)} accounts scored`);
  await waitForFirstRun(call, 'users', say);
  const admitted = [];
  for (const [email, role] of MEMBERS)
    if (await admit(call, email, role)) admitted.push(`${email} (${role})`);
  if (admitted.length > 0) say(`May sign in at the identity provider: ${admitted.join(', ')}`);
  const timeline = await runNow(call, 'timeline', say);
  // What a person does once, after a look at what the first write would change.
  const { unconfirmed } = await call('GET', '/writeback/preview');
  if (unconfirmed.length > 0) await call('POST', '/writeback/confirmation', { rows: unconfirmed });
  const values = await runNow(call, 'values', say);
  const { counts: sent } = await call('GET', '/health');
  say(
    `${number(sent.activitiesDelivered)} activities delivered to the Timeline with ${number(timeline.calls)} calls`,
  );
  say(`${number(sent.valuesWritten)} values written to Gainsight with ${number(values.calls)} calls`);
  return true;
}

/** Gives somebody whom Gainsight knows a role here; answers whether there is such a person. */
async function admit(call, email, role) {
  const { items } = await call('GET', `/users?limit=1&search=${encodeURIComponent(email)}`);
  if (items.length === 0) return false;
  await call('PUT', `/users/${items[0].id}`, { role });
  return true;
}

async function countScored(call) {
  const totals = await Promise.all(
    ['High', 'Medium', 'Low'].map((health) => call('GET', `/accounts?limit=1&health=${health}`)),
  );
  return totals.reduce((sum, page) => sum + page.total, 0);
}

/** Waits until a stream has completed a run, and answers that run. */
async function waitForFirstRun(call, name, say) {
  return waitFor(name, say, async () => {
    const { items } = await call('GET', '/streams');
    const stream = items.find((one) => one.name === name);
    return stream.lastRuns.at(-1);
  });
}

/** Runs a stream now, from the state as it is now: a run that was under way already is waited for first. */
async function runNow(call, name, say) {
  for (;;) {
    const asked = new Date();
    const run = await call('POST', `/streams/${name}/sync`, {});
    const ended = await waitFor(name, say, () => call('GET', `/runs/${run.id}`));
    // The same machine's clock made both instants.
    if (new Date(run.createdAt) >= asked) return ended;
  }
}

async function waitFor(name, say, find) {
  let shown = 0;
  for (;;) {
    const run = await find();
    if (run !== undefined && !['queued', 'running'].includes(run.state)) {
      if (run.failure === null || run.state !== 'failed') return run;
      throw new Error(
        `${name}: ${run.failure.message}\nWhat to do: ${run.failure.remedy}\nCode: ${run.failure.code}`,
      );
    }
    const seen = run?.counts.seen ?? 0;
    if (seen >= shown + 100) {
      shown = seen;
      say(`  ${name}: ${number(seen)} so far`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function createCall(origin, token, signal) {
  return async (method, path, body) => {
    const reply = await fetch(`${origin}/api/v1${path}`, {
      method,
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const value = await reply.json();
    if (reply.ok) return value;
    const issues = (value.issues ?? []).map((issue) => `\n  ${issue.path}: ${issue.message}`).join('');
    throw new Error(
      `${value.detail ?? value.title}${issues}\nWhat to do: ${value.remedy}\nCode: ${value.code}`,
    );
  };
}

function number(value) {
  return value.toLocaleString('en');
}
