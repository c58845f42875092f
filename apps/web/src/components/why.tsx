import type { Explanation } from '@handrail/contract';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useWhy } from '../queries/why.ts';
import { shortName } from './format-value.ts';
import { EmptyState } from './empty-state.tsx';
import { Loaded } from './loaded.tsx';
import { WhyAnswer } from './why-answer.tsx';

/**
 * A small "Why?" that opens the answer; `about` completes its name for who cannot see where it stands. With `field` it
 * tells where the value of that one field comes from.
 */
export function Why({
  noun,
  subject,
  about,
  field = null,
}: {
  noun: Explanation['noun'];
  /** An id of ours or the source's. */
  subject: string;
  about: string;
  field?: string | null;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const why = useWhy(noun, subject, isOpen);
  return (
    <>
      <button
        type="button"
        className="link-button small"
        aria-label={`Why? ${about}`}
        onClick={() => setIsOpen(true)}
      >
        Why?
      </button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Why? ${shortName(about)}`}
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Loaded query={why} what="the reasons">
          {({ explanation }) =>
            explanation === null ? (
              <EmptyState>Nothing is stored of it any more.</EmptyState>
            ) : (
              <WhyAnswer why={explanation} field={field} />
            )
          }
        </Loaded>
      </Modal>
    </>
  );
}
