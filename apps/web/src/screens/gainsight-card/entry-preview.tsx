import { EmptyState } from '../../components/empty-state.tsx';
import { EntryText } from '../../components/entry-text.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useActivityPreview, useFewMeetings } from '../../queries/meetings.ts';

/** Meetings among which one with a summary is looked for; the newest may still wait for its transcript. */
const LOOKED_AT = 20;

/** The entry of the newest meeting that belongs to an account, by the settings as saved. */
export function EntryPreview() {
  const meetings = useFewMeetings({ attribution: 'attributed' }, LOOKED_AT);
  const newest = meetings.data?.items.find(({ headline }) => headline !== null);
  return (
    <section className="panel stack" aria-labelledby="entry-preview-title">
      <h2 id="entry-preview-title">What an entry looks like</h2>
      <Loaded query={meetings} what="the newest meeting">
        {() =>
          newest === undefined ? (
            <EmptyState>
              The entry of the newest meeting will stand here once one belongs to an account.
            </EmptyState>
          ) : (
            <Newest meetingId={newest.id} />
          )
        }
      </Loaded>
    </section>
  );
}

function Newest({ meetingId }: { meetingId: string }) {
  const preview = useActivityPreview(meetingId, true);
  return (
    <Loaded query={preview} what="the entry">
      {({ items: [first] }) =>
        first === undefined ? (
          <EmptyState>The newest meeting has no summary to send.</EmptyState>
        ) : (
          <EntryText entry={first} />
        )
      }
    </Loaded>
  );
}
