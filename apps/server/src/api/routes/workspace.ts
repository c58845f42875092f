import { getWorkspace, updateWorkspace } from '@handrail/contract';
import type { Workspace } from '@handrail/contract';
import { isZone, parseDomain } from '@handrail/core';
import {
  countAccounts,
  countRemoteActivities,
  countSentValues,
  countSummarizedMeetings,
  findConnection,
  getWorkspace as readWorkspace,
  updateWorkspace as changeWorkspace,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { countAbsentAccounts, saveOrganisation } from '@handrail/sync';
import { RequestError } from '../../errors.ts';
import type { RequestIssue } from '../../errors.ts';
import { acceptSave } from '../accept-save.ts';
import type { ApiContext } from '../context.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** The workspace itself: its name, zone, own domains, the pause of everything outgoing, and the first steps. */
export function workspaceRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(getWorkspace, ({ workspace }) => workspace.transaction(present)),
    route(updateWorkspace, async ({ workspace, body, caller }) => {
      const issues: RequestIssue[] = [];
      if (body.timeZone !== undefined && !isZone(body.timeZone)) {
        issues.push({
          path: 'timeZone',
          message: 'is not a time zone by its IANA name, such as Europe/Berlin',
        });
      }
      const domains = body.organisationDomains?.map((text, at) => {
        const domain = parseDomain(text);
        if (domain === null) {
          issues.push({
            path: `organisationDomains.${at}`,
            message: 'must be a domain such as acme.example',
          });
        }
        return domain ?? '';
      });
      if (issues.length > 0) throw new RequestError('request_invalid', issues);
      const now = clock.now();
      return workspace.transaction(async (tx) => {
        const { outgoing_paused_at: pausedAt } = await readWorkspace(tx);
        await changeWorkspace(tx, {
          ...(body.name === undefined ? {} : { name: body.name }),
          ...(body.outgoingPaused === undefined
            ? {}
            : { outgoingPausedAt: body.outgoingPaused ? (pausedAt ?? now) : null }),
        });
        const organisation = { zone: body.timeZone, domains, createdBy: caller.userId, now };
        const outcome = await saveOrganisation(tx, organisation);
        if (outcome !== undefined) acceptSave(outcome);
        return present(tx);
      });
    }),
  ];
}

async function present(tx: WorkspaceTransaction): Promise<Workspace> {
  const row = await readWorkspace(tx);
  const counts = {
    accounts: await countAccounts(tx, { search: null, status: null, health: null, presence: 'present' }),
    meetings: await countSummarizedMeetings(tx),
    activities: await countRemoteActivities(tx),
    values: await countSentValues(tx),
  };
  const absentAccounts = counts.accounts > 0 ? null : await countAbsentAccounts(tx);
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    organisationDomains: row.organisation_domains,
    outgoingPaused: row.outgoing_paused_at !== null,
    checklist: await readChecklist(tx, counts, absentAccounts),
    absentAccounts,
  };
}

async function readChecklist(
  tx: WorkspaceTransaction,
  counts: Readonly<Record<'accounts' | 'meetings' | 'activities' | 'values', number>>,
  absent: Workspace['absentAccounts'],
): Promise<Workspace['checklist']> {
  const [gainsight, gong] = [await findConnection(tx, 'gainsight'), await findConnection(tx, 'gong')];
  const out = absent === null || absent.filtered === 0 ? '' : `, ${absent.filtered} filtered out`;
  const isConnected = (state: string | undefined) => state === 'connected';
  return [
    {
      step: 'gainsight',
      done: isConnected(gainsight?.state),
      detail: gainsight === undefined ? 'Not connected yet' : gainsight.origin,
    },
    {
      step: 'gong',
      done: isConnected(gong?.state),
      detail: gong === undefined ? 'Not connected yet' : gong.origin,
    },
    { step: 'accounts', done: counts.accounts > 0, detail: `${counts.accounts} imported${out}` },
    { step: 'meetings', done: counts.meetings > 0, detail: `${counts.meetings} summarised` },
    { step: 'timeline', done: counts.activities > 0, detail: `${counts.activities} in the Timeline` },
    { step: 'writeback', done: counts.values > 0, detail: `${counts.values} values written` },
  ];
}
