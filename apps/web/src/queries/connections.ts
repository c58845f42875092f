import {
  checkConnection,
  connectGainsight,
  connectGong,
  disconnect,
  listConnections,
  listFieldChanges,
  listFields,
  listFieldValues,
  listOutboundHosts,
} from '@handrail/contract';
import type { Connection, RequestOf } from '@handrail/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient, useIsAdmin } from '../session.tsx';
import { keys } from './keys.ts';

/** All connections with their live state, asked again every 15 s. */
export function useConnections() {
  const client = useClient();
  return useQuery({
    queryKey: keys.connections,
    queryFn: ({ signal }) => client.call(listConnections, {}, { signal }),
    refetchInterval: 15_000,
  });
}

function useConnectionCommand<V>(send: (variables: V) => Promise<Connection>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    // Also after a refusal: the server may have marked the connection as needing attention.
    onSettled: () =>
      Promise.all(
        [keys.connections, keys.fields, keys.workspace, keys.streams, keys.status].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Tries a Gainsight tenant and stores the credential when the try succeeds. */
export function useConnectGainsight() {
  const client = useClient();
  return useConnectionCommand((body: RequestOf<typeof connectGainsight>['body']) =>
    client.call(connectGainsight, { body }),
  );
}

/** Tries a Gong tenant and stores the key when the try succeeds. */
export function useConnectGong() {
  const client = useClient();
  return useConnectionCommand((body: RequestOf<typeof connectGong>['body']) =>
    client.call(connectGong, { body }),
  );
}

/** Tries a stored connection again. */
export function useCheckConnection() {
  const client = useClient();
  return useConnectionCommand((vendor: Connection['vendor']) =>
    client.call(checkConnection, { params: { vendor } }),
  );
}

/** Stops the runs of a connection and forgets its credential; what was imported is kept. */
export function useDisconnect() {
  const client = useClient();
  return useConnectionCommand((vendor: Connection['vendor']) =>
    client.call(disconnect, { params: { vendor } }),
  );
}

/** The fields of one Gainsight object as they were discovered. */
export function useFields(object: string, isEnabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.fields, object],
    queryFn: ({ signal }) => client.call(listFields, { query: { object } }, { signal }),
    enabled: isEnabled,
    staleTime: 60_000,
  });
}

/** What the fields of one Gainsight object are called, by name; none while they are not known. */
export function useFieldLabels(object: string): ReadonlyMap<string, string> {
  const { data } = useFields(object, true);
  return useMemo(() => new Map(data?.items.map(({ name, label }) => [name, label])), [data]);
}

const MOST_FOUND = 50;

/** The first users or companies with a text in their name that a rule on a field may name, 200 ms after it was typed. */
export function useFieldValues(field: string, search: string) {
  const client = useClient();
  const [settled] = useDebouncedValue(search.trim(), 200);
  return useQuery({
    queryKey: [...keys.fields, 'values', field, settled],
    queryFn: ({ signal }) => {
      const query = { field, limit: MOST_FOUND, ...(settled === '' ? {} : { search: settled }) };
      return client.call(listFieldValues, { query }, { signal });
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** What became of the tenant's fields since the configuration was saved; asked by admins alone. */
export function useFieldChanges() {
  const client = useClient();
  const isAdmin = useIsAdmin();
  return useQuery({
    queryKey: [...keys.fields, 'changes'],
    queryFn: ({ signal }) => client.call(listFieldChanges, {}, { signal }),
    enabled: isAdmin,
  });
}

/** Every host that was ever called from here. */
export function useOutboundHosts() {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.connections, 'hosts'],
    queryFn: ({ signal }) => client.call(listOutboundHosts, {}, { signal }),
  });
}
