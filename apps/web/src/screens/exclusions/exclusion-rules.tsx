import { Button } from '@mantine/core';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { put } from '../../config-draft/merge-documents.ts';
import { exclusionDocument, exclusionsOf } from './draft-rules.ts';
import type { DraftExclusion } from './draft-rules.ts';
import { ExclusionRow } from './exclusion-row.tsx';
import type { Trying } from './use-trying.ts';

/** A list of rules of exclusion: those that keep out, or those that let in. */
export function ExclusionRules({
  draft,
  list,
  issues,
  trying,
}: {
  draft: ConfigDraft;
  list: 'exclude' | 'only';
  issues: ReadonlyMap<string, string>;
  trying: Trying;
}) {
  const rules = exclusionsOf(draft.document, list);
  const set = (next: readonly DraftExclusion[]) =>
    draft.edit((document) =>
      put(document, ['meetings', list], next.length === 0 ? undefined : next.map(exclusionDocument)),
    );
  return (
    <div className="stack stack-tight">
      {rules.length === 0 && (
        <p className="quiet">
          {list === 'exclude'
            ? 'No rule keeps a meeting out.'
            : 'No rule lets a meeting in yet: none is read.'}
        </p>
      )}
      <ul className="list" aria-label={list === 'exclude' ? 'Rules that keep out' : 'Rules that let in'}>
        {rules.map((rule, at) => (
          <ExclusionRow
            // Rules have no name of their own; their place is what the verdicts call them.
            key={at}
            number={at + 1}
            rule={rule}
            issue={issues.get(`meetings.${list}[${at}]`) ?? null}
            matches={trying.matchesOf(`${list}[${at}]`)}
            isTrying={trying.isPending}
            onChange={(changed) => set(rules.map((one, index) => (index === at ? changed : one)))}
            onTry={() => trying.tryRule(exclusionDocument(rule))}
            onRemove={() => set(rules.filter((_, index) => index !== at))}
          />
        ))}
      </ul>
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() => set([...rules, { kind: 'domain', value: '' }])}
          aria-label={list === 'exclude' ? 'Add a rule that keeps out' : 'Add a rule that lets in'}
        >
          Add a rule
        </Button>
      </div>
    </div>
  );
}
