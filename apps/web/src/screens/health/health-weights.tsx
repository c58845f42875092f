import { DEFAULT_HEALTH, HEALTH_BOUNDS, HEALTH_PART_LABELS, HEALTH_PARTS } from '@handrail/core';
import type { HealthPart } from '@handrail/core';
import { NumberInput } from '@mantine/core';
import { put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { healthOf } from './health-of.ts';

const DEFINITIONS: Readonly<Record<HealthPart, string>> = {
  sentiment:
    'The tone of what their people said in meetings. By itself it never moves a label by more than one step.',
  engagement: 'Meetings, their people in them, how much they spoke, and how long ago the last one was.',
  openItems: 'Our open action items, and open tickets where a field tells them.',
  responseTime: 'Hours until we answer, from a mapped field.',
};

/** What each part weighs. Weights are shares: they need not add up to anything. */
export function HealthWeights({ draft }: { draft: ConfigDraft }) {
  const { weights } = healthOf(draft);
  const total = HEALTH_PARTS.reduce((sum, part) => sum + weights[part], 0);
  return (
    <section className="panel panel-flush" aria-labelledby="health-weights-title">
      <div className="panel-title">
        <h2 id="health-weights-title">Parts and their weights</h2>
      </div>
      <ul className="list">
        {HEALTH_PARTS.map((part) => (
          <li key={part} className="list-row health-weight">
            <div className="stack stack-tight">
              <strong>{HEALTH_PART_LABELS[part]}</strong>
              <span className="small quiet">{DEFINITIONS[part]}</span>
            </div>
            <NumberInput
              aria-label={`Weight of ${HEALTH_PART_LABELS[part]}`}
              value={weights[part]}
              min={HEALTH_BOUNDS.weight.least}
              max={HEALTH_BOUNDS.weight.most}
              allowDecimal={false}
              onChange={(value) =>
                draft.edit((document) =>
                  put(
                    document,
                    ['health', 'weights', part],
                    typeof value !== 'number' || value === DEFAULT_HEALTH.weights[part] ? undefined : value,
                  ),
                )
              }
            />
            <span className="small quiet number">
              {weights[part] === 0 || total === 0
                ? 'does not count'
                : `${Math.round((100 * weights[part]) / total)} % when all are known`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
