import { contentStems } from './candidate.ts';
import { type ActionItem, type Claim, claimOf, overlapOf } from './claim.ts';
import { compress } from './compress.ts';
import { type Cues, isAsk, isQuestion } from './cues.ts';
import { findDueDay } from './due-date.ts';
import type { Sentence, Side, Turn } from './transcript.ts';
import { countWords, hasInvisible } from './transcript.ts';
import { wordsOf } from './words.ts';

const MAX_ITEMS = 12;
const MAX_WORDS = 48;
// A promise with fewer does not tell what it is about.
const MIN_CONTENT_WORDS = 2;
const MIN_CLAUSE_WORDS = 4;
const MIN_REQUEST_WORDS = 4;
// What is taken on without being asked for must say more: "It was a long week. – I'm on it."
const MIN_TAKEN_WORDS = 6;
/** Log odds from which on a sentence is a promise by its words, whatever cue it has. */
const PROMISE_ODDS = -0.4;
/** Log odds up to which one is none, whatever cue it has: a habit, a joke, what is done in the call itself. */
const DOUBT_ODDS = -1.8;
/** Says whose a task is: said in few words, and of anybody. */
const OWNS =
  /(?<!\p{L})(?:owns?|owner|responsible|accountable|in charge|verantwortlich|zuständig|responsable|se encarga|se ocupa|s'en occupe|c'est \p{Lu}\p{L}+ qui|ansvar\p{L}*)(?!\p{L})/iu;
/** Log odds from which on a sentence asks for something by its words. */
const ASKED_ODDS = 0.5;
/** Opens with somebody who is not named. */
const OTHERS =
  /^(?:(?:and|so|then|but|und|dann|also|et|donc|och|så),? )?(?:s?he|they|er|sie|ils?|elles?|él|ella|ellos|ellas|han|hon|de)(?!\p{L})/iu;
