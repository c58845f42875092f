import type { HealthScore } from '@handrail/contract';
import { formatCounted } from '../../components/format-value.ts';
import '../../components/plain-table.css';

/** What a score is made of: each figure beside the account's own past and the middle of the others, all of which unfold. */
export function HealthFigures({ score }: { score: HealthScore }) {
  const { figures, heldAgainst } = score;
  return (
    <>
      {heldAgainst !== null && <p className="small">Held against {heldAgainst}.</p>}
      <table className="plain-table health-figures" aria-label="What the score is made of">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Now</th>
            <th scope="col">Its past</th>
            <th scope="col">Others</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.label}>
              <td data-label="Figure">{figure.label}</td>
              <td data-label="Now" className="number">
                {figure.now ?? <span className="quiet">not known</span>}
              </td>
              <td data-label="Its past" className="number">
                {figure.before ?? <span className="quiet">–</span>}
              </td>
              <td data-label="Others">
                <Others figure={figure} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Others({ figure: { label, others } }: { figure: HealthScore['figures'][number] }) {
  if (others === null) return <span className="quiet">–</span>;
  const { median, lowerQuartile, upperQuartile, values } = others;
  return (
    <div>
      middle {median}, half of them {lowerQuartile} to {upperQuartile}
      <details className="small">
        <summary aria-label={`All others: ${label}`}>{formatCounted(values.length, 'account')}</summary>
        {values.join(' · ')}
      </details>
    </div>
  );
}
