/** What gives a sentence away as a decision, a promise, a risk or a request in one language. */
export interface Cues {
  /** Somebody settles something. */
  readonly decision: RegExp;
  /** It only sounds settled: asked, denied, conditional. */
  readonly notDecision: RegExp;
  /** The speaker, or a group with the speaker, says what they will do after the meeting. */
  readonly commitment: RegExp;
  /** A named person will do or owns something: group `name` or `given`. */
  readonly namedCommitment: RegExp;
  /** Where, within a sentence, the promise of the next person begins ("…, and Tom will…"); it ends before the person. */
  readonly nextPromise: RegExp;
  /**
   * Says who does something in the present or plain future, at the start of a clause: group `self` for the speaker,
   * else `name`. By itself it may tell a habit; beside a promise in the same sentence it is one too. Null in English,
   * where a promise has a word for the future.
   */
  readonly plan: RegExp | null;
  /** Names that are not names in `namedCommitment` ("That will…"). */
  readonly notName: ReadonlySet<string>;
  /** Promises about the meeting itself, or mere turns of speech. */
  readonly notCommitment: RegExp;
  /** The customer may leave: what nobody must miss among the risks. */
  readonly leaving: RegExp;
  /** Something may go wrong, is wrong, or might end the business. */
  readonly risk: RegExp;
  /** Risk words in a harmless sense. */
  readonly notRisk: RegExp;
  /** Something is wanted from the other side. */
  readonly ask: RegExp;
  readonly notAsk: RegExp;
  /** An answer that takes a request on. */
  readonly acceptance: RegExp;
  /** Asks, at the end of a promise or a decision, whether it is so or suits; what stands before holds without it. */
  readonly tagQuestion: RegExp;
  /** An answer that settles what was just said. */
  readonly agreement: RegExp;
  /** Greetings, sound checks, thanks, weather: nothing that a summary needs. */
  readonly smallTalk: RegExp;
  /** A calendar date or deadline is named. */
  readonly date: RegExp;
  /** A number spelled out in words. */
  readonly spelledNumber: RegExp;
}

const MONEY =
  /[€$£¥]\s?\d|\d[\d.,]*\s?(?:[€$£]|eur\b|usd\b|gbp\b|chf\b|euros?\b|dollars?\b|pounds?\b|franken\b|kronor\b|k\b|mio\b|million|millionen|billion)/iu;
