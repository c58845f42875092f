import { items } from '@handrail/client';
import { AUDIT_OUTCOMES, listAccess, listAudit, verifyAudit } from '@handrail/contract';
import type { AccessEntry, AuditEntry } from '@handrail/contract';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { EXIT } from '../errors.ts';
import { localProblem } from '../explain-error.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import type { Column } from '../output.ts';
import { formatNumber } from '../table.ts';
import { formatInstant } from '../time.ts';

/** Of a change and of a look alike: when, who and what. */
const ENTRY_COLUMNS: readonly Column<AuditEntry | AccessEntry>[] = [
  {
    name: 'at',
    value: (entry) => entry.at,
    table: { title: 'AT', cell: (entry) => formatInstant(entry.at) },
  },
  {
    name: 'actorName',
    value: (entry) => entry.actorName,
    table: { title: 'WHO', cell: (entry) => entry.actorName ?? entry.actorId ?? '–' },
  },
  { name: 'actorId', value: (entry) => entry.actorId },
  { name: 'via', value: (entry) => entry.via, table: { title: 'VIA', cell: (entry) => entry.via } },
  {
    name: 'action',
    value: (entry) => entry.action,
    table: { title: 'ACTION', cell: (entry) => entry.action },
  },
  {
    name: 'subject',
    value: (entry) => JSON.stringify(entry.subject),
    table: { title: 'SUBJECT', cell: (entry) => Object.values(entry.subject).join(' ') },
  },
];

const AUDIT_COLUMNS: readonly Column<AuditEntry>[] = [
  {
    name: 'number',
    value: (entry) => entry.number,
    table: { title: 'NUMBER', cell: (entry) => String(entry.number) },
  },
  ...ENTRY_COLUMNS,
  {
    name: 'changes',
    value: ({ changes }) => (changes === null ? null : JSON.stringify(changes)),
    table: { title: 'CHANGES', cell: ({ changes }) => formatChanges(changes) },
  },
  {
    name: 'outcome',
    value: (entry) => entry.outcome,
    table: { title: 'OUTCOME', cell: (entry) => entry.outcome },
  },
  { name: 'code', value: (entry) => entry.code, table: { title: 'CODE', cell: (entry) => entry.code ?? '' } },
  { name: 'askedNumber', value: (entry) => entry.askedNumber },
  { name: 'requestId', value: (entry) => entry.requestId },
];

const ACCESS_COLUMNS: readonly Column<AccessEntry>[] = [
  { name: 'id', value: (entry) => entry.id },
  ...ENTRY_COLUMNS,
];

function formatChanges(changes: AuditEntry['changes']): string {
  const word = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(changes ?? {})
    .map(([name, [before, after]]) => `${name}: ${word(before)} → ${word(after)}`)
    .join('; ');
}

interface AuditListOptions extends ListOptions {
  readonly outcome?: AuditEntry['outcome'];
  readonly action?: string;
  readonly actor?: string;
}

interface AccessListOptions extends ListOptions {
  readonly action?: string;
  readonly actor?: string;
  readonly subject?: string;
  readonly since?: string;
  readonly until?: string;
}

/** `audit list | access | verify`. */
export function addAuditCommands(program: Command, addAction: AddAction): void {
  const audit = program
    .command('audit')
    .description('who changed what, and whether the record of it is whole');
  const list = withListOptions(audit.command('list').description('all changes, newest first'))
    .addOption(new Option('--outcome <outcome>', 'only with this outcome').choices(AUDIT_OUTCOMES))
    .option('--action <name>', 'only of this endpoint, e.g. saveConfig')
    .option('--actor <id>', 'only by this person, by our id');
  addAction(list, async (context, options: AuditListOptions) => {
    const { outcome, action, actor } = options;
    const query = {
      limit: PAGE_SIZE_ITEMS,
      ...(outcome === undefined ? {} : { outcome }),
      ...(action === undefined ? {} : { action }),
      ...(actor === undefined ? {} : { actorId: actor }),
    };
    const all = items(await context.client(), listAudit, query, { signal: context.signal });
    return printList(context, all, AUDIT_COLUMNS, options);
  });
  const access = withListOptions(
    audit.command('access').description('who looked at which account, meeting, person or list, newest first'),
  )
    .option('--action <name>', 'only of this endpoint, e.g. getMeeting')
    .option('--actor <id>', 'only by this person, by our id')
    .option('--subject <id>', 'only at this account, meeting or person, by our id')
    .option('--since <day>', 'from this day on, yyyy-MM-dd, UTC')
    .option('--until <day>', 'to the end of this day, yyyy-MM-dd, UTC');
  addAction(access, async (context, options: AccessListOptions) => {
    const { action, actor, subject, since, until } = options;
    const query = {
      limit: PAGE_SIZE_ITEMS,
      ...(action === undefined ? {} : { action }),
      ...(actor === undefined ? {} : { actorId: actor }),
      ...(subject === undefined ? {} : { subjectId: subject }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    };
    const all = items(await context.client(), listAccess, query, { signal: context.signal });
    return printList(context, all, ACCESS_COLUMNS, options);
  });
  const verify = audit
    .command('verify')
    .description('compute the chain of hashes anew; exit 1 when an entry was altered or is missing')
    .option('--head <hash>', 'a head noted before: also exit 1 when newer entries than it were all cut off');
  addAction(verify, async (context, { head }: { readonly head?: string }) => {
    const verdict = await context.call(verifyAudit, { query: head === undefined ? {} : { head } });
    context.out(
      context.json
        ? formatJson(verdict)
        : verdict.isWhole
          ? `${formatNumber(verdict.entries)} entries, whole. Head: ${verdict.head?.hash ?? 'none'}\n`
          : `Broken at entry ${verdict.brokenAt ?? 0}; ${formatNumber(verdict.entries)} entries before it are whole.\n`,
    );
    if (verdict.isWhole && verdict.hasHead !== false) return EXIT.done;
    context.complain(
      localProblem(
        verdict.isWhole ? 'The head noted before stands no more.' : 'The audit is not whole.',
        'cli_audit_broken',
        'Compare with a backup from before: somebody with rights on the database changed it.',
      ),
    );
    return EXIT.failed;
  });
}
