import { parseConfig } from '@handrail/core';
import { useMemo } from 'react';
import { useConfigCheck } from '../queries/config.ts';
import { useIsAdmin } from '../session.tsx';
import { configNotes } from './config-notes.ts';
import type { ConfigNotes } from './config-notes.ts';
import type { ConfigDraft } from './use-config-draft.ts';

/** What the tenant says against a draft as it stands; nothing is asked while it is unfinished, or by whom it may not be. */
export function useConfigNotes({ document, saved }: ConfigDraft): ConfigNotes {
  const isAdmin = useIsAdmin();
  const isWhole = parseConfig({ version: 1, ...document }).ok;
  const { data } = useConfigCheck(document, saved.version, isAdmin && isWhole);
  return useMemo(() => configNotes(data, document), [data, document]);
}
