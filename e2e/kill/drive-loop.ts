import { setTimeout as pause } from 'node:timers/promises';
import type { HandrailClient } from '@handrail/client';
import { endpoints } from '@handrail/contract';
import type { Run, SyncStreamName } from '@handrail/contract';
import type { Sandbox } from '@handrail/sandbox';

const DOCUMENT = {
  version: 1,
  status: { field: 'Status', churned: ['Churn'], prospect: ['Prospect'] },
  fields: {
    account: {
      name: 'Name',
      csm: 'Csm',
      tier: 'Tier__gc',
      arr: 'Arr',
      domains: 'Domains__gc',
      crmId: 'SfdcAccountId',
    },
  },
  organisation: { domains: ['lumenta.example'] },
  timeline: { enabled: true, fallbackAuthor: 'ingrid.solberg@lumenta.example' },
  writeback: {
    enabled: true,
    values: [
      { metric: 'health.score', object: 'Company', field: 'Handrail_Health__gc' },
      { metric: 'engagement.score', object: 'Company', field: 'Handrail_Engagement__gc' },
    ],
  },
};

/** The whole loop, asked for as a person would; begun again after a cut it goes on from what is there. */
export async function driveLoop(client: HandrailClient, sandbox: Sandbox): Promise<void> {
  const { accessKey, gongAccessKey, gongAccessKeySecret } = sandbox.context.credentials;
  await client.call(endpoints.updateWorkspace, { body: { organisationDomains: ['lumenta.example'] } });
  const { items } = await client.call(endpoints.listConnections, {});
  const isMissing = (vendor: string) =>
    items.some((item) => item.vendor === vendor && item.state !== 'connected');
  if (isMissing('gainsight')) {
    await client.call(endpoints.connectGainsight, {
      body: { url: sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } },
    });
  }
  if (isMissing('gong')) {
    await client.call(endpoints.connectGong, {
      body: { url: sandbox.gongUrl, accessKey: gongAccessKey, accessKeySecret: gongAccessKeySecret },
    });
  }
  const { version } = await client.call(endpoints.getConfig, {});
  if (version === 0) await client.call(endpoints.saveConfig, { body: { basedOn: 0, document: DOCUMENT } });
  const { unconfirmed: rows } = await client.call(endpoints.previewWriteback, {});
  if (rows.length > 0) await client.call(endpoints.confirmWriteback, { body: { rows } });
  // The calls of the sandbox were held before.
  await client.call(endpoints.backfillTimeline, { body: { since: '2000-01-01T00:00:00Z' } });
  for (const name of ['accounts', 'meetings', 'signals', 'timeline', 'values'] as const)
    await runNow(client, name);
}

/** Runs a stream from the state as it is now; a run that was open already is waited for first. */
async function runNow(client: HandrailClient, name: SyncStreamName): Promise<void> {
  for (;;) {
    const { currentRun } = await findStream(client, name);
    let run = await client.call(endpoints.syncStream, { params: { name }, body: {} });
    while (run.state === 'queued' || run.state === 'running') {
      await pause(15);
      run = await client.call(endpoints.getRun, { params: { id: run.id } });
    }
    if (run.state !== 'done') throw new TypeError(`${name}: ${run.state} ${run.failure?.code ?? ''}`);
    if (currentRun?.id !== run.id) return;
  }
}

async function findStream(client: HandrailClient, name: Run['stream']) {
  const { items } = await client.call(endpoints.listStreams, {});
  const found = items.find((stream) => stream.name === name);
  if (found === undefined) throw new TypeError(`no stream ${name}`);
  return found;
}
