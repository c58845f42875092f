import { withheldEndInWords } from '@handrail/contract';
import type { Run } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { Notice } from '../../components/notice.tsx';

/** What became of the exits that the run met, and the way to the run that decides about them. */
export function WithheldEnd({ end }: { end: NonNullable<Run['withheldEnd']> }) {
  return (
    <Notice tone="mid" title={withheldEndInWords(end)}>
      {end.run !== null && (
        <Link to="/sync/runs/$runId" params={{ runId: end.run.id }}>
          Run #{end.run.number}
        </Link>
      )}
    </Notice>
  );
}
