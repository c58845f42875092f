import type { Failure } from '@handrail/contract';
import type { ReactNode } from 'react';
import { CopyableCode } from './copyable-code.tsx';
import { Notice } from './notice.tsx';

/** Why a run, delivery or connection did not succeed: cause, remedy, code, the vendor's request id. */
export function FailureNote({
  title,
  failure,
  actions,
}: {
  title: string;
  failure: Failure;
  actions?: ReactNode;
}) {
  return (
    <Notice tone={failure.kind === 'limit' ? 'mid' : 'bad'} title={title} actions={actions}>
      <p>{failure.message}</p>
      <p>{failure.remedy}</p>
      <span className="row row-wide">
        <CopyableCode code={failure.code} />
        {typeof failure.requestId === 'string' && <CopyableCode code={failure.requestId} />}
      </span>
    </Notice>
  );
}
