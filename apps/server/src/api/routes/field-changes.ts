import { listFieldChanges } from '@handrail/contract';
import { findConnection } from '@handrail/database';
import * as sync from '@handrail/sync';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** What became of the tenant's fields since somebody last saved. */
export function fieldChangeRoutes(): readonly Route[] {
  return [
    route(listFieldChanges, ({ workspace }) =>
      workspace.transaction(async (tx) => {
        const connection = await findConnection(tx, 'gainsight');
        const changes = connection === undefined ? [] : await sync.listFieldChanges(tx, connection);
        return {
          items: changes.map((change) => ({
            ...change,
            usedBy: [...change.usedBy],
            since: change.since.toISOString(),
            text: textOf(change),
          })),
        };
      }),
    ),
  ];
}

function textOf({ kind, before, now, usedBy, isFixed }: sync.FieldChange): string {
  const isUsed = usedBy.length > 0;
  switch (kind) {
    case 'added':
      return 'New at Gainsight. Map it if it is wanted here.';
    case 'removed':
      return `Gainsight no longer lists it; its last values stay here. ${isFixed ? 'Have it restored there.' : 'Choose another field.'}`;
    case 'unreadable':
      return `Gainsight refuses to let it be read; its last values stay here. Grant it${isFixed ? ' there.' : ', or choose another field.'}`;
    case 'retyped':
      return `Its type was ${before ?? 'another'} and is ${now ?? 'another'} now.${isUsed ? ' Check that the values still fit, then save.' : ''}`;
    case 'renamed':
      return before === null
        ? `Gainsight lists ${now ?? 'another field'} in its place. ${isFixed ? 'Have the former name restored there.' : 'Choose that one.'}`
        : `It was called ${before} and is called ${now ?? 'otherwise'} now.${isUsed ? ' Check that it means the same, then save.' : ''}`;
  }
}