/** Spelled money ("forty thousand pounds", "eleven hundred a month"), and what runs into thousands: as much of a fact. */
const SPELLED_MONEY =
  /(?<!\p{L})\p{L}*(?:ty|teen|hundred|thousand|million|zig|zehn|hundert|tausend|millionen|cents?|mille|mil|vingts?|trente|quarante|cinquante|soixante|hundra|tusen|miljoner) (?:d')?(?:pounds?|dollars?|euros?|francs?|franken|kronor|quid|grand|a (?:year|month)|im (?:jahr|monat)|par (?:an|mois)|al (?:año|mes)|(?:om året|i månaden))(?!\p{L})|(?<!\p{L})(?:hundred|thousand|tausend|mille|mil|tusen)(?!\p{L})/iu;
const AMOUNT = /\d[\d.,]*\s?(?:%|percent|prozent|por ?cento|por ciento|pour ?cent|per ?cento)|\d/iu;

/** How much a sentence tells in hard facts: money 3, any figure 1, a date 1, each once. */
export function factCount(text: string, cues: Pick<Cues, 'date' | 'spelledNumber'>): number {
  const figures =
    MONEY.test(text) || SPELLED_MONEY.test(text)
      ? 3
      : AMOUNT.test(text) || cues.spelledNumber.test(text)
        ? 1
        : 0;
  return figures + (cues.date.test(text) ? 1 : 0);
}

/** Whether a sentence settles something. "If it goes well, we've agreed on three years" does: the main clause counts. */
export function isDecision(text: string, cues: Cues): boolean {
  if (cues.smallTalk.test(text)) return false;
  const main = text.replace(LEADING_CONDITION, '').replace(TRAILING_CONDITION, '');
  if (cues.notDecision.test(main) || !cues.decision.test(main)) return false;
  // Under a condition only what is said to be settled is: "we'll go elsewhere" is then a warning.
  return (main === text && !INNER_CONDITION.test(text)) || SETTLED.test(main);
}

/** Whether what a sentence says hangs on something else: by itself it settles nothing. */
export function isConditional(text: string): boolean {
  return CONDITIONAL.test(text);
}

/** Whether a sentence asks for information; a transcript without any marks is read by its first and last words. */
export function isQuestion(text: string): boolean {
  return text.endsWith('?') || (/[\p{L}\p{N}]$/u.test(text) && UNMARKED_QUESTION.test(text));
}

/** Whether a sentence names something that may go wrong. A word in quotation marks is a name of something, no risk. */
export function isRisk(text: string, cues: Cues): boolean {
  const said = text.replace(IN_QUOTES, '');
  return !isQuestion(text) && cues.risk.test(said) && !cues.notRisk.test(said) && !cues.smallTalk.test(said);
}

/**
 * Whether a sentence of our own people tells of a risk: mostly they answer to one, or tell what they offer. What they
 * add to it is a figure, a day or the cause.
 */
export function isOwnRisk(text: string, cues: Cues): boolean {
  return isRisk(text, cues) && (factCount(text, cues) > 0 || CAUSE.test(text));
}

/** Whether a sentence asks the other side for something. */
export function isAsk(text: string, cues: Cues): boolean {
  return cues.ask.test(text) && !cues.notAsk.test(text) && !cues.smallTalk.test(text);
}

const UNMARKED_QUESTION =
  /^(?:(?:and|so|okay|ok|oh|ah|but|right|well|um|und|also|gut|ja|et|alors|donc|bon|y|pero|pues|bueno|och|men|då),? )*(?:what(?! i)|why|how(?!ever)|who|which|do you|does|did you|is (?:it|that|this|there|the)|are (?:you|there|they)|would (?:it|that)|shall (?:i|we)|should (?:i|we)|wie|wann|warum|wieso|woran|wo|wer|welche\p{L}*|was (?:ist|sind|war|kostet|kosten|machen|haben|hat|brauchen|wäre)|soll ich|sollen wir|könnte man|haben sie|hast du|gibt es|seit wann|est[- ]ce que?|qu'?est[- ]ce|comment|combien|pourquoi|quels?|quelles?|qué|cómo|cuánd?t\p{L}+|quién|dónde|por qué|vad|hur|varför|vem)(?!\p{L})|(?<!\p{L})(?:vous avez une idée|combien(?: de \p{L}+)?|quand exactement|when exactly|oder)$/iu;
const IN_QUOTES = /["“„«][^"“”„«»]*["”“»]/gu;
const CAUSE = /(?<!\p{L})(?:root cause|ursache|la cause|la causa|orsak\p{L}*)(?!\p{L})/iu;
const LEADING_CONDITION = /^(?:if|once|when|as soon as|provided|wenn|sobald|falls) [^,]{3,80},\s*/iu;
const TRAILING_CONDITION =
  /,? (?:if|once|provided|as long as|assuming|subject to|wenn|sofern|sobald|vorausgesetzt) [^,.]{3,80}[.!]?$/iu;
const INNER_CONDITION = /(?:^|[,:;] )(?:if|unless|wenn|falls) [^,]{3,80},/iu;
const SETTLED =
  /(?<!\p{L})(?:agreed?|decided|settled|approved|concluded|entschieden|beschlossen|vereinbart|geeinigt|abgemacht|genehmigt|zugesagt|acordado|decidido|aprobado)(?!\p{L})/iu;
const CONDITIONAL =
  /^(?:(?:and|but|so|und|aber|et|mais|y|pero|och|men),? )?(?:if|unless|otherwise|wenn|falls|sonst|si|sinon|om|annars)(?!\p{L})|(?<!\p{L})(?:if (?:it|you|we|they)|wenn (?:es|sie|wir)|si (?:vous|on|nous)|s'il|om (?:det|ni|du|vi))(?!\p{L})/iu;
