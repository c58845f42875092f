import type { Status } from '@handrail/contract';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { Notice } from '../../components/notice.tsx';
import { Time } from '../../components/time.tsx';

/** What is wrong at present, each with its code and since when. */
export function Alarms({ alarms }: { alarms: Status['alarms'] }) {
  if (alarms.length === 0) return null;
  return (
    <section className="stack" aria-label="Alarms">
      {alarms.map((alarm) => (
        <Notice key={`${alarm.code} ${alarm.text}`} tone="bad" title={alarm.text}>
          <span className="row row-wide">
            {alarm.since !== null && (
              <span className="small">
                since <Time at={alarm.since} />
              </span>
            )}
            <CopyableCode code={alarm.code} />
          </span>
        </Notice>
      ))}
    </section>
  );
}
