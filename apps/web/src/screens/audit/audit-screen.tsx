import { AUDIT_OUTCOMES } from '@handrail/contract';
import { Button, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Choice } from '../../components/choice.tsx';
import { FailedState, NotAllowed } from '../../components/failed-state.tsx';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { RouteTabs } from '../../components/route-tabs.tsx';
import { SettingsNavigation } from '../../components/settings-navigation.tsx';
import { useVerifyAudit } from '../../queries/audit.ts';
import { parseAuditSearch } from '../../search-params.ts';
import { useIsAdmin } from '../../session.tsx';
import { AccessEntries } from './access-entries.tsx';
import { AuditEntries } from './audit-entries.tsx';
import { OUTCOMES } from './outcomes.ts';

const route = getRouteApi('/settings/audit');

/** Settings > Audit: every change with who asked for it and how it ended, and who looked at content. */
export function AuditScreen() {
  return (
    <Page title="Audit" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <SettingsNavigation />
      {useIsAdmin() ? <Content /> : <NotAllowed>Your role may not read the audit.</NotAllowed>}
    </Page>
  );
}

function Content() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isAccess = search.tab === 'access';
  return (
    <RouteTabs
      label="Kinds of entries"
      value={search.tab ?? 'changes'}
      tabs={[
        { value: 'changes', label: 'Changes' },
        { value: 'access', label: 'Looks at content' },
      ]}
      onChange={(tab) =>
        void navigate({
          search: parseAuditSearch({ tab: tab === 'changes' ? undefined : tab }),
          replace: true,
        })
      }
    >
      {isAccess ? (
        <>
          <search className="row" aria-label="Filter the looks">
            {(['since', 'until'] as const).map((name) => (
              <TextInput
                key={name}
                type="date"
                size="xs"
                label={name === 'since' ? 'From (UTC)' : 'To (UTC)'}
                value={search[name] ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  void navigate({ search: parseAuditSearch({ ...search, [name]: value }), replace: true })
                }
              />
            ))}
            <Narrowed />
          </search>
          <AccessEntries search={search} />
        </>
      ) : (
        <>
          <Verification />
          <search className="row" aria-label="Filter the audit">
            <Choice
              label="Outcome"
              value={search.outcome}
              options={[
                { value: '', label: 'All' },
                ...AUDIT_OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOMES[outcome].label })),
              ]}
              onChange={(outcome) =>
                void navigate({ search: parseAuditSearch({ ...search, outcome }), replace: true })
              }
            />
            <Narrowed />
          </search>
          <AuditEntries search={search} />
        </>
      )}
    </RouteTabs>
  );
}

const NARROWED_BY = { action: 'action', actor: 'person', subject: 'thing looked at' } as const;

/** What the list is narrowed to by a row's links, each with the way back. */
function Narrowed() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (['action', 'actor', 'subject'] as const)
    .filter((by) => search[by] !== undefined)
    .map((by) => (
      <Button
        key={by}
        variant="default"
        size="xs"
        onClick={() =>
          void navigate({ search: parseAuditSearch({ ...search, [by]: undefined }), replace: true })
        }
      >
        Only one {NARROWED_BY[by]}: show all
      </Button>
    ));
}

/** Computes the chain anew when asked to. */
function Verification() {
  const verify = useVerifyAudit();
  const verdict = verify.data;
  return (
    <div className="stack stack-tight">
      <div className="row">
        <Button variant="default" size="xs" loading={verify.isPending} onClick={() => verify.mutate()}>
          Verify
        </Button>
        <span className="small quiet">
          Each entry holds the hash of the one before it: what was altered or taken out shows.
        </span>
      </div>
      {verify.isError && <FailedState title="Could not verify the audit" error={verify.error} />}
      {verdict !== undefined &&
        (verdict.isWhole ? (
          <Notice tone="good" title={`${formatCounted(verdict.entries, 'entry', 'entries')}, whole`}>
            {verdict.head !== null && (
              <p className="small">
                Head: entry {formatCount(verdict.head.number)}, <code>{verdict.head.hash}</code>. Note it
                elsewhere: only against it does it show that the newest entries were cut off.
              </p>
            )}
          </Notice>
        ) : (
          <Notice
            tone="bad"
            isUrgent
            title={`The audit is broken at entry ${formatCount(verdict.brokenAt ?? 0)}`}
          >
            <p>Somebody with rights on the database changed it. Compare with a backup from before.</p>
          </Notice>
        ))}
    </div>
  );
}
