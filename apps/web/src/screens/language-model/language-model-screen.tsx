import type { LanguageModel } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Facts } from '../../components/facts.tsx';
import { FailedState, NotAllowed } from '../../components/failed-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { ModelState } from '../../components/model-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { RemoveButton } from '../../components/remove-button.tsx';
import { Time } from '../../components/time.tsx';
import {
  useLanguageModel,
  useRemoveLanguageModel,
  useTryLanguageModel,
} from '../../queries/language-model.ts';
import { useIsAdmin } from '../../session.tsx';
import { HeldAnswers } from './held-answers.tsx';
import { ModelForm } from './model-form.tsx';

type Model = NonNullable<LanguageModel['model']>;

/** Settings > Integrations > Language model: which one sums meetings up, how it does, and what it may cost. */
export function LanguageModelScreen() {
  return (
    <Page
      title="Language model"
      crumbs={[
        { label: 'Settings', to: '/settings' },
        { label: 'Integrations', to: '/settings/integrations' },
      ]}
    >
      {useIsAdmin() ? <Content /> : <NotAllowed>Your role may not see the language model.</NotAllowed>}
    </Page>
  );
}

function Content() {
  const query = useLanguageModel();
  const [isChanging, setIsChanging] = useState(false);
  return (
    <Loaded query={query} what="the language model">
      {({ model, today }) => (
        <>
          <p className="small quiet">
            Meetings are summed up by the built-in method, in this house. A model of your choice may do it
            instead: it is given the transcript with speakers and times, and nothing else; every statement
            needs a quote that the transcript contains. When it refuses, fails or is too late, the built-in
            method stands in and the summary says so.
          </p>
          {model !== null && !isChanging ? (
            <Stored model={model} today={today} onChange={() => setIsChanging(true)} />
          ) : (
            <ModelForm
              stored={model}
              onStored={() => setIsChanging(false)}
              {...(model === null ? {} : { onCancel: () => setIsChanging(false) })}
            />
          )}
          <HeldAnswers />
        </>
      )}
    </Loaded>
  );
}

function Stored({
  model,
  today,
  onChange,
}: {
  model: Model;
  today: LanguageModel['today'];
  onChange: () => void;
}) {
  const removal = useRemoveLanguageModel();
  const attempt = useTryLanguageModel();
  return (
    <section className="panel stack" aria-labelledby="model-title">
      <h2 id="model-title">{model.model}</h2>
      {model.failure !== null && (
        <Notice tone="bad" title="The last call did not end well">
          <p>{model.failure.message}</p>
          <p>
            <code>{model.failure.code}</code>
            {model.awayUntil !== null && (
              <>
                {' '}
                · left alone until <Time at={model.awayUntil} isAhead />
              </>
            )}
          </p>
        </Notice>
      )}
      <Facts
        layout="list"
        facts={[
          { label: 'State', value: <ModelState failure={model.failure} /> },
          { label: 'Address', value: <code>{model.baseUrl}</code> },
          { label: 'Key', value: model.hasKey ? 'stored, never shown' : 'none' },
          { label: 'Last call', value: <Time at={model.triedAt} /> },
          { label: 'Calls today', value: used(today.calls, model.callsPerDay) },
          { label: 'Tokens today', value: used(today.tokens, model.tokensPerDay) },
          { label: 'Stood in for today', value: formatCount(today.fallbacks) },
        ]}
      />
      {attempt.isError && <FailedState title="The try could not begin" error={attempt.error} />}
      <div className="row">
        <Button loading={attempt.isPending} onClick={() => attempt.mutate()}>
          Try it
        </Button>
        <Button variant="default" onClick={onChange}>
          Change
        </Button>
        <RemoveButton name={model.model} removal={removal}>
          <p>Its key is forgotten. Summaries that it wrote stay; new ones are made by the built-in method.</p>
        </RemoveButton>
      </div>
    </section>
  );
}

function used(count: number, cap: number): string {
  return `${formatCount(count)} of ${formatCount(cap)}`;
}
