import { Button, Loader, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Facts } from './facts.tsx';
import { FailedState } from './failed-state.tsx';
import './credential-form.css';

/** A form that leads to another system: it is tried when sent, tells that it is, and stores nothing unless that succeeds. */
export function CredentialForm({
  label,
  title,
  children,
  isComplete,
  isPending,
  pending,
  error,
  failed,
  submitLabel,
  onSubmit,
  onCancel,
}: {
  label: string;
  title: string;
  children: ReactNode;
  isComplete: boolean;
  isPending: boolean;
  /** What happens while it is tried. */
  pending: ReactNode;
  error: Error | null;
  /** Title of the failure. */
  failed: string;
  submitLabel: string;
  onSubmit: () => void;
  onCancel?: (() => void) | undefined;
}) {
  return (
    <form
      className="panel stack credential-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !isPending) onSubmit();
      }}
    >
      <h2>{title}</h2>
      {children}
      {isPending && (
        <p role="status" className="row">
          <Loader size="xs" /> {pending}
        </p>
      )}
      {error !== null && <FailedState title={failed} error={error} />}
      <div className="row">
        <Button type="submit" loading={isPending} disabled={!isComplete}>
          {submitLabel}
        </Button>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}

/** The address of a sandbox or a proxy, in the place of the vendor's own. */
export function ExactAddress({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      label="Exact address"
      description="For the sandbox or a proxy. Only an address that stands in HANDRAIL_ALLOW_ORIGINS is accepted."
      value={value}
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The system that a credential is replaced for: it stands, so that no slip leads to another one. */
export function FixedHost({ origin }: { origin: string }) {
  return (
    <div className="stack stack-tight">
      <Facts facts={[{ label: 'Host', value: <code>{origin}</code> }]} />
      <p className="small quiet">
        The credential alone is replaced. If the address itself has changed, disconnect first.
      </p>
    </div>
  );
}
