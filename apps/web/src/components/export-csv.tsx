import { csvLine } from '@handrail/client';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { downloadText } from './download-text.ts';
import { explainError } from './explain-error.ts';
import { formatCount } from './format-value.ts';
import { showDone } from './show-done.ts';

/** A column of an export. */
export interface CsvColumn<Row> {
  readonly name: string;
  readonly value: (row: Row) => unknown;
}

/** Walks a filtered list to its end and hands it out as a CSV file, with a count and a way to stop. */
export function ExportCsv<Row>({
  rows,
  columns,
  fileName,
  noun,
}: {
  rows: (signal: AbortSignal) => AsyncIterable<Row>;
  columns: readonly CsvColumn<Row>[];
  fileName: string;
  /** What a row is, in the plural. */
  noun: string;
}) {
  const [read, setRead] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const exportAll = async () => {
    const controller = new AbortController();
    stop.current = controller;
    setFailure(null);
    setRead(0);
    try {
      const lines = [csvLine(columns.map(({ name }) => name))];
      for await (const row of rows(controller.signal)) {
        lines.push(csvLine(columns.map(({ value }) => value(row))));
        if (lines.length % 200 === 1) setRead(lines.length - 1);
      }
      downloadText(lines.join(''), { name: fileName, type: 'text/csv' });
      showDone(`${formatCount(lines.length - 1)} ${noun} exported`);
    } catch (error) {
      if (!controller.signal.aborted) setFailure(explainError(error).cause);
    } finally {
      setRead(null);
    }
  };
  return (
    <>
      {failure !== null && <span role="alert">Could not export: {failure}</span>}
      {read === null ? (
        <Button variant="default" onClick={() => void exportAll()}>
          Export CSV
        </Button>
      ) : (
        <Button variant="default" onClick={() => stop.current?.abort()}>
          Stop export at {formatCount(read)}
        </Button>
      )}
    </>
  );
}
