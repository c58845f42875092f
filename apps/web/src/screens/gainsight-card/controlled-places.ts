import { asRecord } from '../../config-draft/merge-documents.ts';
import type { ConfigDocument } from '../../config-draft/merge-documents.ts';
import type { SettingsTab } from '../../config-draft/settings-of.ts';
import { readStatusMapping } from './status-mapping.ts';

/** The places of a draft that Gainsight may have something to say to, and that have a control on a tab of the card. */
export function controlledPlaces(
  tab: Extract<SettingsTab, { screen: 'gainsight' }>['tab'],
  document: ConfigDocument,
): readonly string[] {
  switch (tab) {
    case 'accounts':
      return ['accounts.filter'];
    case 'status':
      return ['status.field', 'status.churnedOn', ...statusValues(document)];
    case 'timeline':
      return ['timeline.fallbackAuthor'];
    case 'writeback':
      return ['writeback.values'];
    case 'users':
    case 'retention':
      return [];
  }
}

/** Values have a row each, unless a filter tells the status, which is edited elsewhere, or no field is chosen. */
function statusValues(document: ConfigDocument): readonly string[] {
  const hasField = typeof asRecord(document['status'])['field'] === 'string';
  return hasField && readStatusMapping(document, undefined, []) !== null
    ? ['status.churned', 'status.prospect']
    : [];
}
