import { decodeFile, meetingFileFormat } from '@handrail/contract';
import type { importMeetings, ReplyOf } from '@handrail/contract';
import { Button, FileInput, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FailedState, NotAllowed } from '../../components/failed-state.tsx';
import { browserZone } from '../../components/format-time.ts';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import type { Named } from '../../components/named-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useImportMeetings } from '../../queries/meetings.ts';
import { useIsAdmin } from '../../session.tsx';
import { HeldMeetings } from '../integrations/held-meetings.tsx';
import { AccountsField } from '../../components/accounts-field.tsx';
import { ImportHistory } from './import-history.tsx';
import { LineFormat } from './line-format.tsx';

const LARGEST_BYTES = 30 * 1024 * 1024;

/** Settings > Integrations > Files: recorded meetings from a file of JSON lines, subtitles or text with speakers. */
export function FilesCardScreen() {
  const isAdmin = useIsAdmin();
  const importing = useImportMeetings();
  const [file, setFile] = useState<File | null>(null);
  const [heldAt, setHeldAt] = useState('');
  const [account, setAccount] = useState<Named | null>(null);
  const format = file === null ? null : meetingFileFormat(file.name);
  const isOneMeeting = format !== null && format !== 'json-lines';
  const isTooLarge = file !== null && file.size > LARGEST_BYTES;
  const submit = async () => {
    if (file === null || format === null) return;
    importing.mutate({
      fileName: file.name,
      format,
      content: decodeFile(new Uint8Array(await file.arrayBuffer())),
      ...(isOneMeeting && heldAt !== '' ? { startedAt: new Date(heldAt).toISOString() } : {}),
      ...(account === null ? {} : { accountId: account.id }),
    });
  };
  return (
    <Page
      title="Files"
      crumbs={[
        { label: 'Settings', to: '/settings' },
        { label: 'Integrations', to: '/settings/integrations' },
      ]}
    >
      {isAdmin ? (
        <>
          <form
            className="panel stack"
            aria-label="Import meetings"
            style={{ maxWidth: 640, gap: 16 }}
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            <h2>Import recorded meetings</h2>
            <FileInput
              label="File"
              description="JSON lines (.jsonl, one meeting a line), or one meeting as WebVTT (.vtt), SRT (.srt) or text with speakers (.txt); at most 30 MB. The same content twice changes nothing."
              placeholder="Choose a file"
              accept=".jsonl,.ndjson,.json,.vtt,.srt,.txt"
              clearable
              value={file}
              error={faultOf(file, format !== null, isTooLarge)}
              onChange={(chosen) => {
                setFile(chosen);
                importing.reset();
              }}
            />
            {isOneMeeting && (
              <TextInput
                type="datetime-local"
                label="Held at"
                description={`Subtitles and texts do not say when they were recorded; without a time the meeting counts for no period. Read in ${browserZone()}, the zone of this browser.`}
                value={heldAt}
                onChange={(event) => {
                  setHeldAt(event.currentTarget.value);
                }}
              />
            )}
            <AccountsField
              label="Account"
              description="Type a part of the name. Left empty, addresses and rules decide; what they do not place waits in Review."
              max={1}
              chosen={account === null ? [] : [account]}
              onChange={(accounts) => setAccount(accounts.at(-1) ?? null)}
            />
            <LineFormat />
            {importing.isError && <FailedState title="Could not import the file" error={importing.error} />}
            {importing.data !== undefined && (
              <Outcome outcome={importing.data} isPlaced={importing.variables.accountId !== undefined} />
            )}
            <div>
              <Button type="submit" disabled={format === null || isTooLarge} loading={importing.isPending}>
                Import
              </Button>
            </div>
          </form>
          <HeldMeetings source="file" />
          <ImportHistory />
        </>
      ) : (
        <NotAllowed>Your role may not import meetings.</NotAllowed>
      )}
    </Page>
  );
}

function faultOf(file: File | null, isKnown: boolean, isTooLarge: boolean): string | undefined {
  if (file === null) return undefined;
  if (!isKnown) return 'The name of the file ends in none of these formats.';
  return isTooLarge ? 'The file is larger than 30 MB: cut it into several.' : undefined;
}

function Outcome({
  outcome,
  isPlaced,
}: {
  outcome: ReplyOf<typeof importMeetings>;
  /** Whether the account was named with the file. */
  isPlaced: boolean;
}) {
  return (
    <Notice
      tone={outcome.refused.length === 0 ? 'good' : 'mid'}
      title={`${formatCounted(outcome.added, 'meeting')} added, ${formatCount(outcome.changed)} changed, ${formatCount(outcome.unchanged)} unchanged`}
    >
      {outcome.refused.length > 0 && (
        <>
          <p>{formatCounted(outcome.refused.length, 'line')} refused:</p>
          <ul className="small">
            {outcome.refused.slice(0, 50).map(({ line, reason }) => (
              <li key={`${line} ${reason}`}>
                line {formatCount(line)}: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {!isPlaced && outcome.added > 0 && (
        <p>
          What neither an address nor a rule places, as most subtitles and texts, waits in{' '}
          <Link to="/review" search={{}}>
            Review
          </Link>{' '}
          until somebody chooses its account.
        </p>
      )}
      <p>
        <Link to="/meetings">Go to the meetings</Link>
      </p>
    </Notice>
  );
}
