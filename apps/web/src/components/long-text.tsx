import { shorten } from '@handrail/core';
import { useState } from 'react';

/** A text as it is; of one that would fill the screen the beginning, and the rest on demand. */
export function LongText({ text, mostUnits = 200 }: { text: string; mostUnits?: number }) {
  const [isWhole, setIsWhole] = useState(false);
  if (text.length <= mostUnits) return text;
  return (
    <>
      <span style={{ overflowWrap: 'anywhere' }}>{isWhole ? text : shorten(text, mostUnits)}</span>{' '}
      <button
        type="button"
        className="link-button small"
        aria-expanded={isWhole}
        onClick={() => setIsWhole(!isWhole)}
      >
        {isWhole ? 'less' : 'more'}
      </button>
    </>
  );
}
