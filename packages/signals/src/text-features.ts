/** What a text is judged by: its words, and each with the next; `^` and `$` stand for its start and end. */
export function textFeatures(text: string): ReadonlySet<string> {
  const tokens = ['^', ...tokensOf(text), '$'];
  const features = new Set<string>();
  tokens.forEach((token, at) => {
    features.add(token);
    const next = tokens[at + 1];
    if (next !== undefined) features.add(`${token} ${next}`);
  });
  return features;
}

const TOKEN = /@\p{L}+|\p{L}+(?:'\p{L}+)?|0|[?!:;,.]/gu;
const ADDRESS = /[\w.+-]+@[\w.-]+|https?:\S+|www\.\S+|\$link\b/giu;
const NUMBER = /\d[\d.,:/-]*/gu;
// A capital inside a sentence is a name, whoever it is.
const NAME = /(?<=[\p{Ll}\d,;:)"'’]\s+)(?!I\b)\p{Lu}[\p{L}'’]+/gu;

/** Words and stops in lower case; names, numbers and addresses are all alike. */
function tokensOf(text: string): string[] {
  const plain = text.replace(ADDRESS, ' @address ').replace(NAME, ' @name ').replace(NUMBER, '0');
  return plain.toLowerCase().replaceAll('’', "'").match(TOKEN) ?? [];
}
