import type { Failure } from '@handrail/contract';
import type { ReactNode } from 'react';
import { CopyableCode } from './copyable-code.tsx';
import { Notice } from './notice.tsx';
import { Time } from './time.tsx';

/** Why a run, delivery or connection did not succeed: cause, remedy, code, the vendor's request id. */
export function FailureNote({
  title,
  failure,
  resumeAt = null,
  actions,
}: {
  title: string;
  failure: Failure;
  /** When it goes on by itself; null: not known, or not at all. */
  resumeAt?: string | null;
  actions?: ReactNode;
}) {
  return (
    <Notice tone={failure.kind === 'limit' ? 'mid' : 'bad'} title={title} actions={actions}>
      <p>{failure.message}</p>
      <p>{failure.remedy}</p>
      {resumeAt !== null && (
        <p>
          Goes on <Time at={resumeAt} isAhead />.
        </p>
      )}
      <span className="row row-wide">
        <CopyableCode code={failure.code} />
        {typeof failure.requestId === 'string' && <CopyableCode code={failure.requestId} />}
      </span>
    </Notice>
  );
}
