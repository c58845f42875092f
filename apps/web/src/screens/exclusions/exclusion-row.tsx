import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { formatCounted } from '../../components/format-value.ts';
import { EXCLUSION_KINDS } from './draft-rules.ts';
import type { DraftExclusion, ExclusionKind } from './draft-rules.ts';

const KIND_LABELS: Readonly<Record<ExclusionKind, string>> = {
  domain: 'Somebody of the domain',
  person: 'With the person',
  title: 'Title like',
  internalOnly: 'Nobody from outside',
};
const PLACEHOLDERS: Readonly<Record<ExclusionKind, string>> = {
  domain: 'lawfirm.example',
  person: 'ann@lawfirm.example',
  title: 'HR*, or a part of the title',
  internalOnly: '',
};

/** One rule of exclusion: what it is about, how many meetings that are, and trying it alone. */
export function ExclusionRow({
  number,
  rule,
  issue,
  matches,
  isTrying,
  onChange,
  onTry,
  onRemove,
}: {
  number: number;
  rule: DraftExclusion;
  issue: string | null;
  /** Meetings of the last 30 days that it is about; null before it was tried. */
  matches: number | null;
  isTrying: boolean;
  onChange: (rule: DraftExclusion) => void;
  onTry: () => void;
  onRemove: () => void;
}) {
  return (
    <li className="rule-row" aria-label={`Rule ${number}`}>
      <NativeSelect
        aria-label={`Rule ${number}: kind`}
        data={EXCLUSION_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))}
        value={rule.kind}
        onChange={(event) => {
          const kind = EXCLUSION_KINDS.find((one) => one === event.currentTarget.value);
          if (kind !== undefined) onChange({ ...rule, kind });
        }}
      />
      {rule.kind === 'internalOnly' ? (
        <span className="quiet small rule-value">Everybody is of our own domains.</span>
      ) : (
        <TextInput
          className="rule-value"
          aria-label={`Rule ${number}: value`}
          placeholder={PLACEHOLDERS[rule.kind]}
          value={rule.value}
          error={issue}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...rule, value: event.currentTarget.value })}
        />
      )}
      <span className="row rule-actions">
        {matches !== null && <span className="small number">{formatCounted(matches, 'meeting')}</span>}
        <Button
          variant="subtle"
          size="xs"
          aria-label={`Try rule ${number}`}
          disabled={issue !== null || isTrying}
          onClick={onTry}
        >
          Try
        </Button>
        <CloseButton aria-label={`Remove rule ${number}`} onClick={onRemove} />
      </span>
    </li>
  );
}
