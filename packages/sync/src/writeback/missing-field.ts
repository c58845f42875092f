/**
 * A field that a refusal calls missing: "… for key 'ContextName' missing" is the form that is known (reference 10.2 [G]). A
 * custom field (reference 3.3 [D]) is no other word, so that it needs no quotes.
 */
const MISSING =
  /(?:\bkey\s+|['"‘’“”]|\b(?=Ant__))['"‘’“”]?([A-Za-z]\w{0,99})['"‘’“”]?\s+(?:is\s+)?missing\b/iu;
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

/**
 * The field that a tenant requires of an activity, as the refusal of one that lacks it names it. A field that was sent with a
 * value is not missing, whatever is said of it.
 */
export function findMissingField(message: string, sent: readonly string[]): string | undefined {
  const field = MISSING.exec(message)?.[1];
  if (field === undefined || SENT.includes(field.toLowerCase())) return undefined;
  return sent.some((one) => isSameField(one, field)) ? undefined : field;
}

/** The field among those sent with a value that a refusal names: its value is the fault, or that it is there no more. */
export function findNamedField(message: string, sent: readonly string[]): string | undefined {
  const words = message.split(/\W+/u);
  return sent.find((field) => words.some((word) => isSameField(word, field)));
}

/** Gainsight tells fields apart whatever their letter case (reference 3.3). */
export function isSameField(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
