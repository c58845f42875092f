import { configPlaceInWords } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { formatCounted } from '../components/format-value.ts';
import { Notice } from '../components/notice.tsx';
import type { ConfigNote } from './config-notes.ts';
import { settingsOf } from './settings-of.ts';
import type { SettingsTab } from './settings-of.ts';

/** At the top of a tab: what stands against places of the draft that have no control on it, each with the tab that has. */
export function NotesElsewhere({
  notes,
  here,
}: {
  notes: readonly ConfigNote[];
  /** The open tab, which needs no link to itself. */
  here: Pick<SettingsTab, 'screen' | 'tab'>;
}) {
  if (notes.length === 0) return null;
  const issues = notes.filter(({ isIssue }) => isIssue).length;
  return (
    <Notice
      tone={issues > 0 ? 'bad' : 'mid'}
      title={
        issues > 0
          ? `${formatCounted(issues, 'place keeps', 'places keep')} the draft from being saved`
          : `${formatCounted(notes.length, 'place')} to look at; Save takes the draft as it is`
      }
    >
      <ul className="stack stack-tight">
        {notes.map(({ path, message }) => (
          <li key={`${path} ${message}`} dir="auto">
            <strong>{configPlaceInWords(path)}</strong>: {message}. <LinkTo path={path} here={here} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function LinkTo({ path, here }: { path: string; here: Pick<SettingsTab, 'screen' | 'tab'> }) {
  const there = settingsOf(path);
  if (there === null || (there.screen === here.screen && there.tab === here.tab)) return null;
  return there.screen === 'gainsight' ? (
    <Link to="/settings/integrations/gainsight" search={{ tab: there.tab }}>
      Open {there.label}
    </Link>
  ) : (
    <Link to="/settings/configurations/fields" search={there.tab === 'account' ? {} : { tab: there.tab }}>
      Open {there.label}
    </Link>
  );
}
