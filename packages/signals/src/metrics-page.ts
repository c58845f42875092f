import { METRIC_WINDOW_DAYS, METRICS } from '@handrail/core';
import type { Metric } from '@handrail/core';

const SOURCES: Readonly<Record<Metric['source'], string>> = {
  health: 'health score',
  meetings: 'meetings',
  stakeholders: 'stakeholders',
  insights: 'insights',
  none: 'no source',
};

/** The catalogue of metrics as the text of docs/metrics.md. */
export function renderMetricsPage(): string {
  const rows = METRICS.map(
    ({ id, label, type, unit, isWindowed, source, definition }) =>
      `| \`${id}\` | ${label} | ${type} | ${unit ?? ''} | ${isWindowed ? `${METRIC_WINDOW_DAYS} days` : 'ever'} | ${SOURCES[source]} | ${definition} |`,
  );
  return `# Metrics

What Handrail measures of each account, and may write to a field of its company. The table is printed from the catalogue
in \`packages/core/src/metrics.ts\`, from which the screens and the writeback contract are made as well:
\`node packages/signals/src/print-metrics.ts\`.

- Metrics of all accounts are measured once a day, and those of an account that changed after every pass of the signals;
  each is stored with the day on which its value changed.
- *Undefined* is no number: it is never written as 0. The contract says what a field does then (keep, clear, skip).
- A *number* fits number, currency and percentage fields. A *label* is High, Medium or Low, and fits a text field or a
  picklist with these three items. An *instant* fits a date-time field, or a date field, which takes its day in UTC.
  A *boolean* is true or false, and fits a boolean field (a checkbox).
- *No source* marks what other products derive from what Handrail does not read or analyse: mail, chat, tickets, calendars.

| id | name | type | unit | window | from | what it counts |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
