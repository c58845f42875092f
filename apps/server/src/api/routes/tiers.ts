import { listTiers } from '@handrail/contract';
import { countTiers } from '@handrail/database';
import { readConfiguration } from '@handrail/sync';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** The tiers of accounts in their order, with the values that are no tier. */
export function tierRoutes(): readonly Route[] {
  return [
    route(listTiers, ({ workspace }) =>
      workspace.transaction(async (tx) => {
        const { configuration } = await readConfiguration(tx);
        const counts = await countTiers(tx);
        const { tiers } = configuration;
        const others = [...counts].flatMap(([name, accounts]) =>
          name === null || tiers.includes(name) ? [] : [{ name, accounts }],
        );
        return {
          sourceField: configuration.fields.account.standard.tier?.source ?? null,
          tiers: tiers.map((name) => ({ name, accounts: counts.get(name) ?? 0 })),
          unmapped: others.toSorted(
            (left, right) => right.accounts - left.accounts || left.name.localeCompare(right.name),
          ),
          without: counts.get(null) ?? 0,
        };
      }),
    ),
  ];
}
