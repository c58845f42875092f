import type { endpoints } from '@handrail/contract';

type Endpoints = typeof endpoints;
/** Names of the endpoints that show content: a new one has no words until they stand here. */
type ContentEndpoint = {
  [Name in keyof Endpoints]: Endpoints[Name] extends { readonly showsContent: true } ? Name : never;
}[keyof Endpoints];

/** What was looked at, in words, by the endpoint that showed it. */
const LOOKS: Readonly<Record<ContentEndpoint, string>> = {
  addStakeholder: 'Stakeholder, added',
  addSummaryPart: 'Meeting, summary added to',
  attributeMeeting: 'Meeting, placed',
  correctSummary: 'Meeting, summary corrected',
  decideMerge: 'Account, merge decided',
  dismissHeldAnswer: 'Answers of the language model, one dismissed',
  dismissProposedStakeholder: 'Proposed stakeholders, one dismissed',
  explainSubject: 'Why?',
  getAccount: 'Account',
  getAccountHealth: 'Health of an account',
  getMeeting: 'Meeting with summary and transcript',
  getRelationship: 'Relationship',
  getStakeholder: 'Stakeholder',
  liftLegalHold: 'Account, legal hold lifted',
  listAccountActivities: 'Timeline of an account',
  listAccounts: 'Accounts',
  listEarlierMeetings: 'Meetings of a back-fill',
  listFields: 'Fields with sample values',
  listFieldValues: 'Users or companies to choose from',
  listHeldAnswers: 'Answers of the language model',
  listInsights: 'Insights',
  listMeetings: 'Meetings',
  listOutbox: 'What goes out to Gainsight',
  listPreviewRows: 'Preview of settings, all of a kind',
  listProposedStakeholders: 'Proposed stakeholders',
  listRelationships: 'Relationships',
  listReviews: 'Review',
  listRunRecords: 'Records of a run',
  listSetAside: 'Records set aside',
  listStakeholders: 'Stakeholders',
  previewActivities: 'Timeline entries of a meeting',
  previewConfig: 'Preview of settings',
  previewMeetings: 'Preview of meetings',
  previewRetention: 'Preview of retention',
  previewWriteback: 'Preview of what would be sent',
  regenerateSummary: 'Meeting, new summary asked for',
  releaseAccount: 'Account, let go again',
  releaseAccountField: 'Account, value removed',
  releaseStakeholderField: 'Stakeholder, value removed',
  replayHealth: 'Preview of health scores',
  restoreAccount: 'Account, put back',
  retryOutboxItem: 'Delivery, tried again',
  setAccountField: 'Account, value set',
  setLegalHold: 'Account, legal hold set',
  setStakeholderField: 'Stakeholder, value set',
  settleActivityEdit: 'Delivery, edit decided',
  tryExclusion: 'Preview of an exclusion',
  wishTimeline: 'Meeting, Timeline decided',
};

/** The words for an endpoint; one that a later version of the server showed content by stands by its name. */
export function lookWords(action: string): string {
  const words: Readonly<Record<string, string>> = LOOKS;
  return words[action] ?? action;
}
