import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Time } from '../../components/time.tsx';
import { useDismissHeldAnswer, useHeldAnswers } from '../../queries/language-model.ts';

/** Answers that were not used, as they came: text to look at, never more. */
export function HeldAnswers() {
  const held = useHeldAnswers();
  const dismiss = useDismissHeldAnswer();
  return (
    <section className="panel panel-flush" aria-labelledby="held-title">
      <div className="panel-title">
        <h2 id="held-title">Answers that were not used</h2>
      </div>
      {dismiss.isError && <FailedState title="Could not dismiss it" error={dismiss.error} />}
      <Loaded query={held} what="the held answers">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState>A refused, broken or unfounded answer will stand here for you to look at.</EmptyState>
          ) : (
            <ul className="list">
              {items.map((item) => (
                <li key={item.id} className="list-row" style={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
                  <div className="stack stack-tight" style={{ flex: 1, minWidth: 240 }}>
                    <Link to="/meetings/$meetingId" params={{ meetingId: item.meeting.id }}>
                      <span dir="auto">{item.meeting.title}</span>
                    </Link>
                    <span className="small">
                      {item.message} <code>{item.code}</code>
                    </span>
                    <span className="small quiet">
                      {item.model} · <Time at={item.heldAt} />
                    </span>
                    <details>
                      <summary className="small">Show the answer</summary>
                      <pre
                        tabIndex={0}
                        style={{
                          whiteSpace: 'pre-wrap',
                          overflowWrap: 'anywhere',
                          maxHeight: 320,
                          overflowY: 'auto',
                        }}
                      >
                        {item.answer}
                      </pre>
                    </details>
                  </div>
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={`Dismiss the answer about ${item.meeting.title}`}
                    loading={dismiss.isPending && dismiss.variables === item.id}
                    onClick={() => dismiss.mutate(item.id)}
                  >
                    Dismiss
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
