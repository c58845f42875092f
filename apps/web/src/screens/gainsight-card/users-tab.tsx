import { Checkbox, Switch, TagsInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../components/loaded.tsx';
import { NamedPerson } from '../../components/named-person.tsx';
import { showDone } from '../../components/show-done.ts';
import { Time } from '../../components/time.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useGovernance, useRolePreview, useSetGovernance } from '../../queries/people.ts';
import { NO_ACCESS_LABELS, ROLE_LABELS } from '../users/labels.ts';
import '../../components/plain-table.css';
import './users-tab.css';

const MISSING = {
  connection: 'Gainsight must be connected first.',
  'identity-provider': 'An identity provider must be set first, under Settings > Integrations.',
  'admin-sign-in':
    'An admin must have signed in through the identity provider first, so that nobody is locked out.',
} as const;

/** Who of Gainsight's users may do what here, and whether Gainsight decides it. */
export function UsersTab({ draft }: { draft: ConfigDraft }) {
  return (
    <>
      <GovernancePanel />
      <RoleMapPanel draft={draft} />
      <RolePreview draft={draft} />
    </>
  );
}

function GovernancePanel() {
  const governance = useGovernance();
  const change = useSetGovernance();
  return (
    <section className="panel" aria-labelledby="governance-title">
      <h2 id="governance-title">Governed by Gainsight</h2>
      <Loaded query={governance} what="who governs">
        {({ since, missing }) => (
          <div className="stack">
            <Switch
              label="Users, roles and teams follow Gainsight"
              description="From then on they are read-only here. Who is inactive there or has no licence cannot enter."
              checked={since !== null}
              disabled={change.isPending || (since === null && missing !== null)}
              onChange={({ currentTarget: { checked } }) =>
                change.mutate(checked, {
                  onSuccess: () => showDone(checked ? 'Gainsight governs users' : 'Users are managed here'),
                })
              }
            />
            {since !== null && (
              <p className="small quiet">
                Since <Time at={since} />. <Link to="/settings/users">See who may enter</Link>
              </p>
            )}
            {since === null && missing !== null && <p className="small">{MISSING[missing]}</p>}
            {change.error !== null && <p className="small">{change.error.message}</p>}
          </div>
        )}
      </Loaded>
    </section>
  );
}

type Rules = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Rules {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function rulesOf(document: ConfigDraft['document'], role: string): Rules {
  return objectOf(objectOf(objectOf(document['users'])['roles'])[role]);
}

function RoleMapPanel({ draft }: { draft: ConfigDraft }) {
  const put = (role: string, rules: Rules) =>
    draft.edit((document) => {
      const users = objectOf(document['users']);
      const roles = objectOf(users['roles']);
      return { ...document, users: { ...users, roles: { ...roles, [role]: rules } } };
    });
  const admin = rulesOf(draft.document, 'admin');
  const manager = rulesOf(draft.document, 'manager');
  const user = rulesOf(draft.document, 'user');
  const preview = useRolePreview(draft.document);
  const licences = listOf(user['licences']);
  return (
    <section className="panel" aria-labelledby="role-map-title">
      <h2 id="role-map-title">Who has which role</h2>
      <p className="small quiet">
        Everybody gets the highest role that names them. It counts while Gainsight governs.
      </p>
      <div className="stack" style={{ gap: 20 }}>
        <fieldset className="users-rule">
          <legend>Admin — sees and changes everything</legend>
          <Checkbox
            label="Super admins of Gainsight"
            checked={admin['superAdmins'] !== false}
            onChange={({ currentTarget: { checked } }) => put('admin', { ...admin, superAdmins: checked })}
          />
          <People
            rules={admin}
            onChange={(people) => put('admin', { ...admin, people })}
            label="And these people"
          />
        </fieldset>
        <fieldset className="users-rule">
          <legend>Manager — sees the accounts of everyone who reports to them</legend>
          <Checkbox
            label="Whoever an active user reports to"
            checked={manager['withReports'] !== false}
            onChange={({ currentTarget: { checked } }) =>
              put('manager', { ...manager, withReports: checked })
            }
          />
          <People
            rules={manager}
            onChange={(people) => put('manager', { ...manager, people })}
            label="And these people"
          />
        </fieldset>
        <fieldset className="users-rule">
          <legend>User — sees accounts they own, are CSM of or work for</legend>
          {preview.data?.licences.filter(isOurs).map((licence) => (
            <Checkbox
              key={licence}
              label={licence}
              checked={licences.length === 0 || licences.includes(licence)}
              onChange={({ currentTarget: { checked } }) => {
                const all = preview.data.licences.filter(isOurs);
                const held = licences.length === 0 ? all : licences;
                const next = checked ? [...held, licence] : held.filter((one) => one !== licence);
                if (next.length > 0)
                  put('user', { ...user, licences: next.length === all.length ? [] : next });
              }}
            />
          ))}
        </fieldset>
      </div>
    </section>
  );
}

/** Guests of customers never get in, whatever the map says. */
function isOurs(licence: string): boolean {
  return licence !== 'External';
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function People({
  rules,
  label,
  onChange,
}: {
  rules: Rules;
  label: string;
  onChange: (people: string[]) => void;
}) {
  return (
    <TagsInput
      label={label}
      placeholder="name@company.example"
      description="E-mail addresses"
      value={[...listOf(rules['people'])]}
      onChange={onChange}
    />
  );
}

function RolePreview({ draft }: { draft: ConfigDraft }) {
  const preview = useRolePreview(draft.document);
  return (
    <section className="panel" aria-labelledby="role-preview-title">
      <h2 id="role-preview-title">What that would make</h2>
      <Loaded query={preview} what="the preview of roles">
        {({ counts, changes, total }) => (
          <>
            <p>
              {counts.admin} admins · {counts.manager} managers · {counts.user} users · {counts.none} without
              access
            </p>
            {total === 0 ? (
              <p className="small quiet">Nobody would change.</p>
            ) : (
              <table className="plain-table" aria-label="Who would change">
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Now</th>
                    <th scope="col">Then</th>
                  </tr>
                </thead>
                <tbody>
                  {changes.slice(0, 50).map((change) => (
                    <tr key={change.email}>
                      <td data-label="Name">
                        <NamedPerson name={change.name} email={change.email} />
                      </td>
                      <td data-label="Now">
                        {change.before === null ? 'no access' : ROLE_LABELS[change.before]}
                      </td>
                      <td data-label="Then">
                        {change.after !== null
                          ? ROLE_LABELS[change.after]
                          : `no access${change.noAccess === null ? '' : `: ${NO_ACCESS_LABELS[change.noAccess].toLowerCase()}`}`}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {total > 50 && <p className="small quiet">and {total - 50} more</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}
