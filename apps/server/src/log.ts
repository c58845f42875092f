import { pino } from 'pino';
import type { Facts } from '@handrail/core';
import type { ServerConfig } from './config.ts';

/** One structured line an event: its name and facts. Ids, codes and counts; never content, never a secret. */
export interface Log {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
}

/** Makes the log of a process: JSON lines on standard error, so that standard output stays free for people. */
export function createLog(level: ServerConfig['logLevel']): Log {
  const logger = pino(
    {
      level,
      base: { app: 'handrail' },
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 2, sync: true }),
  );
  const write =
    (name: keyof Log) =>
    (event: string, facts: Facts = {}): void =>
      logger[name](facts, event);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** A log that says nothing, for tests. */
export const SILENT_LOG: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Where a fault of ours was thrown; its message stays out, because it may quote content. */
export function traceOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  // An error of PostgreSQL is known by its SQLSTATE.
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return [`${error.name}${code}`, ...lines.slice(0, 6).map((line) => line.trim())].join(' | ');
}
