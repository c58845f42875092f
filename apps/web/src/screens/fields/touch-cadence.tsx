import { NumberInput, Switch } from '@mantine/core';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useStakeholderRoles } from '../../queries/stakeholders.ts';
import { useTiers } from '../../queries/tiers.ts';
import { DaysByName } from './days-by-name.tsx';

const DEFAULT_DAYS = 90;

/** How often stakeholders are to be met: by role, by the tier of their account, and everyone else. */
export function TouchCadence({ draft, isReadOnly }: { draft: ConfigDraft; isReadOnly: boolean }) {
  const roles = useStakeholderRoles();
  const tiers = useTiers();
  const held = asRecord(draft.document['stakeholders']);
  const every = held['touchEveryDays'];
  const isExpected = every !== null;
  const set = (key: string, value: unknown) =>
    draft.edit((document) => put(document, ['stakeholders', key], value));
  const setDays = (key: string) => (days: Readonly<Record<string, number>>) =>
    set(key, Object.keys(days).length === 0 ? undefined : days);
  const tierNames = [...(tiers.data?.tiers ?? []), ...(tiers.data?.unmapped ?? [])].map(({ name }) => name);
  return (
    <section className="panel stack" aria-labelledby="touch-title">
      <h2 id="touch-title">Touch cadence</h2>
      <p className="small quiet">
        How many days may pass between meetings with a stakeholder before the next touch is overdue. What is
        nearest to the person counts: their own touch frequency, from its mapped field or set by hand on the
        stakeholder’s page; else the days of their role, then of their account’s tier, then of everyone else.
      </p>
      <DaysByName
        noun="role"
        days={numbersIn(held['byRole'])}
        suggestions={roles.data ?? []}
        isReadOnly={isReadOnly}
        onChange={setDays('byRole')}
      />
      <DaysByName
        noun="tier"
        days={numbersIn(held['byTier'])}
        suggestions={tierNames}
        isReadOnly={isReadOnly}
        onChange={setDays('byTier')}
      />
      <section className="stack stack-tight" aria-label="Days between touches of everyone else">
        <h3>Everyone else</h3>
        <Switch
          label="A touch is expected of everyone else, too"
          checked={isExpected}
          disabled={isReadOnly}
          onChange={(event) => set('touchEveryDays', event.currentTarget.checked ? undefined : null)}
        />
        {isExpected && (
          <NumberInput
            label="Days between touches"
            value={typeof every === 'number' ? every : DEFAULT_DAYS}
            min={1}
            max={3_650}
            clampBehavior="strict"
            allowDecimal={false}
            suffix=" days"
            readOnly={isReadOnly}
            style={{ width: 180 }}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1)
                set('touchEveryDays', value === DEFAULT_DAYS ? undefined : value);
            }}
          />
        )}
      </section>
    </section>
  );
}

function numbersIn(value: unknown): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(asRecord(value)).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  );
}
