import type { MeetingDetail } from '@handrail/contract';
import { Notice } from '../../components/notice.tsx';
import { Participants } from './participants.tsx';

/** A meeting of which no words are here: excluded, not transcribed yet, or never. */
export function MeetingWithoutWords({ meeting }: { meeting: MeetingDetail }) {
  return (
    <>
      <Reason meeting={meeting} />
      <Participants meeting={meeting} />
    </>
  );
}

function Reason({ meeting }: { meeting: MeetingDetail }) {
  switch (meeting.state) {
    case 'excluded':
      return (
        <Notice tone="plain" title="Excluded: nothing of what was said is kept">
          {meeting.exclusionInWords !== null && <p dir="auto">By {meeting.exclusionInWords}.</p>}
        </Notice>
      );
    case 'no-transcript':
      return (
        <Notice tone="plain" title="The recorder has no transcript of this meeting">
          <p>It counts as a meeting of the account, but there is nothing to summarise.</p>
        </Notice>
      );
    case 'awaiting-transcript':
      return (
        <Notice tone="plain" title="The transcript is not there yet">
          <p>It is asked for again with every run of the meetings.</p>
        </Notice>
      );
    case 'transcribed':
      return (
        <Notice tone="plain" title="No words are kept of this meeting">
          <p>The transcript was empty or has been removed by the retention policy.</p>
        </Notice>
      );
  }
}
