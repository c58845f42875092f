import type { LanguageModel } from '@handrail/contract';
import { NumberInput, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CredentialForm } from '../../components/credential-form.tsx';
import { showDone } from '../../components/show-done.ts';
import { useSetLanguageModel } from '../../queries/language-model.ts';

/** Address, model, key and the caps of a day; Save tries the model with a made-up meeting. */
export function ModelForm({
  stored,
  onStored,
  onCancel,
}: {
  stored: LanguageModel['model'];
  onStored: () => void;
  onCancel?: () => void;
}) {
  const save = useSetLanguageModel();
  const [baseUrl, setBaseUrl] = useState(stored?.baseUrl ?? '');
  const [model, setModel] = useState(stored?.model ?? '');
  const [key, setKey] = useState('');
  const [callsPerDay, setCallsPerDay] = useState<string | number>(stored?.callsPerDay ?? 500);
  const [tokensPerDay, setTokensPerDay] = useState<string | number>(stored?.tokensPerDay ?? 2_000_000);
  const keepsKey = stored?.hasKey === true && stored.baseUrl === baseUrl;
  const caps =
    typeof callsPerDay === 'number' && typeof tokensPerDay === 'number'
      ? { callsPerDay, tokensPerDay }
      : null;
  const isComplete = baseUrl.trim() !== '' && model.trim() !== '' && caps !== null;
  const submit = () => {
    if (caps === null) return;
    const withKey = key === '' ? (keepsKey ? {} : { key: null }) : { key };
    save.mutate(
      { baseUrl: baseUrl.trim(), model, ...withKey, ...caps },
      {
        onSuccess: ({ model: made }) => {
          if (made?.failure === null) showDone('The model answers; it writes the next summaries');
          onStored();
        },
      },
    );
  };
  return (
    <CredentialForm
      label="Language model"
      title={stored === null ? 'Set a model' : 'Change the model'}
      isComplete={isComplete}
      isPending={save.isPending}
      pending="Trying it with a made-up meeting…"
      error={save.error}
      failed="Could not set it; nothing was stored"
      submitLabel="Save and try"
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextInput
        label="Address"
        description="Of an endpoint that speaks OpenAI's chat completions, up to and with the version. One inside the house only when the operator lists it."
        placeholder="https://api.example.com/v1"
        value={baseUrl}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setBaseUrl(event.currentTarget.value)}
      />
      <TextInput
        label="Model"
        description="As the endpoint names it. It must answer by JSON Schema."
        value={model}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setModel(event.currentTarget.value)}
      />
      <PasswordInput
        label="Key"
        description={
          keepsKey
            ? 'Leave it empty to keep the stored one.'
            : 'Stored encrypted, sent to this address alone, never shown again. Empty where none is asked for.'
        }
        value={key}
        autoComplete="off"
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <div className="row row-wide" style={{ alignItems: 'flex-start' }}>
        <NumberInput
          label="Most calls a day"
          value={callsPerDay}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          thousandSeparator=","
          onChange={setCallsPerDay}
        />
        <NumberInput
          label="Most tokens a day"
          value={tokensPerDay}
          min={1_000}
          max={1_000_000_000}
          allowDecimal={false}
          thousandSeparator=","
          onChange={setTokensPerDay}
        />
      </div>
    </CredentialForm>
  );
}
