import { ATTRIBUTION_THRESHOLD_PERCENT, CONFIDENCE } from '@handrail/core';
import type { AttributionStep } from '@handrail/core';
import { NumberInput } from '@mantine/core';
import { Status } from '../../components/status.tsx';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { AttributionRules } from './attribution-rules.tsx';

/** The ladder in its order, each step in words. */
const LADDER: readonly (readonly [AttributionStep, string])[] = [
  ['person', 'A person said so'],
  ['rule', 'A rule below names the person, the CRM id or the domain'],
  ['stakeholder', 'People who are stakeholders of one account'],
  ['crm-id', 'The CRM id at the recorder'],
  ['hierarchy', 'People of several accounts of one hierarchy'],
  ['domain', 'A domain that belongs to one account'],
  ['shared-domain', 'A domain that several accounts share'],
];

/** How meetings find their account: the ladder with its confidence, the threshold, and the rules that people made. */
export function AttributionSettings({
  draft,
  issues,
}: {
  draft: ConfigDraft;
  issues: ReadonlyMap<string, string>;
}) {
  const held = asRecord(asRecord(draft.document['meetings'])['attribution'])['thresholdPercent'];
  const threshold = typeof held === 'number' ? held : ATTRIBUTION_THRESHOLD_PERCENT;
  return (
    <section className="panel stack" aria-labelledby="attribution-title">
      <h2 id="attribution-title">To which account a meeting belongs</h2>
      <p className="small quiet" style={{ maxWidth: 720 }}>
        The most specific evidence decides. Where people and CRM id name unrelated accounts, a person decides;
        our own domains and free-mail domains never count.
      </p>
      <NumberInput
        label="Place by itself from"
        description="What is less sure waits in Review."
        suffix=" %"
        min={1}
        max={95}
        allowDecimal={false}
        value={threshold}
        error={issues.get('meetings.attribution.thresholdPercent') ?? null}
        style={{ maxWidth: 220 }}
        onChange={(value) =>
          draft.edit((document) =>
            put(
              document,
              ['meetings', 'attribution', 'thresholdPercent'],
              value === ATTRIBUTION_THRESHOLD_PERCENT || value === '' ? undefined : Number(value),
            ),
          )
        }
      />
      <ol className="list" aria-label="Evidence, the most specific first">
        {LADDER.map(([step, words]) => {
          const percent = Math.round(CONFIDENCE[step] * 100);
          const isAlone = percent >= threshold && step !== 'shared-domain';
          return (
            <li key={step} className="list-row small">
              <span style={{ flex: 1 }}>{words}</span>
              <span className="number">{percent} %</span>
              <Status tone={isAlone ? 'good' : 'mid'} label={isAlone ? 'by itself' : 'Review'} />
            </li>
          );
        })}
      </ol>
      <h3>Rules</h3>
      <p className="small quiet" style={{ maxWidth: 720 }}>
        A rule takes the place of all that is known of its person, CRM id or domain. Changing rules judges all
        of history again, Timeline entries included; Preview shows which.
      </p>
      <AttributionRules draft={draft} issues={issues} />
    </section>
  );
}
