import type { AccountDetail } from '@handrail/contract';
import { formatValue } from '../../components/format-value.ts';
import { Day, Time } from '../../components/time.tsx';
import '../../components/plain-table.css';
import './account.css';

type AccountMetric = AccountDetail['metrics'][number];

/** Every metric of the catalogue with what it counts; what nothing connected can tell stands at the end and says so. */
export function AccountMetrics({ metrics }: { metrics: readonly AccountMetric[] }) {
  return (
    <div className="panel panel-flush">
      <table className="plain-table" aria-label="Metrics of the account">
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Value</th>
            <th scope="col">Since</th>
            <th scope="col">What it counts</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => (
            <tr key={metric.id}>
              <td data-label="Metric">
                <span>
                  {metric.label} <code className="small quiet">{metric.id}</code>
                </span>
              </td>
              <td data-label="Value" className="number metric-value">
                <MetricValue metric={metric} />
              </td>
              <td data-label="Since">
                <Day on={metric.measuredOn} />
              </td>
              <td data-label="What it counts" className="small quiet">
                {metric.definition}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MetricValue({ metric: { type, unit, value, hasSource } }: { metric: AccountMetric }) {
  if (!hasSource) return <span className="quiet">no source</span>;
  if (value === null) return <span className="quiet">undefined</span>;
  if (type === 'instant') return <Time at={String(value)} isAhead />;
  return (
    <span>
      {formatValue(value)}
      {unit !== null && <span className="quiet"> {unitFor(value, unit)}</span>}
    </span>
  );
}

/** The unit beside its number: of one thing in the singular. */
function unitFor(value: unknown, unit: string): string {
  if (unit === '0–100') return '/ 100';
  if (value !== 1) return unit;
  return unit === 'people' ? 'person' : unit.replace(/s$/u, '');
}
