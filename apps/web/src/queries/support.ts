import { getDiagnostics, getSupportBundle } from '@handrail/contract';
import { useMutation } from '@tanstack/react-query';
import { useClient } from '../session.tsx';

/** Fetches the diagnostics when somebody asks for them: each time as they are then. */
export function useDiagnostics() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call(getDiagnostics, {}) });
}

/** Fetches the support bundle. */
export function useSupportBundle() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call(getSupportBundle, {}) });
}
