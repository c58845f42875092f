import { explainSubject } from '@handrail/contract';
import type { Explanation } from '@handrail/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Why something stands as it stands, by an id or a name; asked only while `isWanted`. */
export function useWhy(noun: Explanation['noun'], subject: string, isWanted: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.why, noun, subject],
    queryFn: ({ signal }) =>
      client.call(explainSubject, { params: { noun }, query: { subject } }, { signal }),
    enabled: isWanted && subject.trim() !== '',
    placeholderData: keepPreviousData,
  });
}
