import { Facts } from '../../components/facts.tsx';
import { NotAllowed } from '../../components/failed-state.tsx';
import type { WritebackDraft } from './writeback-draft.ts';

/** The settings of this tab for who may look at them but not change them. */
export function WritebackFacts({ settings }: { settings: WritebackDraft }) {
  return (
    <>
      <NotAllowed>You can look at these settings; your role may not change them.</NotAllowed>
      <section className="panel">
        <Facts
          layout="list"
          facts={[
            {
              label: 'Push call summaries to Gainsight as a timeline entry',
              value: settings.timelineEnabled ? 'On' : 'Off',
            },
            { label: 'Fallback author', value: settings.fallbackAuthor || '–' },
            {
              label: 'Write metrics and health to Gainsight',
              value: settings.writebackEnabled ? 'On' : 'Off',
            },
            ...settings.values.map((value, at) => ({
              label: `Row ${at + 1}`,
              value: (
                <>
                  {value.metric} <span aria-hidden>→</span>
                  <span className="sr-only"> into </span> <code>{value.field}</code>
                </>
              ),
            })),
          ]}
        />
      </section>
    </>
  );
}
