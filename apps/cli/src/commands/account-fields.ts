import { accountSchema, getAccount, releaseAccountField, setAccountField } from '@handrail/contract';
import type { AccountDetail } from '@handrail/contract';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { CliError, EXIT, UsageError } from '../errors.ts';
import type { ExitCode } from '../errors.ts';
import { findAccountId } from '../find-named.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { valueText } from '../value-text.ts';

type FieldRow = AccountDetail['fieldRows'][number];
type Value = string | number | boolean | string[];

/** `accounts set-field | release-field`: values that a person sets by hand. */
export function addAccountFieldCommands(accounts: Command, addAction: AddAction): void {
  addAction(
    accounts
      .command('set-field <account> <field> <value>')
      .description(
        "set a field by hand, by its name or label; it stays, whatever the source says. '' empties it; items of a list are parted by commas",
      ),
    async (context, meant: string, named: string, typed: string) => {
      const { params, row } = await findField(context, meant, named);
      const body = { value: typed === '' ? null : readValue(row, typed) };
      return say(context, await context.call(setAccountField, { params, body }), params.field);
    },
  );
  addAction(
    accounts
      .command('release-field <account> <field>')
      .description('give a field back to its source, which fills it at once'),
    async (context, meant: string, named: string) => {
      const { params } = await findField(context, meant, named);
      return say(context, await context.call(releaseAccountField, { params }), params.field);
    },
  );
}

/** The field of an account that is meant by its name (`arr`, `fields.seats`) or its label. Throws cli_not_found. */
async function findField(
  context: CommandContext,
  meant: string,
  named: string,
): Promise<{ readonly params: { readonly id: string; readonly field: string }; readonly row: FieldRow }> {
  const id = await findAccountId(context, meant);
  const { fieldRows } = await context.call(getAccount, { params: { id } });
  const name = named.toLowerCase();
  const row =
    fieldRows.find(({ key }) => key === named) ??
    fieldRows.find(({ key, label }) => key !== null && label.toLowerCase() === name);
  if (row?.key == null) {
    const keys = fieldRows.flatMap(({ key }) => key ?? []);
    throw new CliError({
      code: 'cli_not_found',
      message: `There is no field ${JSON.stringify(named)} that takes a value by hand.`,
      remedy: `Give one of: ${keys.join(', ')}.`,
    });
  }
  return { params: { id, field: row.key }, row };
}

/** What was typed as the kind of value that the field holds: by the contract, or of a custom field by what stands there. */
function readValue({ key, label, value: held }: FieldRow, typed: string): Value {
  const schema = Object.entries(accountSchema.shape).find(([name]) => name === key)?.[1];
  const fits = (value: Value) => {
    if (schema !== undefined) return schema.safeParse(value).success;
    return held === null || (typeof held === typeof value && Array.isArray(held) === Array.isArray(value));
  };
  const items = typed.split(',').map((item) => item.trim());
  const readings: readonly Value[] = [
    typed,
    ...(Number.isFinite(Number(typed)) ? [Number(typed)] : []),
    ...(typed === 'true' || typed === 'false' ? [typed === 'true'] : []),
    items.filter((item) => item !== ''),
  ];
  const value = readings.find(fits);
  if (value !== undefined) return value;
  throw new UsageError(
    `${label} cannot be ${JSON.stringify(typed)}.`,
    'Give a number such as 48000.50 for a number, and true or false for a yes or no.',
  );
}

function say(context: CommandContext, account: AccountDetail, field: string): ExitCode {
  const row = account.fieldRows.find(({ key }) => key === field);
  const value = valueText(row?.value) ?? 'empty';
  const from = row?.isManual === true ? 'by hand' : `from ${row?.sourceLabel ?? 'no source'}`;
  const text = `${plainText(account.name)}: ${row?.label ?? field} is ${plainText(value)}, ${from}.\n`;
  context.out(context.json ? formatJson(account) : text);
  return EXIT.done;
}
