/**
 * The tag of a language as the `lang` attribute wants it ("eng" becomes "en"); undefined when what the
 * recorder gave is no language tag.
 */
export function languageTag(given: string | null): string | undefined {
  if (given === null) return undefined;
  try {
    return Intl.getCanonicalLocales(given)[0];
  } catch {
    // Not a tag at all: the text then has the language of the page, which is no worse.
    return undefined;
  }
}
