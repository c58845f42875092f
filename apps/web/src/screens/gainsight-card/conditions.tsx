import type { DraftCounts, SourceField } from '@handrail/contract';
import { fieldCatalog, MAX_FILTER_DEPTH, operatorPhrase, OPERATORS_BY_TYPE, sentence } from '@handrail/core';
import type { FilterRule, Operator } from '@handrail/core';
import { Button, NativeSelect } from '@mantine/core';
import { formatCounted } from '../../components/format-value.ts';
import type { ConfigNote } from '../../config-draft/config-notes.ts';
import { NotesAt } from '../../config-draft/notes-at.tsx';
import { FieldSelect } from './field-select.tsx';
import { NEW_RULE, replaceAt } from './filter-groups.ts';
import type { RuleGroup } from './filter-groups.ts';
import { beginRule, withOperator } from './operator-value.ts';
import { RuleValue } from './rule-value.tsx';

interface Counted {
  readonly fields: readonly SourceField[];
  /** Of the draft as it stands; undefined while nothing counts it. */
  readonly rules: DraftCounts['rules'] | undefined;
  /** What stands against a rule, by its path as a verdict names it. */
  readonly notesAt: (path: string) => readonly ConfigNote[];
}

/** The condition builder: rules and groups of rules, all or any of which must hold, as deep as a filter may be. */
export function Conditions({
  group,
  onChange,
  ...counted
}: Counted & { group: RuleGroup; onChange: (group: RuleGroup) => void }) {
  return (
    <div className="stack">
      <Members name={null} path="" depth={0} group={group} onChange={onChange} {...counted} />
    </div>
  );
}

interface Placed extends Counted {
  /** As a verdict names it: `and[1].or[0]`. */
  readonly path: string;
  /** How many groups it stands in. */
  readonly depth: number;
  readonly group: RuleGroup;
}

/** How the members of a group hold together, the members, and what adds one. */
function Members({
  name,
  path,
  depth,
  group: { kind, members },
  onChange,
  onRemove,
  ...counted
}: Placed & {
  /** Null for the whole filter. */
  name: string | null;
  onChange: (group: RuleGroup) => void;
  onRemove?: () => void;
}) {
  const of = name === null ? '' : ` of ${name.toLowerCase()}`;
  const set = (next: RuleGroup['members']) => onChange({ kind, members: next });
  return (
    <>
      <NativeSelect
        aria-label={`How the rules${of} hold together`}
        style={{ maxWidth: 240 }}
        data={[
          { value: 'and', label: 'All of these hold (AND)' },
          { value: 'or', label: 'Any of these holds (OR)' },
        ]}
        value={kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value === 'or' ? 'or' : 'and', members })}
      />
      <ol className="stack" aria-label={name === null ? 'Conditions' : `Rules${of}`}>
        {members.map((member, at) => {
          const place = { path: `${path === '' ? '' : `${path}.`}${kind}[${at}]`, ...counted };
          const put = (next: FilterRule | RuleGroup | null) => set(replaceAt(members, at, next));
          return 'field' in member ? (
            <RuleRow key={at} name={`Rule ${at + 1}${of}`} rule={member} onChange={put} {...place} />
          ) : (
            <GroupRow
              key={at}
              name={`Group ${at + 1}${of}`}
              depth={depth + 1}
              group={member}
              onChange={put}
              {...place}
            />
          );
        })}
      </ol>
      <div className="row">
        <Button
          variant="default"
          size="xs"
          aria-label={name === null ? undefined : `Add a rule to ${name.toLowerCase()}`}
          onClick={() => set([...members, NEW_RULE])}
        >
          Add a rule
        </Button>
        {depth + 1 < MAX_FILTER_DEPTH && (
          <Button
            variant="default"
            size="xs"
            aria-label={name === null ? undefined : `Add a group to ${name.toLowerCase()}`}
            onClick={() => set([...members, { kind: kind === 'and' ? 'or' : 'and', members: [NEW_RULE] }])}
          >
            Add a group
          </Button>
        )}
        {name !== null && (
          <Button
            variant="subtle"
            color="danger"
            size="xs"
            aria-label={`Remove ${name.toLowerCase()}`}
            onClick={onRemove}
          >
            Remove the group
          </Button>
        )}
      </div>
    </>
  );
}

/** A group inside the filter; without its last member it goes, too. */
function GroupRow({
  name,
  onChange,
  ...placed
}: Placed & { name: string; onChange: (group: RuleGroup | null) => void }) {
  return (
    <li className="condition-group stack" aria-label={name}>
      <Members
        name={name}
        onChange={(next) => onChange(next.members.length === 0 ? null : next)}
        onRemove={() => onChange(null)}
        {...placed}
      />
    </li>
  );
}

function RuleRow({
  name,
  path,
  rule,
  fields,
  rules,
  notesAt,
  onChange,
}: Counted & { name: string; path: string; rule: FilterRule; onChange: (rule: FilterRule | null) => void }) {
  const field = fields.find((one) => one.name === rule.field);
  const operators = field === undefined ? [rule.op] : OPERATORS_BY_TYPE[field.type];
  const matches = rules?.find((counted) => counted.path === path)?.matches;
  return (
    <li className="condition-row" aria-label={name}>
      <FieldSelect
        label="Field"
        fields={fields}
        value={rule.field}
        onChange={(next) => onChange(beginRule(next, firstOperator(fields.find((one) => one.name === next))))}
      />
      <NativeSelect
        label="Operator"
        disabled={field === undefined}
        data={operators.map((op) => ({ value: op, label: operatorPhrase(op, field?.type) }))}
        value={rule.op}
        onChange={(event) => {
          const op = operators.find((one) => one === event.currentTarget.value);
          if (op !== undefined) onChange(withOperator(rule, op));
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
      <div className="condition-said">
        <NotesAt notes={notesAt(path)} />
      </div>
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
