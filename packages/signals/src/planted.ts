import type { Turn } from './transcript.ts';

/**
 * Tells whether words try to steer the machine that reads them. `plain` is given of texts put together that were judged
 * alone before: their plain letters, joined. No blob can be made by putting them together.
 */
export type PlantedCheck = (text: string, plain?: string) => boolean;

/**
 * Makes a check for words that try to steer the machine that sums up, in place of telling people something: orders
 * to forget instructions, words addressed to an assistant, markers of chat protocols, encoded blobs. A transcript is
 * data; such words are left out of every part of a summary. The check remembers the words it has judged: use one a
 * meeting.
 */
export function createPlantedCheck(): PlantedCheck {
  const isVerb = createNearCheck(OVERRIDE_VERBS);
  const isRule = createNearCheck(RULE_NOUNS);
  return (text, joined) => {
    const plain = joined ?? fold(text);
    if (MARKERS.test(plain) || (joined === undefined && isEncoded(text))) return true;
    const words = plain.match(/\p{L}{4,}/gu) ?? [];
    const hasVerb = words.some(isVerb);
    const hasRule = words.some(isRule);
    if (hasVerb && hasRule) return true;
    if (ADDRESSED.test(plain) && (hasVerb || hasRule || ORDER.test(plain))) return true;
    return hasVerb && MACHINE.test(plain) && ORDER.test(plain);
  };
}

