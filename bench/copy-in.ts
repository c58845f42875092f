import { once } from 'node:events';
import pg from 'pg';

/** The part of `pg`'s connection that COPY needs; its types leave it out. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Runs a `copy … from stdin` with the lines given; `pg` alone can, once its query answers the server's call for data. */
export async function copyIn(client: pg.Client, statement: string, lines: string): Promise<void> {
  const query = new pg.Query(statement);
  const answer = {
    handleCopyInResponse(connection: CopyConnection): void {
      connection.sendCopyFromChunk(Buffer.from(lines));
      connection.endCopyFrom();
    },
  };
  client.query(Object.assign(query, answer));
  await once(query, 'end');
}

/** A line of COPY's text format. */
export function copyLine(values: readonly unknown[]): string {
  return `${values.map(copyValue).join('\t')}\n`;
}

function copyValue(value: unknown): string {
  if (value === null || value === undefined) return String.raw`\N`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[\\\t\n\r]/.test(text) ? text.replaceAll(/[\\\t\n\r]/g, escapeOne) : text;
}

function escapeOne(character: string): string {
  switch (character) {
    case '\t':
      return String.raw`\t`;
    case '\n':
      return String.raw`\n`;
    case '\r':
      return String.raw`\r`;
    default:
      return String.raw`\\`;
  }
}
