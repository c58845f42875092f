import {
  dismissHeldAnswer,
  getLanguageModel,
  listHeldAnswers,
  removeLanguageModel,
  setLanguageModel,
  tryLanguageModel,
} from '@handrail/contract';
import type { LanguageModel, RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** The language model that sums meetings up, how it does, and what today has cost. */
export function useLanguageModel(isEnabled = true) {
  const client = useClient();
  return useQuery({
    queryKey: keys.languageModel,
    queryFn: ({ signal }) => client.call(getLanguageModel, {}, { signal }),
    enabled: isEnabled,
    refetchInterval: 30_000,
  });
}

/** What is set of a model. */
export type ModelWish = RequestOf<typeof setLanguageModel>['body'];

/** Sets the model and tries it; answers how it did. */
export function useSetLanguageModel() {
  const client = useClient();
  return useModelCommand((body: ModelWish) => client.call(setLanguageModel, { body }));
}

/** Tries the model that is set. */
export function useTryLanguageModel() {
  const client = useClient();
  return useModelCommand(() => client.call(tryLanguageModel, {}));
}

/** Forgets the model and its key. */
export function useRemoveLanguageModel() {
  const client = useClient();
  return useModelCommand(() => client.call(removeLanguageModel, {}));
}

function useModelCommand<Wish>(command: (wish: Wish) => Promise<LanguageModel>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: command,
    onSuccess: (model) => cache.setQueryData(keys.languageModel, model),
  });
}

/** Answers that were not used, newest first. */
export function useHeldAnswers() {
  const client = useClient();
  return useQuery({
    queryKey: keys.heldAnswers,
    queryFn: ({ signal }) => client.call(listHeldAnswers, {}, { signal }),
    refetchInterval: 30_000,
  });
}

/** Lets go of one that was looked at. */
export function useDismissHeldAnswer() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(dismissHeldAnswer, { params: { id } }),
    onSuccess: (left) => cache.setQueryData(keys.heldAnswers, left),
  });
}
