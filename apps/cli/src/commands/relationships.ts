import { items } from '@handrail/client';
import { getRelationship, listRelationships } from '@handrail/contract';
import type { Relationship, ReplyOf } from '@handrail/contract';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { AddAction } from '../action.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../errors.ts';
import { findAccountId, findRelationshipId } from '../find-named.ts';
import { PAGE_SIZE_ITEMS, printList, withListOptions } from '../list-options.ts';
import type { ListOptions } from '../list-options.ts';
import { formatJson } from '../output.ts';
import { plainText } from '../plain-text.ts';
import { RELATIONSHIP_COLUMNS } from '../relationship-columns.ts';
import { formatInstant } from '../time.ts';
import { valueText } from '../value-text.ts';

const PRESENCES = ['present', 'missing', 'filtered'] as const;

interface RelationshipListOptions extends ListOptions {
  readonly search?: string;
  readonly account?: string;
  readonly presence: Relationship['presence'] | 'all';
}

/** `relationships list | show`. */
export function addRelationshipsCommands(program: Command, addAction: AddAction): void {
  const relationships = program
    .command('relationships')
    .description('product lines and units under accounts');
  const list = withListOptions(
    relationships.command('list').description('all relationships, complete in any format'),
  )
    .option('--search <text>', 'only with this text in the name')
    .option('--account <account>', 'only of this account, by our id, its Gainsight id or its exact name')
    .addOption(
      new Option('--presence <presence>', 'also those that are gone or filtered out')
        .choices([...PRESENCES, 'all'])
        .default('present'),
    );
  addAction(list, async (context, options: RelationshipListOptions) =>
    printList(context, relationshipsOf(context, options), RELATIONSHIP_COLUMNS, options),
  );
  const show = relationships
    .command('show <relationship>')
    .description('one relationship, by our id, its Gainsight id or its exact name');
  addAction(show, async (context, meant: string) => {
    const id = await findRelationshipId(context, meant);
    const relationship = await context.call(getRelationship, { params: { id } });
    context.out(context.json ? formatJson(relationship) : formatRelationship(relationship));
    return EXIT.done;
  });
}

async function* relationshipsOf(
  context: CommandContext,
  { search, account, presence: wanted }: RelationshipListOptions,
): AsyncGenerator<Relationship> {
  const accountId = account === undefined ? undefined : await findAccountId(context, account);
  const client = await context.client();
  for (const presence of wanted === 'all' ? PRESENCES : [wanted]) {
    const query = {
      presence,
      limit: PAGE_SIZE_ITEMS,
      ...(search === undefined ? {} : { search }),
      ...(accountId === undefined ? {} : { accountId }),
    };
    yield* items(client, listRelationships, query, { signal: context.signal });
  }
}

function formatRelationship(relationship: ReplyOf<typeof getRelationship>): string {
  const { account } = relationship;
  const facts = [
    ['Type', relationship.type],
    ['Account', account?.name ?? relationship.accountGainsightId],
    ['Owner', relationship.owner],
    ['Status', relationship.status],
    ['Stage', relationship.stage],
    ['ARR', relationship.arr],
    ['Renewal', relationship.renewalDate],
    ['Contract since', relationship.contractStart],
    ...Object.entries(relationship.fields),
  ] as const;
  const people = relationship.stakeholders.map(
    ({ name, email, role }) =>
      `  ${plainText(`${name ?? email ?? 'without a name'}${role === null ? '' : `, ${role}`}`)}`,
  );
  const lines = [
    `${plainText(relationship.name)}${relationship.presence === 'present' ? '' : `  ${relationship.presence}`}`,
    `id ${relationship.id}, Gainsight ${plainText(relationship.gainsightId)}, read ${formatInstant(relationship.lastSyncedAt) ?? 'never'}`,
    ...facts.flatMap(([label, value]) => {
      const text = valueText(value);
      return text === null ? [] : [`${label}: ${plainText(text)}`];
    }),
    ...(people.length === 0 ? [] : ['Stakeholders:', ...people]),
  ];
  return `${lines.join('\n')}\n`;
}
