import type { DraftCounts, SourceField } from '@handrail/contract';
import { fieldCatalog, operatorPhrase, OPERATORS_BY_TYPE, sentence } from '@handrail/core';
import type { FilterRule, Operator } from '@handrail/core';
import { Button, NativeSelect } from '@mantine/core';
import { formatCounted } from '../../components/format-value.ts';
import { FieldSelect } from './field-select.tsx';
import { NEW_RULE, replaceAt } from './filter-groups.ts';
import type { FilterGroups, GroupKind, RuleGroup } from './filter-groups.ts';
import { emptyValue, RuleValue } from './rule-value.tsx';

interface Counted {
  readonly fields: readonly SourceField[];
  /** Of the draft as it stands; undefined while nothing counts it. */
  readonly rules: DraftCounts['rules'] | undefined;
}

/** The condition builder: rules and groups of rules, all or any of which must hold. */
export function Conditions({
  groups,
  onChange,
  ...counted
}: Counted & { groups: FilterGroups; onChange: (groups: FilterGroups) => void }) {
  const { kind, members } = groups;
  const put = (at: number, member: FilterRule | RuleGroup | null) =>
    onChange({ kind, members: replaceAt(members, at, member) });
  return (
    <div className="stack">
      <KindChoice kind={kind} onChange={(next) => onChange({ kind: next, members })} />
      <ol className="stack" aria-label="Conditions">
        {members.map((member, at) => {
          const path = `${kind}[${at}]`;
          return 'field' in member ? (
            <RuleRow
              key={at}
              name={`Rule ${at + 1}`}
              path={path}
              rule={member}
              onChange={(next) => put(at, next)}
              {...counted}
            />
          ) : (
            <GroupRow
              key={at}
              name={`Group ${at + 1}`}
              path={path}
              group={member}
              onChange={(next) => put(at, next)}
              {...counted}
            />
          );
        })}
      </ol>
      <div className="row">
        <Button
          variant="default"
          size="xs"
          onClick={() => onChange({ kind, members: [...members, NEW_RULE] })}
        >
          Add a rule
        </Button>
        <Button
          variant="default"
          size="xs"
          onClick={() =>
            onChange({
              kind,
              members: [...members, { kind: kind === 'and' ? 'or' : 'and', members: [NEW_RULE] }],
            })
          }
        >
          Add a group
        </Button>
      </div>
    </div>
  );
}

function KindChoice({ kind, onChange }: { kind: GroupKind; onChange: (kind: GroupKind) => void }) {
  return (
    <NativeSelect
      aria-label="How the rules hold together"
      style={{ maxWidth: 240 }}
      data={[
        { value: 'and', label: 'All of these hold (AND)' },
        { value: 'or', label: 'Any of these holds (OR)' },
      ]}
      value={kind}
      onChange={(event) => onChange(event.currentTarget.value === 'or' ? 'or' : 'and')}
    />
  );
}

function GroupRow({
  name,
  path,
  group: { kind, members },
  onChange,
  ...counted
}: Counted & { name: string; path: string; group: RuleGroup; onChange: (group: RuleGroup | null) => void }) {
  const put = (rules: readonly FilterRule[]) =>
    onChange(rules.length === 0 ? null : { kind, members: rules });
  return (
    <li className="condition-group stack" aria-label={name}>
      <KindChoice kind={kind} onChange={(next) => onChange({ kind: next, members })} />
      <ol className="stack" aria-label={`Rules of ${name.toLowerCase()}`}>
        {members.map((rule, at) => (
          <RuleRow
            key={at}
            name={`Rule ${at + 1} of ${name.toLowerCase()}`}
            path={`${path}.${kind}[${at}]`}
            rule={rule}
            onChange={(next) => put(replaceAt(members, at, next))}
            {...counted}
          />
        ))}
      </ol>
      <div className="row">
        <Button variant="default" size="xs" onClick={() => put([...members, NEW_RULE])}>
          Add a rule to the group
        </Button>
      </div>
    </li>
  );
}

function RuleRow({
  name,
  path,
  rule,
  fields,
  rules,
  onChange,
}: Counted & { name: string; path: string; rule: FilterRule; onChange: (rule: FilterRule | null) => void }) {
  const field = fields.find((one) => one.name === rule.field);
  const operators = field === undefined ? [rule.op] : OPERATORS_BY_TYPE[field.type];
  const matches = rules?.find((counted) => counted.path === path)?.matches;
  const begin = (fieldName: string, op: Operator) => {
    const value = emptyValue(op);
    onChange(value === undefined ? { field: fieldName, op } : { field: fieldName, op, value });
  };
  return (
    <li className="condition-row" aria-label={name}>
      <FieldSelect
        label="Field"
        fields={fields}
        value={rule.field}
        onChange={(next) => begin(next, firstOperator(fields.find((one) => one.name === next)))}
      />
      <NativeSelect
        label="Operator"
        disabled={field === undefined}
        data={operators.map((op) => ({ value: op, label: operatorPhrase(op, field?.type) }))}
        value={rule.op}
        onChange={(event) => {
          const op = operators.find((one) => one === event.currentTarget.value);
          if (op !== undefined) begin(rule.field, op);
        }}
      />
      <div>
        <RuleValue rule={rule} field={field} onChange={(value) => onChange({ ...rule, value })} />
      </div>
      <Button
        variant="subtle"
        color="danger"
        aria-label={`Remove ${name.toLowerCase()}`}
        onClick={() => onChange(null)}
      >
        Remove
      </Button>
      <p className="condition-said small quiet">
        {field !== undefined && sentence(rule, fieldCatalog(fields))}
        {matches !== undefined && ` · ${formatCounted(matches, 'account')}`}
      </p>
    </li>
  );
}

/** What is asked most of a type. */
function firstOperator(field: SourceField | undefined): Operator {
  if (field === undefined) return 'eq';
  if (field.type === 'picklist' || field.type === 'user') return 'in';
  return field.type === 'number' || field.type === 'date'
    ? 'gte'
    : (OPERATORS_BY_TYPE[field.type][0] ?? 'eq');
}
