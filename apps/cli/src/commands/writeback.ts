import {
  confirmWriteback,
  deliveryReasonInWords,
  getWorkspace,
  getWriteback,
  previewWriteback,
} from '@handrail/contract';
import type { WritebackPlan } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import { CliError, EXIT } from '../errors.ts';
import { formatJson } from '../output.ts';
import { formatNumber, formatTable } from '../table.ts';
import { valueText } from '../value-text.ts';
import { syncStreams } from './sync.ts';

interface WritebackOptions {
  readonly dryRun?: boolean;
  readonly confirm?: boolean;
  readonly wait?: boolean;
}

/** `writeback`: send what is due to Gainsight, or show to the value what would be sent. */
export function addWritebackCommand(program: Command, addAction: AddAction): void {
  const command = program
    .command('writeback')
    .description(
      'send what is due: activities to the Timeline, values to fields of companies and relationships',
    )
    .option('--dry-run', 'send nothing, show exactly what would go')
    .option('--confirm', 'confirm the first difference of rows that wait for it, as --dry-run shows it')
    .option('--wait', 'wait until both streams have ended');
  addAction(command, async (context, options: WritebackOptions) => {
    if (options.dryRun === true) {
      const plan = await context.call(previewWriteback, {});
      context.out(context.json ? formatJson(plan) : formatPlan(plan));
      return EXIT.done;
    }
    const workspace = await context.call(getWorkspace, {});
    if (workspace.outgoingPaused) {
      throw new CliError({
        code: 'cli_held_back',
        message: 'Everything outgoing is paused: nothing would be sent.',
        remedy: 'Let it go on with: handrail resume',
        exitCode: EXIT.heldBack,
      });
    }
    const { rows } = await context.call(getWriteback, {});
    const unconfirmed = rows
      .filter(({ isConfirmed }) => !isConfirmed)
      .map(({ metric, object, field, conversion, whenUndefined, owner }) => ({
        metric,
        object,
        field,
        conversion,
        whenUndefined,
        owner,
      }));
    if (options.confirm === true && unconfirmed.length > 0) {
      await context.call(confirmWriteback, { body: { rows: unconfirmed } });
    }
    const code = await syncStreams(context, {
      streams: ['timeline', 'values'],
      mode: 'incremental',
      wait: options.wait === true,
    });
    if (options.confirm === true || unconfirmed.length === 0) return code;
    context.note(
      `${unconfirmed.map(({ object, field }) => `${object}.${field}`).join(', ')}: the first write waits for a look at the difference. See it with: handrail writeback --dry-run, then: handrail writeback --confirm`,
    );
    return code === EXIT.done ? EXIT.heldBack : code;
  });
}

const DOES = { post: 'posts', change: 'changes', 'take-back': 'takes back' } as const;

function formatPlan(plan: WritebackPlan): string {
  const parts = [
    `Activities: ${formatNumber(plan.activities.length)} · values: ${formatNumber(plan.values.length)} · calls: ${formatNumber(plan.calls)}. Nothing was sent.\n`,
  ];
  if (plan.activities.length > 0) {
    parts.push(
      formatTable(
        ['DOES', 'ACCOUNT', 'ACTIVITY', 'EXTERNAL ID', 'WHY'],
        plan.activities.map(({ does, accountName, subject, externalId, reason }) => [
          DOES[does],
          accountName,
          subject,
          externalId,
          reason === null ? '' : deliveryReasonInWords(reason),
        ]),
      ),
    );
  }
  if (plan.values.length > 0) {
    parts.push(
      formatTable(
        ['ACCOUNT', 'RECORD', 'GAINSIGHT ID', 'FIELD', 'BEFORE', 'AFTER', 'WAITS FOR CONFIRMATION'],
        plan.values.map((row) => [
          row.accountName,
          row.object === 'Company' ? row.object : `${row.object} ${row.recordName}`,
          row.gainsightId,
          row.field,
          row.beforeLabel ?? valueText(row.before),
          row.afterLabel ?? valueText(row.after),
          row.awaitsConfirmation ? 'yes' : '',
        ]),
      ),
    );
  }
  return parts.join('\n');
}
