import { ATTRIBUTION_RULE_KEYS } from '@handrail/core';
import type { AttributionRuleKey } from '@handrail/core';
import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { put } from '../../config-draft/merge-documents.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { AccountSelect } from './account-select.tsx';
import { attributionDocument, attributionsOf } from './draft-rules.ts';
import type { DraftAttribution } from './draft-rules.ts';

const KEY_LABELS: Readonly<Record<AttributionRuleKey, string>> = {
  person: 'Person',
  crmId: 'CRM id',
  domain: 'Domain',
};
const PLACEHOLDERS: Readonly<Record<AttributionRuleKey, string>> = {
  person: 'ann@customer.example',
  crmId: '0015g00000AbCdE',
  domain: 'customer.example',
};

/** What was said once for all: whom, which CRM id or which domain stands for which account. */
export function AttributionRules({
  draft,
  issues,
}: {
  draft: ConfigDraft;
  issues: ReadonlyMap<string, string>;
}) {
  const rules = attributionsOf(draft.document);
  const set = (next: readonly DraftAttribution[]) =>
    draft.edit((document) =>
      put(
        document,
        ['meetings', 'attribution', 'rules'],
        next.length === 0 ? undefined : next.map(attributionDocument),
      ),
    );
  return (
    <div className="stack stack-tight">
      {rules.length === 0 && (
        <p className="quiet">No rule yet. Deciding a meeting in Review offers to make one of it.</p>
      )}
      <ul className="list" aria-label="Rules of attribution">
        {rules.map((rule, at) => {
          const number = at + 1;
          const path = `meetings.attribution.rules[${at}]`;
          const change = (changed: Partial<DraftAttribution>) =>
            set(rules.map((one, index) => (index === at ? { ...one, ...changed } : one)));
          return (
            <li key={at} className="rule-row" aria-label={`Rule of attribution ${number}`}>
              <NativeSelect
                aria-label={`Rule of attribution ${number}: kind`}
                data={ATTRIBUTION_RULE_KEYS.map((value) => ({ value, label: KEY_LABELS[value] }))}
                value={rule.key}
                onChange={(event) => {
                  const key = ATTRIBUTION_RULE_KEYS.find((one) => one === event.currentTarget.value);
                  if (key !== undefined) change({ key });
                }}
              />
              <TextInput
                className="rule-value"
                aria-label={`Rule of attribution ${number}: value`}
                placeholder={PLACEHOLDERS[rule.key]}
                value={rule.value}
                error={issues.get(path) ?? null}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => change({ value: event.currentTarget.value })}
              />
              <span aria-hidden>→</span>
              <AccountSelect
                label={`Rule of attribution ${number}: account`}
                value={rule.account}
                error={issues.get(`${path}.account`) ?? null}
                onChange={(account) => change({ account })}
              />
              <CloseButton
                aria-label={`Remove rule of attribution ${number}`}
                onClick={() => set(rules.filter((_, index) => index !== at))}
              />
            </li>
          );
        })}
      </ul>
      <div>
        <Button
          variant="default"
          size="xs"
          aria-label="Add a rule of attribution"
          onClick={() => set([...rules, { key: 'domain', value: '', account: '' }])}
        >
          Add a rule
        </Button>
      </div>
    </div>
  );
}