/** Opens with what may be a name. */
const OPENING_NAME = /^(?:(?:and|so|then|but|und|dann|also|et|donc|och|så),? )?(\p{Lu}[\p{L}-]+)/u;
// How many sentences may lie between an ask and what takes it on.
const MAX_BACK = 6;
/** "Rechnungen prüft die Zentrale": German nouns of things, capitalised like names. */
const GERMAN_THINGS = /(?:ungen|heit(?:en)?|keit(?:en)?|schaft(?:en)?|tion(?:en)?)$/u;
const IS_THEIRS =
  /^\p{L}+ (?:owns|takes over|is (?:the (?:\p{L}+ )?owner|responsible|in charge)|ist (?:\p{L}+ )?(?:verantwortlich|zuständig)|übernimmt|est responsable|s'en occupe|se (?:encarga|ocupa)|ansvarar|är ansvarig|tar hand om)(?!\p{L})/iu;
const SENTENCE_BORDER = /(?<=[.!?…])(?<!(?<!\p{L})(?:Mr|Mrs|Ms|M)\.)\s+/u;
const PRONOUN = /^(?:s?he|er|sie|il|elle|él|ella|han|hon)$/iu;
const HER_TITLE = /(?<!\p{L})(?:Mrs\.?|Ms\.?|Miss|Frau|Madame|Mme|Señora|Doña|Fru) (\p{Lu}[\p{L}-]+)/gu;
const HIS_TITLE = /(?<!\p{L})(?:Mr\.?|Herrn?|Monsieur|Señor|Don|M\.) (\p{Lu}[\p{L}-]+)/gu;
/** A sentence that says what a person is names nobody else. */
const DESCRIBED =
  /^(?:(?:and|und|et|och) )?(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?) (?:is|ist|est|är) (?:also |auch |aussi |också )?(?:our|my|their|your|the|a|an|unsere?|meine?|ihre?|die|der|eine?|notre|ma|mon|votre|la|le|une?|vår|min|er|en) [^,;]+$/u;
const TITLE = /^(?:Frau|Herrn?|Kollegin|Kollege) (?=\p{Lu})/u;
const REQUEST_TO_YOU =
  /(?<!\p{L})(?:(?:can|could|would|will) (?:you|we (?:get|have))|please|(?:können|könnten|würden) sie|(?:kannst|könntest) du|könnt ihr|bitte|(?:pouvez|pourriez)-vous|s'il vous plaît|envoyez|prévenez|(?:puedes?|podéis|pueden|podrías?|podríais|podrían) |(?:envía|manda|pasa|avisa)(?:me|nos)|(?:envíe|mande|pase|avise)(?:me|nos)|por favor|(?:kan|skulle) (?:du|ni)|skicka|gärna)(?!\p{L})/iu;
/** Takes on what was said just before, whatever its form. */
const WILL_DO =
  /^(?:will do|(?:das )?(?:mache ich|machen wir)|wird gemacht|(?:je|nous) (?:le|la|les) (?:fais|faisons)|(?:lo|la) hago|hecho|cuenta con ello|det gör (?:jag|vi))(?!\p{L})/iu;
/** An answer that does nothing but take on what was asked: alone it says nothing of what will be done. */
const TAKEN_ON =
  /^(?:(?:ok(?:ay)?|sure|cool|yes|yeah|yep|yup|of course|absolutely|good|great|ja|klar|gern|gerne|gut|oui|d'accord|entendu|bien sûr|sí|vale|claro|perfecto|de acuerdo|por supuesto|absolut|visst|javisst)[,.!]* )?(?:i(?:'m| am) on (?:it|that)|on it|(?:will|can) do(?: (?:it|that|so))?|doing (?:it|that)|(?:i(?:'ll| will) )?make it so|i(?:'ll| will) (?:see to|take care of|get on|look after) (?:it|that|this)|leave (?:it|that) (?:to|with) me|consider it done|(?:je m'en|nous nous en) (?:occupe|charge|occupons|chargeons)|(?:je|nous) (?:le|la|les) (?:fais|faisons)|(?:de eso |yo )?(?:me|nos) (?:encargo|ocupo|encargamos|ocupamos)(?: yo)?|(?:ya )?lo hago(?: yo)?|lo hacemos|cuenta con ello|(?:ich )?kümmere? mich (?:darum|drum)|(?:darum|drum) kümmere? ich mich|(?:wir )?kümmern uns (?:darum|drum)|(?:das )?(?:mache?|erledige?|übernehme?) ich|ich (?:mache?|erledige?|übernehme?) (?:das|es)|(?:das )?(?:machen|erledigen|übernehmen) wir|wird (?:gemacht|erledigt)|det (?:gör|fixar|ordnar|tar) (?:jag|vi)|(?:jag|vi) (?:gör|fixar|ordnar|tar) det|(?:jag )?tar hand om det)(?: (?:right away|straight away|right after this|after this|now|then|gleich|sofort|dann|gern|tout de suite|enseguida|ahora mismo|genast|direkt))?[.!]*$/iu;
/** What the speaker offers to do, and the answer that has them do it. */
const OFFER =
  /(?<!\p{L})(?:(?:should|shall) i|(?:i|we) (?:can|could)|i'd rather|soll ich|(?:ich|wir) k(?:ann|önnen|önnten?)|(?:on (?:peut|pourrait)|je (?:peux|pourrais)|nous (?:pouvons|pourrions))|quieres? que (?:te|le|lo|la|os|les)?|(?:te|le|os|les) puedo|podemos|podríamos|ska jag|(?:jag|vi) (?:kan|skulle kunna))(?!\p{L}|['’]t) (?!(?:also |nur |bara )?(?:be|see|say|hear|understand|imagine|only|not|nicht|verstehen|mir vorstellen|comprendre|dire|inte|förstå))(?:\S+ ){2,}/iu;
const OFFER_TAKEN =
  /^(?:do,|do it|do that|i(?:'d| would) (?:like|love|want|appreciate)|(?:yes|yeah|sure|great|perfect)[,.] (?:that|i)(?:'d| would)|(?:yes|yeah|oh yes),? please|please\b|do, please|that(?:'d| would) (?:help|be)|ja,? (?:gern|bitte)|gern|das wäre|volontiers|avec plaisir|oui,? (?:merci|volontiers)|sí,? (?:por favor|gracias)|por favor|me (?:vendría|parece) (?:bien|genial)|estaría (?:bien|genial)|(?:ja,? )?gärna|gör (?:gärna )?det|ja tack)/iu;

/** Asks for what was offered just before. */
const DO_THAT =
  /(?<!\p{L})(?:(?:do|manage|get) (?:that|it)|(?:machen|schaffen|erledigen) sie (?:das|es)|(?:machst|schaffst) du (?:das|es)|le faire|hacerlo|(?:göra|fixa|hinna) (?:det|med det))(?!\p{L})/iu;
/** Takes on a day that was put as a question. */
const GLADLY =
  /^(?:(?:that(?:'d| would)? be |that's |das wäre |ça serait )?(?:perfect|great|brilliant|lovely|ideal|fine|good)|yes|yeah|sure|(?:that )?works|parfait|très bien|oui|sí|vale|perfecto|estupendo|genial|ja|gerne?|perfekt|prima|super|gut|passt|bra|gärna)(?!\p{L})/iu;
const MAX_DAY_WORDS = 6;

/** What the action items are found in. `sentences` are in order and free of planted words. */
export interface ActionSources {
  readonly turns: readonly Turn[];
  readonly sentences: readonly Sentence[];
  /** What each of the sentences does, as learnt; none where nothing was learnt of such meetings. */
  readonly odds: readonly { readonly promise: number; readonly ask: number }[];
  readonly cues: Cues;
  readonly language: string;
  readonly startedAt: Date | null;
  readonly timeZone: string;
}

/** A promise before its day is read: reading days is slow, and most promises are said more than once. */
interface Promised {
  readonly claim: Claim;
  /** Null when it is said of somebody who cannot be told for sure. */
  readonly owner: string | null;
  readonly side: Side;
  /** The words in which a day may be named, the likeliest first. */
  readonly dayIn: readonly string[];
}

/** First names and full names of those who speak, to their full name and side. */
type People = ReadonlyMap<string, { name: string; side: Side }>;

interface Found {
  readonly promised: Promised;
  readonly stems: ReadonlySet<string>;
}

/** What people said they would do, each once, in the order of the meeting; at most twelve, those with a day first. */
export function findActionItems(sources: ActionSources): ActionItem[] {
  const { sentences, cues, language, startedAt, timeZone } = sources;
  const people = peopleOf(sources.turns);
  const found: Found[] = [];
  const add = (promised: Promised): void => {
    const one = { promised, stems: stemsOf(promised.claim.text) };
    const twin = found.findIndex((other) => isSameAction(other, one));
    if (twin < 0) found.push(one);
    else if (fullness(one, cues) > fullness(found[twin], cues)) found[twin] = one;
  };
  sentences.forEach((sentence, at) => {
    if (TAKEN_ON.test(compress(sentence.text, language))) {
      const asked = askAnswered(at, sources);
      if (asked !== null) {
        const { speaker, side } = sentence.turn;
        const claim = claimOf(asked, compress(asked.text, language));
        add({ claim, owner: speaker, side, dayIn: [sentence.text, asked.text] });
      }
      return;
    }
    const read = promisesIn(sentence, sources, people);
    const odds = sources.odds[at]?.promise;
    const isLearnt = read.length === 0 && odds !== undefined && odds > PROMISE_ODDS;
    const isDoubted = odds !== undefined && odds < DOUBT_ODDS && !OWNS.test(sentence.text);
    const promises = isLearnt ? readLearnt(sentence, sources, people) : isDoubted ? [] : read;
    for (const { clause, promised } of promises) {
      const isBare = stemsOf(promised.claim.text).size < MIN_CONTENT_WORDS;
      if (isBare && !cues.date.test(clause.text) && followsPromise(at, sources)) continue;
      const context = isBare ? (withSentenceBefore(clause, at, sources) ?? requestBefore(at, sources)) : null;
      // What is a promise by its words alone must say of what.
      if (isBare && context === null && isLearnt && !cues.date.test(clause.text)) continue;
      add(
        context === null
          ? promised
          : {
              ...promised,
              claim: claimOf(context, compress(context.text, language)),
              dayIn: [clause.text, context.text],
            },
      );
    }
    if (promises.length > 1) return;
    const accepted = readAcceptedRequest(at, sources, people) ?? readTakenOffer(at, sources, people);
    if (accepted !== null) add(accepted);
  });
  const hasDay = ({ promised }: Found): boolean => promised.dayIn.some((text) => cues.date.test(text));
  const kept = new Set([...found].sort((a, b) => Number(hasDay(b)) - Number(hasDay(a))).slice(0, MAX_ITEMS));
  return found
    .filter((one) => kept.has(one))
    .map(({ promised: { claim, owner, side, dayIn } }) => {
      const days = dayIn.map((text) => findDueDay(text, language, startedAt, timeZone));
      return { ...claim, owner, side, due: days.find((day) => day !== null) ?? null };
    });
}

function peopleOf(turns: readonly Turn[]): People {
  const people = new Map<string, { name: string; side: Side }>();
  for (const { speaker, side } of turns) {
    const name = speaker.replace(/\s*[([].*$/u, '').trim();
    people.set(name.toLowerCase(), { name: speaker, side });
    const [first = '', ...rest] = name.split(/\s+/u);
    const last = rest.at(-1) ?? '';
    for (const part of [first, last]) {
      if (part.length > 2 && !people.has(part.toLowerCase()))
        people.set(part.toLowerCase(), { name: speaker, side });
    }
  }
  return people;
}

/** The clauses of a sentence in which somebody promises; the whole sentence where it cannot be told apart. */
function promisesIn(
  sentence: Sentence,
  sources: Pick<ActionSources, 'cues' | 'language'>,
  people: People,
): { clause: Sentence; promised: Promised }[] {
  const clauses = splitPromises(sentence, sources.cues);
  const read = clauses.map((clause) => ({ clause, promised: readPromise(clause, sources, people) }));
  const whole = clauses.length === 1 ? null : readPromise(sentence, sources, people);
  // "Ich schicke das Angebot" may be a habit; beside another promise, or a day, it is one.
  const isPromise =
    whole !== null ||
    read.some(({ promised }) => promised !== null) ||
    (clauses.length > 1 && sources.cues.date.test(sentence.text));
  const found = read.flatMap(({ clause, promised }) => {
    const one = promised ?? (clauses.length > 1 && isPromise ? readPlan(clause, sources, people) : null);
    return one === null ? [] : [{ clause, promised: one }];
  });
  return found.length === 0 && whole !== null ? [{ clause: sentence, promised: whole }] : found;
}

/** "I'll send it, and Tom will call you" holds two promises; each clause stays a verbatim piece of the sentence. */
function splitPromises(sentence: Sentence, { nextPromise, plan }: Cues): Sentence[] {
  const clauses: Sentence[] = [];
  let from = 0;
  for (const match of sentence.text.matchAll(nextPromise)) {
    const before = sentence.text.slice(from, match.index);
    if (countWords(before) < MIN_CLAUSE_WORDS && plan?.test(before) !== true) continue;
    clauses.push(pieceOf(sentence, from, match.index));
    from = match.index + match[0].length;
  }
  if (from === 0) return [sentence];
  clauses.push(pieceOf(sentence, from, sentence.text.length));
  return clauses;
}

function pieceOf(sentence: Sentence, from: number, to: number): Sentence {
  const text = sentence.text.slice(from, to);
  return { turn: sentence.turn, start: sentence.start + from, end: sentence.start + to, text };
}

/** A promise in words that no cue knows: the speaker's, or that of whoever else the sentence opens with. */
function readLearnt(
  sentence: Sentence,
  { cues, language }: Pick<ActionSources, 'cues' | 'language'>,
  people: People,
): { clause: Sentence; promised: Promised }[] {
  const said = compress(sentence.text, language);
  // Who "she" is cannot be told from the words alone.
  if (!mayPromise(said, cues) || isAsk(said, cues) || OTHERS.test(said)) return [];
  const [, named = ''] = OPENING_NAME.exec(said) ?? [];
  const { speaker, side } = sentence.turn;
  const person = people.get(named.toLowerCase());
  const by = person === undefined ? { owner: speaker, side } : { owner: person.name, side: person.side };
  return [{ clause: sentence, promised: { claim: claimOf(sentence, said), dayIn: [sentence.text], ...by } }];
}

function readPromise(
  sentence: Sentence,
  { cues, language }: Pick<ActionSources, 'cues' | 'language'>,
  people: People,
): Promised | null {
  const said = compress(sentence.text, language);
  const text = said.replace(cues.tagQuestion, '');
  if (!mayPromise(text, cues)) return null;
  const promised = { claim: claimOf(sentence, said), dayIn: [sentence.text] };
  const { speaker, side } = sentence.turn;
  if (cues.commitment.test(text)) return { ...promised, owner: speaker, side };
  const groups = cues.namedCommitment.exec(text)?.groups;
  const named = groups?.['name'] ?? groups?.['given'];
  if (PRONOUN.test(named ?? '')) {
    const meant = personMeant(sentence, named ?? '', people);
    if (meant !== null) return { ...promised, ...meant };
    // What somebody owns is settled, whoever they are; what they "will do" is often mere telling.
    return IS_THEIRS.test(text) ? { ...promised, owner: null, side: 'unknown' } : null;
  }
  // The capital that shortening gives a first word makes no name of it.
  if (named === undefined || !sentence.text.includes(named)) return null;
  const person = personCalled(named, cues, people);
  return person === null ? null : { ...promised, ...person };
}

/**
 * Who "she" is: only who the sentence before calls by a title of that gender, and nobody else by one, or says what
 * they are ("Karin is our lawyer. She'll …"). Any other name there may be one of two
 * people: then it is nobody's promise.
 */
function personMeant(
  sentence: Sentence,
  pronoun: string,
  people: People,
): Pick<Promised, 'owner' | 'side'> | null {
  const before = sentence.turn.text.slice(0, sentence.start).trim();
  const [last = ''] = before.split(SENTENCE_BORDER).slice(-1);
  const isShe = /^(?:she|sie|elle|ella|hon)$/iu.test(pronoun);
  const titled = new Set([...last.matchAll(isShe ? HER_TITLE : HIS_TITLE)].map(([, name = '']) => name));
  const [name = DESCRIBED.exec(last)?.[1] ?? ''] = titled;
  const person = titled.size > 1 ? undefined : people.get(name.toLowerCase());
  // Who speaks says "I" of themselves.
  if (person === undefined || person.name === sentence.turn.speaker) return null;
  return { owner: person.name, side: person.side };
}

/** Who does something, told in the present: a promise only beside another one. */
function readPlan(
  clause: Sentence,
  { cues, language }: Pick<ActionSources, 'cues' | 'language'>,
  people: People,
): Promised | null {
  const text = compress(clause.text, language);
  const groups = cues.plan?.exec(text)?.groups;
  if (groups === undefined || !mayPromise(text, cues)) return null;
  const named = groups['name'];
  const { speaker, side } = clause.turn;
  const by = named === undefined ? { owner: speaker, side } : personCalled(named, cues, people);
  return by === null ? null : { claim: claimOf(clause, text), dayIn: [clause.text], ...by };
}

/** The person of a name: one of those who speak, else the name itself; null when it is no name. */
function personCalled(named: string, cues: Cues, people: People): Pick<Promised, 'owner' | 'side'> | null {
  const name = named.replace(/['’]s$/u, '').replace(TITLE, '');
  const parts = name.toLowerCase().split(/\s+/u);
  if (parts.some((part) => cues.notName.has(part))) return null;
  const person = people.get(name.toLowerCase()) ?? people.get(parts[0] ?? '');
  if (person === undefined && GERMAN_THINGS.test(name)) return null;
  return { owner: person?.name ?? name, side: person?.side ?? 'unknown' };
}

/** Whether somebody says in a sentence what they will do. */
export function makesPromise(sentence: Sentence, cues: Cues, language: string | null): boolean {
  const clauses = splitPromises(sentence, cues).map(({ text }) => compress(text, language));
  return clauses.some((text) => mayPromise(text, cues) && cues.commitment.test(text));
}

function mayPromise(text: string, cues: Cues): boolean {
  const words = countWords(text);
  return words >= 2 && words <= MAX_WORDS && !cues.notCommitment.test(text) && !isQuestion(text);
}

/** What "I'm on it" takes on: the ask in the turn before, else what the same voice said just before. */
function askAnswered(at: number, sources: ActionSources): Sentence | null {
  const { sentences, cues } = sources;
  const answer = sentences[at];
  if (answer === undefined) return null;
  const isFull = ({ text }: Sentence): boolean => stemsOf(text).size >= MIN_CONTENT_WORDS;
  const before = sentences.slice(Math.max(0, at - MAX_BACK), at);
  const other = before.findLast(({ turn }) => turn !== answer.turn)?.turn;
  const theirs = before.filter(({ turn }) => turn === other && turn.speaker !== answer.turn.speaker);
  const ask = theirs.findLast((one) => isAsk(one.text, cues) && isFull(one));
  if (ask !== undefined) return whatIsAsked(ask, sources);
  const own = sentences[at - 1];
  return own !== undefined && isFull(own) ? withSentenceBefore(answer, at, sources) : null;
}

/** A request, or what was offered just before when the request means that: "Can you do that by the 5th?" */
function whatIsAsked(request: Sentence, { sentences }: Pick<ActionSources, 'sentences'>): Sentence {
  const offer = sentences[sentences.indexOf(request) - 1];
  const isOfOffer = DO_THAT.test(request.text) && offer !== undefined && offer.turn !== request.turn;
  return isOfOffer && OFFER.test(offer.text) ? offer : request;
}

/** A question that asks for something, when the next voice takes it on without saying what ("Sure, will do"). */
function readAcceptedRequest(at: number, sources: ActionSources, people: People): Promised | null {
  const { sentences, cues, language } = sources;
  const request = sentences[at];
  const answer = sentences[at + 1];
  if (request === undefined || answer === undefined || answer.turn.speaker === request.turn.speaker)
    return null;
  const isBare = TAKEN_ON.test(compress(answer.text, language));
  const words = countWords(request.text);
  const isTakenOn =
    words >= MIN_TAKEN_WORDS && (isBare || WILL_DO.test(answer.text)) && !request.text.endsWith('?');
  const isRequest =
    (isAsk(request.text, cues) && REQUEST_TO_YOU.test(request.text)) || isLearntAsk(at, sources);
  if (!isTakenOn && !(isRequest && words >= MIN_REQUEST_WORDS && cues.acceptance.test(answer.text)))
    return null;
  // Answers with a promise of their own are read as that promise.
  const rest = sentences.slice(at + 1, at + 4).filter(({ turn }) => turn === answer.turn);
  const isOwn = (sentence: Sentence): boolean =>
    !TAKEN_ON.test(compress(sentence.text, language)) && readPromise(sentence, sources, people) !== null;
  if (rest.some(isOwn)) return null;
  const { speaker, side } = answer.turn;
  const told = whatIsAsked(request, sources);
  return {
    claim: claimOf(told, compress(told.text, language)),
    owner: speaker,
    side,
    dayIn: [request.text, told.text],
  };
}

/** "Should I send her the documents?", when the next voice wants it ("Do, yes"), and no promise follows. */
function readTakenOffer(at: number, sources: ActionSources, people: People): Promised | null {
  const { sentences, language } = sources;
  const offer = sentences[at];
  const said = sentences[at + 1];
  // "I can pull that together. Say by the 11th?": a day put as a question is still the offer.
  const isDayAsked =
    offer !== undefined &&
    said?.turn === offer.turn &&
    said.text.endsWith('?') &&
    countWords(said.text) <= MAX_DAY_WORDS;
  const answer = isDayAsked ? sentences[at + 2] : said;
  if (offer === undefined || answer === undefined || answer.turn.speaker === offer.turn.speaker) return null;
  const isTaken = OFFER_TAKEN.test(answer.text) || (isDayAsked && GLADLY.test(answer.text));
  if (!OFFER.test(offer.text) || !isTaken) return null;
  const { speaker, side } = offer.turn;
  const next = sentences.slice(at + 1, at + 6).filter(({ turn }) => turn.speaker === speaker);
  if (next.some((sentence) => readPromise(sentence, sources, people) !== null)) return null;
  const claim = claimOf(offer, compress(offer.text, language));
  return {
    claim,
    owner: speaker,
    side,
    dayIn: [offer.text, ...(isDayAsked ? [said.text] : []), answer.text],
  };
}

/** "I'll present it. You'll hear it from me": the second says no more than the first. */
function followsPromise(at: number, { sentences, cues, language }: ActionSources): boolean {
  const before = sentences[at - 1];
  return before !== undefined && before.turn === sentences[at]?.turn && makesPromise(before, cues, language);
}

/** "The old portal? I'll ask": what a bare promise is about is often said just before, in the same breath. */
function withSentenceBefore(promise: Sentence, at: number, { sentences }: ActionSources): Sentence | null {
  const before = sentences[at - 1];
  if (before?.turn !== promise.turn || stemsOf(before.text).size === 0) return null;
  const text = promise.turn.text.slice(before.start, promise.end);
  if (hasInvisible(text) || countWords(text) > MAX_WORDS) return null;
  return { turn: promise.turn, start: before.start, end: promise.end, text };
}

function requestBefore(at: number, sources: ActionSources): Sentence | null {
  const { sentences, cues } = sources;
  const promise = sentences[at];
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const before = sentences[back];
    if (before === undefined || promise === undefined) return null;
    if (before.turn.speaker === promise.turn.speaker) continue;
    const isRequest =
      (isAsk(before.text, cues) && REQUEST_TO_YOU.test(before.text)) || isLearntAsk(back, sources);
    if (isRequest && stemsOf(before.text).size >= MIN_CONTENT_WORDS) return before;
  }
  return null;
}

function isLearntAsk(at: number, { odds }: ActionSources): boolean {
  return (odds[at]?.ask ?? Number.NEGATIVE_INFINITY) > ASKED_ODDS;
}

function stemsOf(text: string): ReadonlySet<string> {
  return contentStems(wordsOf(text));
}

function isSameAction(a: Found, b: Found): boolean {
  const [one, other] = [a.promised, b.promised];
  const [here, there] = [one.claim.evidence, other.claim.evidence];
  if (here.quote === there.quote && here.turn === there.turn) return true;
  if (Math.min(a.stems.size, b.stems.size) < 3) return false;
  return overlapOf(a.stems, b.stems) >= (one.owner === other.owner ? 0.67 : 0.85);
}

function fullness(found: Found | undefined, cues: Cues): number {
  if (found === undefined) return 0;
  const namesDay = found.promised.dayIn.some((text) => cues.date.test(text));
  return (namesDay ? 4 : 0) + Math.min(found.stems.size, 8);
}
