import { liftLegalHold, previewRetention, runRetention, setLegalHold } from '@handrail/contract';
import type { RetentionPlan } from '@handrail/contract';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { readConfigFile } from '../config-file.ts';
import { EXIT, UsageError } from '../errors.ts';
import { findAccountId } from '../find-named.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { followRun, judgeRun } from '../progress.ts';
import { formatRunTable } from '../run-table.ts';
import { formatNumber, formatTable } from '../table.ts';
import { formatInstant } from '../time.ts';

interface RunOptions {
  readonly dryRun?: boolean;
  readonly expect?: number;
  readonly config?: string;
}

/** `retention run | hold | lift`: what is kept no longer, and what is kept whatever the policy says. */
export function addRetentionCommands(program: Command, addAction: AddAction): void {
  const retention = program.command('retention').description('how long accounts are kept that left');
  const run = retention
    .command('run')
    .description('remove the accounts whose days are over; needs the count that --dry-run shows')
    .option('--dry-run', 'remove nothing, show what would be removed')
    .option('--config <file>', 'with --dry-run: by that document instead of the configuration in force')
    .option('--expect <count>', 'how many accounts --dry-run showed', readCount);
  addAction(run, async (context, options: RunOptions) => {
    if (options.dryRun === true) {
      const draft = options.config === undefined ? null : await readConfigFile(context, options.config);
      const body = draft === null ? {} : { document: draft.document };
      const plan = await context.call(previewRetention, { body });
      context.out(context.json ? formatJson(plan) : formatPlan(plan));
      return EXIT.done;
    }
    if (options.expect === undefined) {
      throw new UsageError(
        'What is removed cannot be had back, so the count must be known.',
        'See it with handrail retention run --dry-run, then give it: --expect COUNT',
      );
    }
    const begun = await context.call(runRetention, { body: { expected: options.expect } });
    const ended = await followRun(context, begun);
    context.out(context.json ? formatJson(ended) : formatRunTable([ended]));
    return judgeRun(context, ended);
  });
  addAction(
    retention
      .command('hold <account>')
      .description('put a legal hold on an account: retention does not remove it')
      .requiredOption('--reason <text>', 'why it must be kept'),
    async (context, meant: string, options: { readonly reason: string }) => {
      const id = await findAccountId(context, meant);
      const account = await context.call(setLegalHold, { params: { id }, body: { reason: options.reason } });
      context.out(context.json ? formatJson(account) : `${plainText(account.name)} is on hold.\n`);
      return EXIT.done;
    },
  );
  addAction(
    retention.command('lift <account>').description('lift the legal hold on an account'),
    async (context, meant: string) => {
      const account = await context.call(liftLegalHold, {
        params: { id: await findAccountId(context, meant) },
      });
      context.out(context.json ? formatJson(account) : `${plainText(account.name)} is on hold no longer.\n`);
      return EXIT.done;
    },
  );
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new InvalidArgumentError('It is a whole number.');
}

function formatPlan(plan: RetentionPlan): string {
  const oldest = formatInstant(plan.oldestLeftAt);
  const parts = [
    `${formatNumber(plan.due)} accounts would be removed${oldest === null ? '' : `, the oldest gone since ${oldest}`}; nothing was removed.\n`,
    `${formatNumber(plan.waiting)} are out or gone and not due yet, ${formatNumber(plan.held)} are kept by a legal hold.\n`,
  ];
  if (plan.blockedByRun !== null)
    parts.push(`Run ${plan.blockedByRun} waits for a decision; nothing is removed before.\n`);
  if (plan.accounts.length === 0) return parts.join('');
  const rows = plan.accounts.map((account) => [
    account.gainsightId,
    account.name,
    account.kind,
    formatInstant(account.leftAt),
  ]);
  return `${parts.join('')}\n${formatTable(['GAINSIGHT ID', 'NAME', 'HOW', 'GONE SINCE'], rows)}`;
}
