import type { ConfigVersion, RuleOffer } from '@handrail/contract';
import { NO_ACCOUNT } from '@handrail/core';
import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { Loaded, LoadingLines } from '../../components/loaded.tsx';
import { showDone } from '../../components/show-done.ts';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDocument } from '../../config-draft/merge-documents.ts';
import { useAccount } from '../../queries/accounts.ts';
import { useConfig, useSaveConfig } from '../../queries/config.ts';
import { usePreviewMeetings } from '../../queries/preview.ts';
import { attributionDocument, attributionsOf } from '../exclusions/draft-rules.ts';
import { MeetingsEffect } from '../exclusions/meetings-effect.tsx';

const KEY_WORDS: Readonly<Record<RuleOffer['key'], string>> = {
  domain: 'everybody of',
  crmId: 'the CRM id',
  person: 'the person',
};

/** Where a decision put the meeting; null: at no account. */
export type DecidedAccount = { readonly id: string; readonly name: string } | null;

/** Offers to make a rule of a decision, and shows over all history what the rule would do before it is saved. */
export function OfferRule({ offers, account }: { offers: readonly RuleOffer[]; account: DecidedAccount }) {
  const [isOpen, setIsOpen] = useState(false);
  if (offers.length === 0) return null;
  return (
    <>
      <button type="button" className="link-button" onClick={() => setIsOpen(true)}>
        Make it a rule…
      </button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={`A rule: what belongs to ${account?.name ?? 'no account'}`}
        size="xl"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {account === null ? (
          <Offer offers={offers} gainsightId={NO_ACCOUNT} onDone={() => setIsOpen(false)} />
        ) : (
          <OfferAt offers={offers} accountId={account.id} onDone={() => setIsOpen(false)} />
        )}
      </Modal>
    </>
  );
}

function OfferAt({
  offers,
  accountId,
  onDone,
}: {
  offers: readonly RuleOffer[];
  accountId: string;
  onDone: () => void;
}) {
  const account = useAccount(accountId);
  return (
    <Loaded query={account} what="the account">
      {({ gainsightId }) => <Offer offers={offers} gainsightId={gainsightId} onDone={onDone} />}
    </Loaded>
  );
}

function Offer(props: { offers: readonly RuleOffer[]; gainsightId: string; onDone: () => void }) {
  const config = useConfig();
  return (
    <Loaded query={config} what="the configuration">
      {(saved) => <Choosing {...props} saved={saved} />}
    </Loaded>
  );
}

function Choosing({
  saved,
  offers,
  gainsightId,
  onDone,
}: {
  saved: ConfigVersion;
  offers: readonly RuleOffer[];
  gainsightId: string;
  onDone: () => void;
}) {
  const [chosen, setChosen] = useState<RuleOffer | null>(null);
  const preview = usePreviewMeetings();
  const saving = useSaveConfig();
  const choose = (offer: RuleOffer) => {
    setChosen(offer);
    preview.mutate(withRule(saved.document, offer, gainsightId));
  };
  const save = (offer: RuleOffer) =>
    saving.mutate(
      { basedOn: saved.version, document: { version: 1, ...withRule(saved.document, offer, gainsightId) } },
      {
        onSuccess: () => {
          showDone('The rule holds; history is judged again');
          onDone();
        },
      },
    );
  return (
    <div className="stack">
      <Radio.Group
        label="From now on, and for all meetings that rules placed"
        value={chosen === null ? null : idOf(chosen)}
        onChange={(id) => {
          const offer = offers.find((one) => idOf(one) === id);
          if (offer !== undefined) choose(offer);
        }}
      >
        <div className="stack stack-tight" style={{ marginTop: 8 }}>
          {offers.map((offer) => (
            <Radio key={idOf(offer)} value={idOf(offer)} label={`${KEY_WORDS[offer.key]} ${offer.value}`} />
          ))}
        </div>
      </Radio.Group>
      {preview.isPending && <LoadingLines what="the effect on history" />}
      {preview.isError && <FailedState title="Could not judge history by this rule" error={preview.error} />}
      {preview.data !== undefined && <MeetingsEffect preview={preview.data} />}
      {saving.isError && <FailedState title="The rule was not saved" error={saving.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button
          disabled={chosen === null || preview.data === undefined}
          loading={saving.isPending}
          onClick={() => chosen !== null && save(chosen)}
        >
          Save the rule
        </Button>
      </div>
    </div>
  );
}

/** The document with the rule, in place of one that says something else of the same. */
function withRule(document: ConfigDocument, { key, value }: RuleOffer, account: string): ConfigDocument {
  const others = attributionsOf(document).filter(
    (rule) => rule.key !== key || rule.value.trim().toLowerCase() !== value.toLowerCase(),
  );
  const rules = [...others, { key, value, account }].map(attributionDocument);
  const attribution = asRecord(asRecord(document['meetings'])['attribution']);
  return put(document, ['meetings', 'attribution'], { ...attribution, rules });
}

function idOf({ key, value }: RuleOffer): string {
  return `${key} ${value}`;
}
