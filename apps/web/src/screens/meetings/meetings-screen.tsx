import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { Choice } from '../../components/choice.tsx';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useMeetings } from '../../queries/meetings.ts';
import { parseMeetingsSearch } from '../../search-params.ts';
import { MeetingsTable } from './meetings-table.tsx';

const route = getRouteApi('/meetings');

/** All recorded meetings, newest first. */
export function MeetingsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const meetings = useMeetings(search);
  const set = (change: Partial<Record<keyof typeof search, string | undefined>>) =>
    void navigate({ search: parseMeetingsSearch({ ...search, ...change }), replace: true });
  const isFiltered = search.search !== undefined || search.attribution !== undefined;
  const clear = () => set({ search: undefined, attribution: undefined });
  return (
    <Page title="Meetings" isFilling>
      <search className="row" aria-label="Filter meetings">
        <SearchField
          label="Search meetings"
          value={search.search ?? ''}
          onChange={(value) => set({ search: value })}
        />
        <Choice
          label="Account"
          value={search.attribution}
          options={[
            { value: '', label: 'All' },
            { value: 'attributed', label: 'Attributed' },
            { value: 'review', label: 'To be reviewed' },
            { value: 'none', label: 'No account' },
            { value: 'pending', label: 'Not attributed yet' },
          ]}
          onChange={(attribution) => set({ attribution })}
        />
        {isFiltered && (
          <Button variant="subtle" onClick={clear}>
            Clear filters
          </Button>
        )}
      </search>
      <MeetingsTable meetings={meetings} isFiltered={isFiltered} onClear={clear} />
    </Page>
  );
}
