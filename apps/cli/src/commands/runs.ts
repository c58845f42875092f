import { items } from '@handrail/client';
import {
  RUN_OUTCOMES,
  STREAM_NAMES,
  approveRun,
  cancelRun,
  countOfOutcome,
  driftInWords,
  getRun,
  listRunRecords,
  listRuns,
  rejectRun,
  runListingInWords,
  runUnitInWords,
  withheldEndInWords,
} from '@handrail/contract';
import type { Run, RunRecord } from '@handrail/contract';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { findRunId } from '../find-named.ts';
import { EXIT } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { heldExtent, judgeRun } from '../progress.ts';
import { RUN_RECORD_COLUMNS } from '../run-record-columns.ts';
import { RUN_COLUMNS, formatRunTable } from '../run-table.ts';
import { formatNumber, formatTable } from '../table.ts';
import { formatInstant } from '../time.ts';

/** `runs list | show | cancel | approve | reject`. */
export function addRunsCommands(program: Command, addAction: AddAction): void {
  const runs = program.command('runs').description('what ran, and what a guard holds back');
  const list = withListOptions(runs.command('list').description('all runs, newest first')).addOption(
    new Option('--stream <stream>', 'only of this stream').choices(STREAM_NAMES),
  );
  addAction(list, async (context, options: ListOptions & { readonly stream?: Run['stream'] }) => {
    const query = {
      limit: PAGE_SIZE_ITEMS,
      ...(options.stream === undefined ? {} : { stream: options.stream }),
    };
    const all = items(await context.client(), listRuns, query, { signal: context.signal });
    return printList(context, all, RUN_COLUMNS, options);
  });
  const show = runs
    .command('show <run>')
    .description('one run, by id or number, with its first records by outcome');
  addAction(show, async (context, meant: string) => {
    const id = await findRunId(context, meant);
    const run = await context.call(getRun, { params: { id } });
    const records = await readFirstRecords(context, run);
    context.out(context.json ? formatJson({ ...run, records }) : formatRun(run, records));
    return EXIT.done;
  });
  const records = withListOptions(
    runs.command('records <run>').description('every record of a run with one outcome, in any format'),
  )
    .addOption(
      new Option('--outcome <outcome>', 'what the run did with them')
        .choices(RUN_OUTCOMES)
        .makeOptionMandatory(),
    )
    .option('--search <text>', 'only with this text in the name, or this id');
  addAction(records, async (context, meant: string, options: RecordOptions) => {
    const query = {
      run: await findRunId(context, meant),
      outcome: options.outcome,
      limit: PAGE_SIZE_ITEMS,
      ...(options.search === undefined ? {} : { search: options.search }),
    };
    const all = items(await context.client(), listRunRecords, query, { signal: context.signal });
    return printList(context, all, RUN_RECORD_COLUMNS, options);
  });
  const cancel = runs.command('cancel <run>').description('stop a run after its present page');
  addAction(cancel, async (context, meant: string) => {
    const id = await findRunId(context, meant);
    const run = await context.call(cancelRun, { params: { id } });
    context.out(context.json ? formatJson(run) : formatRunTable([run]));
    return EXIT.done;
  });
  const approve = runs
    .command('approve <run>')
    .description('let the exits that the guard holds back take effect, never more than was shown');
  addAction(approve, async (context, meant: string) => {
    const id = await findRunId(context, meant);
    const run = await context.call(getRun, { params: { id } });
    context.note(withheldLines(run).join('\n') || `Run ${run.number} holds nothing back.`);
    const decided = await context.call(approveRun, { params: { id } });
    if (run.withheld !== null && run.withheld.drift !== null)
      context.note('The field is taken as it is; a full run begins.');
    return showDecided(context, decided);
  });
  const reject = runs.command('reject <run>').description('keep everything that the guard holds back');
  addAction(reject, async (context, meant: string) => {
    const id = await findRunId(context, meant);
    return showDecided(context, await context.call(rejectRun, { params: { id } }));
  });
}

function showDecided(context: CommandContext, run: Run): ExitCode {
  context.out(context.json ? formatJson(run) : formatRunTable([run]));
  // A run that a field stopped ends with the decision about it, and nothing has failed.
  return run.state === 'cancelled' ? EXIT.done : judgeRun(context, run);
}

interface RecordOptions extends ListOptions {
  readonly outcome: (typeof RUN_OUTCOMES)[number];
  readonly search?: string;
}

/** Records shown of each outcome beside a run; `runs records` has all of them. */
const FIRST_RECORDS = 20;

/** The first records of every outcome of a run; what it left as it was is only counted. */
async function readFirstRecords(context: CommandContext, run: Run): Promise<Outcome[]> {
  const found: Outcome[] = [];
  for (const outcome of RUN_OUTCOMES.filter((one) => one !== 'unchanged')) {
    const query = { run: run.id, outcome, limit: FIRST_RECORDS };
    const page = await context.call(listRunRecords, { query });
    const { items: records, total } = page;
    const note = runListingInWords(page, countOfOutcome(run, outcome));
    if (total > 0 || note !== null) found.push({ outcome, total, note, records });
  }
  return found;
}

interface Outcome {
  readonly outcome: string;
  readonly total: number;
  /** Where these are not the records that the run counts. */
  readonly note: string | null;
  readonly records: readonly RunRecord[];
}

function formatRun(run: Run, outcomes: readonly Outcome[]): string {
  const parts = [formatRunTable([run])];
  const unit = runUnitInWords(run.stream);
  if (unit !== null) parts.push(`${unit}\n`);
  if (run.failure !== null) {
    parts.push(`${plainText(run.failure.message)}\nWhat to do: ${plainText(run.failure.remedy)}\n`);
  }
  if (run.resumeAt !== null) parts.push(`It goes on at ${formatInstant(run.resumeAt)}.\n`);
  const withheld = withheldLines(run);
  if (withheld.length > 0) parts.push(`${withheld.join('\n')}\n`);
  if (run.withheldEnd !== null) parts.push(`${withheldEndInWords(run.withheldEnd)}\n`);
  for (const { outcome, total, note, records } of outcomes) {
    const shown = total > records.length ? `, the first ${records.length}` : '';
    const rows = records.map((record) => RECORD_CELLS.map(({ cell }) => cell(record)));
    const table =
      total === 0
        ? ''
        : formatTable(
            RECORD_CELLS.map(({ title }) => title),
            rows,
          );
    parts.push(`${outcome}: ${formatNumber(total)}${shown}\n${note === null ? '' : `${note}\n`}${table}`);
  }
  return parts.join('\n');
}

const RECORD_CELLS = RUN_RECORD_COLUMNS.flatMap(({ table }) => (table === undefined ? [] : [table]));

function withheldLines(run: Run): string[] {
  if (run.withheld === null) return [];
  const { count, live, sample, drift } = run.withheld;
  if (drift !== null) return [`${plainText(driftInWords(drift))}: stopped before it decided.`];
  return [
    `Held back: ${heldExtent(run.stream, count, live)}${count > sample.length ? ', among them' : ''}:`,
    ...sample.map(
      (row) => `  ${plainText(row.name ?? 'no name')} (${row.gainsightId}): ${EXIT_WORDS[row.kind]}`,
    ),
  ];
}

const EXIT_WORDS = {
  missing: 'no longer in Gainsight',
  filtered: 'no longer matches the filter',
  churned: 'turned to Churned',
  removed: 'would be removed for good',
  'no-access': 'would have no access',
  lowered: 'would get a lesser role',
} as const;
