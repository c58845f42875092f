/** A custom field of the Timeline (reference 3.3 [D]): in any words it is no other word. */
const CUSTOM_FIELD = /\bAnt__\w{1,100}?__c\b/iu;
/** The form of the refusal that is known: "… for key 'ContextName' missing" (reference 10.2 [G]). */
const KEY = /\bkey\s+['"‘’“”]?([A-Za-z]\w{0,99})/u;
/** What every save holds already: no value of the settings mends it. */
const SENT: readonly string[] = [
  'externalid',
  'contextname',
  'contextid',
  'typename',
  'subject',
  'notes',
  'activitydate',
  'author',
  'authorid',
  'gscompanyid',
  'gsrelationshipid',
];

/** The field that a tenant requires of an activity, as the refusal of one that lacks it names it. */
export function findMissingField(message: string): string | undefined {
  const field = CUSTOM_FIELD.exec(message)?.[0] ?? KEY.exec(message)?.[1];
  return field === undefined || SENT.includes(field.toLowerCase()) ? undefined : field;
}
