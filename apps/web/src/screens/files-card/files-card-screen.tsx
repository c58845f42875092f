import type { importMeetings, ReplyOf } from '@handrail/contract';
import { Button, FileInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FailedState, NotAllowed } from '../../components/failed-state.tsx';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useImportMeetings } from '../../queries/meetings.ts';
import { useIsAdmin } from '../../session.tsx';

const LARGEST_BYTES = 30 * 1024 * 1024;

/** Settings > Integrations > Files: recorded meetings from a file of JSON lines. */
export function FilesCardScreen() {
  const isAdmin = useIsAdmin();
  const importing = useImportMeetings();
  const [file, setFile] = useState<File | null>(null);
  const isTooLarge = file !== null && file.size > LARGEST_BYTES;
  const submit = async () => {
    if (file === null) return;
    importing.mutate({ fileName: file.name, format: 'json-lines', content: await file.text() });
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
            description="JSON lines (.jsonl): one meeting a line, at most 30 MB. The same content twice changes nothing."
            placeholder="Choose a file"
            accept=".jsonl,.ndjson,.json,application/x-ndjson"
            clearable
            value={file}
            error={isTooLarge ? 'The file is larger than 30 MB: cut it into several.' : undefined}
            onChange={(chosen) => {
              setFile(chosen);
              importing.reset();
            }}
          />
          {importing.isError && <FailedState title="Could not import the file" error={importing.error} />}
          {importing.data !== undefined && <Outcome outcome={importing.data} />}
          <div>
            <Button type="submit" disabled={file === null || isTooLarge} loading={importing.isPending}>
              Import
            </Button>
          </div>
        </form>
      ) : (
        <NotAllowed>Your role may not import meetings.</NotAllowed>
      )}
    </Page>
  );
}

function Outcome({ outcome }: { outcome: ReplyOf<typeof importMeetings> }) {
  return (
    <Notice
      tone={outcome.refused.length === 0 ? 'good' : 'mid'}
      title={`${formatCounted(outcome.added, 'meeting')} added, ${formatCount(outcome.changed)} changed, ${formatCount(outcome.unchanged)} unchanged`}
    >
      {outcome.refused.length > 0 && (
        <>
          <p>{formatCounted(outcome.refused.length, 'line')} refused:</p>
          <ul className="small">
            {outcome.refused.slice(0, 50).map((line) => (
              <li key={line.line}>
                line {formatCount(line.line)}: {line.reason}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Link to="/meetings">Go to the meetings</Link>
      </p>
    </Notice>
  );
}
