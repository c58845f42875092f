import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyableCode } from './copyable-code.tsx';
import { explainError } from './explain-error.ts';
import { Notice } from './notice.tsx';

/**
 * What failed, why, what to do, Try again, and the code. A refusal for lack of rights is drawn as
 * "not allowed", without a Try again that could not help.
 */
export function FailedState({
  title,
  error,
  onRetry,
  isRetrying = false,
  placeInWords,
}: {
  title: string;
  error: unknown;
  onRetry?: () => void;
  isRetrying?: boolean;
  /** How the place of an issue is called on this screen; left out: as the request names it. */
  placeInWords?: (path: string) => string;
}) {
  const explained = explainError(error);
  if (explained.isNotAllowed) return <NotAllowed code={explained.code}>{explained.cause}</NotAllowed>;
  return (
    <Notice
      tone="bad"
      isUrgent
      title={title}
      actions={
        onRetry !== undefined && (
          <Button variant="default" size="xs" loading={isRetrying} onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <p>{explained.cause}</p>
      {explained.remedy !== null && <p>{explained.remedy}</p>}
      {explained.issues.length > 0 && (
        <ul className="small">
          {explained.issues.map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>
              {placeInWords === undefined ? (
                <code>{issue.path}</code>
              ) : (
                <strong>{placeInWords(issue.path)}</strong>
              )}{' '}
              {issue.message}
            </li>
          ))}
        </ul>
      )}
      <CopyableCode code={explained.code} />
      {explained.requestId !== null && <CopyableCode code={explained.requestId} />}
    </Notice>
  );
}

/** The person may not see or do this, and who could change that. */
export function NotAllowed({ children, code }: { children?: ReactNode; code?: string }) {
  return (
    <Notice tone="mid" title="Not allowed">
      {children !== undefined && <p>{children}</p>}
      <p>An admin of this workspace can do it, or give you the right.</p>
      {code !== undefined && <CopyableCode code={code} />}
    </Notice>
  );
}