// Long runs of base64 or escapes: nobody says these aloud.
function isEncoded(text: string): boolean {
  const runs = text.match(/[A-Za-z0-9+/=\\%&#;]{20,}/gu) ?? [];
  return runs.some(
    (run) =>
      /^[A-Za-z0-9+/]{32,}={0,2}$|^[A-Za-z0-9+/]{20,}={1,2}$/u.test(run) ||
      /(?:(?:\\x|%)[0-9a-f]{2}|&#x?[0-9a-f]+;){3}/iu.test(run),
  );
}

/** Indexes of the turns that hold planted words, also when an order is spread over turns that follow one another. */
export function plantedTurns(turns: readonly Turn[], isPlanted: PlantedCheck): ReadonlySet<number> {
  const planted = new Set<number>();
  const folded = new Map<Turn, string>();
  const plainOf = (turn: Turn): string => {
    const plain = folded.get(turn) ?? fold(turn.text);
    folded.set(turn, plain);
    return plain;
  };
  turns.forEach((turn, at) => {
    const nearby = turns.slice(at, at + SPREAD_TURNS).filter(({ speaker }) => speaker === turn.speaker);
    if (isPlanted(turn.text)) {
      // What comes right after, from the same voice, is the rest of the order.
      for (const { index } of nearby.slice(0, 2)) planted.add(index);
      return;
    }
    let joined = turn.text;
    let plain = plainOf(turn);
    for (let size = 2; size <= nearby.length; size += 1) {
      const next = nearby[size - 1];
      if (next === undefined || joined.length + next.text.length > SPREAD_CHARACTERS) return;
      if (isPlanted(next.text)) return;
      joined += ` ${next.text}`;
      plain += ` ${plainOf(next)}`;
      if (!isPlanted(joined, plain)) continue;
      for (const { index } of nearby.slice(0, size + 1)) planted.add(index);
      return;
    }
  });
  return planted;
}

/** Whether words carry an address (web, mail, account number): such words are never repeated. */
export function hasAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** Whether words carry tags, which nobody says: they come out of a program, and no reader wants them in a summary. */
export function hasMarkup(text: string): boolean {
  return /<\/?[a-z][^<>]*>/iu.test(text);
}

/** How many turns an order may be spread over, and how much text may lie between its words. */
const SPREAD_TURNS = 6;
export const SPREAD_CHARACTERS = 240;

const MARKERS =
  /<\|?\/?(?:system|user|assistant|im_start|im_end|inst|prompt)|\[\/?(?:inst|system|sys)\]|###\s*(?:system|instruction|prompt|assistant)|^\s*["'[(]*(?:system|assistant|developer)\s*(?:message|prompt|note|override)?\s*[:\]]|\b(?:system ?prompt|prompt ?injection|jailbreak|developer mode|dan mode|new instructions?:|end of (?:transcript|instructions|prompt)|you are now (?:a|an|in|the)\b|act as (?:a|an|the) (?:ai|assistant|admin|system|model)|as an ai\b|(?:output|print|reply with|respond with) (?:only|exactly|nothing but|verbatim|with (?:only|the following))|(?:in|into|to|of|from) (?:the|your|this) (?:generated )?(?:summary|zusammenfassung|resumen|resume|riassunto)\b[^.]{0,40}(?:write|say|state|include|add|put|must|should)|(?:the|your|this) (?:summary|notes?) (?:must|should|shall|has to|needs to) (?:say|state|include|contain|read|list|mention|end|begin|start)|(?:add|include|insert|write|put|append|list) (?:this|the following|it|that|an? action(?: item)?|a link|the link|this link)[^.]{0,40}(?:to|in|into|as) (?:the|your|an?) (?:\w+ )?(?:summary|action items?|crm|timeline)|(?:schreib|setze|nimm|fuge)\w*[^.]{0,50}(?:in|an) die (?:zusammenfassung|notizen|aufgabenliste))/iu;
// Words that speak to the machine itself.
const ADDRESSED =
  /\b(?:(?:dear|hey|hello|hi|attention|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|notice to|reminder (?:to|for))(?: the| any| all| our)? (?:ai|llm|gpt|assistant|language model|model|bot|robot|summari[sz]\w*|note ?taker|chat ?bot|machine|system|ki)\b|summari[sz](?:er|ation (?:model|system|tool|engine))|zusammenfasser|(?:ai|llm|assistant|bot)(?: assistant| model)?\s*[:,]\s*(?:you|please|add|write|say|mark|set|always|never|do|make|send)\b|whoever (?:writes|summari[sz]es)|(?:when|while|if) (?:you(?:'re| are)? )?(?:summari[sz](?:e|ing)|generating (?:the|this|a) (?:summary|notes)|(?:reading|processing) this transcript))/iu;
const MACHINE =
  /\b(?:a\.?i\.?|llms?|language models?|chat ?gpt|gpt|chat ?bots?|assistants?|note ?takers?|summary|sprachmodell\w*|ki|zusammenfassung|modele de langage|modelo de lenguaje)\b/iu;
const ORDER =
  /\b(?:must|should|shall|please|always|never|only|add|write|say|state|include|send|mark|set|tell|list|put|transfer|approve|delete|output|reveal|follow|muss|soll\w*|bitte|schreib\w*|sende\w*|trage|doit|debe|deve|you are|now)\b/iu;
const OVERRIDE_VERBS = [
  'ignore', 'ignoring', 'disregard', 'override', 'overwrite', 'bypass', 'forget', 'reveal', 'obey', 'ignoriere', 'ignorieren',
  'ignoriert', 'vergiss', 'vergesst', 'missachte', 'missachten', 'ueberschreibe', 'ignorez', 'oubliez', 'oublie', 'ignora',
  'ignorar', 'ignorad', 'olvida', 'olvide', 'dimentica', 'ignori', 'negeer', 'vergeet', 'ignorera', 'zignoruj', 'esqueca', 'glom',
]; // prettier-ignore
const RULE_NOUNS = [
  'instructions', 'instruction', 'prompt', 'prompts', 'guidelines', 'directives', 'anweisungen', 'anweisung', 'instruktionen',
  'vorgaben', 'instrucciones', 'istruzioni', 'consignes', 'instrucoes', 'instructies', 'instruktioner', 'instrukcje', 'befehle',
  'safeguards', 'guardrails',
]; // prettier-ignore
// A bare host counts when its ending is one that links are made of; "e.g." and "z.B." do not.
const ADDRESS =
  /https?:|www\.|hxxp|[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}-]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|ai|co|dev|app|example|test|info|biz|xyz|ru|cn|de|fr|se|uk|eu|ch|at|us|me|link|click|top|site|online|zip|ly|gl)\b|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,}|\[[^\]]+\]\([^)]*\)|javascript:|data:\w+\/|\b(?:dot|punkt) (?:com|net|org|io|de)\b|\b\d{1,3}(?:\.\d{1,3}){3}\b/iu;

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** Lower case without accents; digits that stand for letters inside a word become those letters. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/(?<=[a-z])[013457@$](?=[a-z])/gu, (digit) => LOOKALIKES[digit] ?? digit)
    .replace(/\b1(?=[a-z]{3})/gu, 'i');
}

function createNearCheck(list: readonly string[]): (word: string) => boolean {
  const judged = new Map<string, boolean>();
  return (word) => {
    let isNear = judged.get(word);
    if (isNear === undefined) {
      isNear = word.length < 5 ? list.includes(word) : list.some((known) => isLike(word, known));
      judged.set(word, isNear);
    }
    return isNear;
  };
}

function isLike(word: string, known: string): boolean {
  if (Math.abs(known.length - word.length) > 2) return false;
  const isSwapped = known[0] === word[1] && known[1] === word[0];
  if (known[0] !== word[0] && !isSwapped) return false;
  return isWithin(word, known, known.length > 7 ? 2 : 1);
}

/** Whether at most `limit` letters must be changed, added, removed or swapped with their neighbour. */
function isWithin(a: string, b: string, limit: number): boolean {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return (last[b.length] ?? 0) <= limit;
}
