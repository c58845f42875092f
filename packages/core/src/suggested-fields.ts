/** A custom field that a tenant may make for what we write; Gainsight appends `__gc` to names of custom fields. */
export interface SuggestedField {
  readonly metric: string;
  /** API name of the field. */
  readonly field: string;
  readonly label: string;
  /** Type to choose when the field is made, in Gainsight's words. */
  readonly type: 'Number' | typeof TENTHS | 'String' | 'Date' | 'Boolean';
}

/** With fewer decimals Gainsight would round what is written. */
const TENTHS = 'Number, 1 decimal place';

/** The custom fields of Company that the documents suggest, the most useful first. */
export const SUGGESTED_FIELDS: readonly SuggestedField[] = [
  { metric: 'health.score', field: 'Handrail_Health__gc', label: 'Handrail Health', type: TENTHS },
  {
    metric: 'health.label',
    field: 'Handrail_Health_Label__gc',
    label: 'Handrail Health Label',
    type: 'String',
  },
  {
    metric: 'engagement.score',
    field: 'Handrail_Engagement__gc',
    label: 'Handrail Engagement',
    type: TENTHS,
  },
  { metric: 'sentiment.score', field: 'Handrail_Sentiment__gc', label: 'Handrail Sentiment', type: TENTHS },
  {
    metric: 'meetings.last',
    field: 'Handrail_Last_Meeting__gc',
    label: 'Handrail Last Meeting',
    type: 'Date',
  },
  {
    metric: 'actions.open.ours',
    field: 'Handrail_Open_Items__gc',
    label: 'Handrail Open Items',
    type: 'Number',
  },
  {
    metric: 'insight.accountDark',
    field: 'Handrail_Account_Dark__gc',
    label: 'Handrail Account Dark',
    type: 'Boolean',
  },
  {
    metric: 'insight.noMeeting',
    field: 'Handrail_No_Meeting__gc',
    label: 'Handrail No Meeting',
    type: 'Boolean',
  },
  {
    metric: 'insight.noRenewalDiscussion',
    field: 'Handrail_No_Renewal_Discussion__gc',
    label: 'Handrail No Renewal Discussion',
    type: 'Boolean',
  },
];
