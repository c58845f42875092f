import { anyOf, LETTER_BORDERS } from './any-of.ts';
import type { Cues } from './cues.ts';

const MONTHS = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december';
const DAYS = 'måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag';
const WHEN = `i ?(?:dag|eftermiddag|kväll|natt)|i morgon|imorgon|i veckan|nästa vecka|senast|före|innan|till den|den \\d|på (?:${DAYS})|(?:${MONTHS})`;
const VERBS =
  'skickar|ringer|bokar|skriver|återkommer|ordnar|fixar|kollar|tar med|tar reda|lägger|visar|förbereder|beställer|testar|' +
  'kommer upp|kommer ut|kommer förbi|håller|hör av|pratar|lämnar|levererar|uppdaterar|undersöker|kontaktar|mejlar|bjuder in|sätter upp|ser till|följer upp';
const INFINITIVES =
  'skicka|ringa|boka|skriva|återkomma|ordna|fixa|kolla|ta|lägga|visa|förbereda|beställa|testa|höra|prata|lämna|leverera|uppdatera|undersöka|kontakta|mejla';

// The present has one form for all persons, so it is the subject that tells a person's promise.
const PLAN = String.raw`(?:(?:(?<self>[Jj]ag|[Vv]i)|(?<name>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?)) (?:också |sedan |då )?(?:${VERBS}|granskar|kontrollerar|(?:ska|kommer att) (?:${INFINITIVES}|granska|kontrollera))(?!\p{L}))`;

/** Cues of spoken business Swedish. */
export const SWEDISH_CUES: Cues = {
  decision: anyOf(
    String.raw`
      (?:vi har|det har vi|har vi) (?:\p{L}+ ){0,2}(?:bestämt|beslutat|beslutit|enats|kommit överens)
      (?:är|blev|är nu) (?:godkän[dt]a?|beslutat|bestämt|avgjort|klubbat)
      (?:är vi|vi är) överens
      då (?:säger|gör|kör) vi (?:så|det|den)
      vi (?:säger|kör|går|väljer|satsar) (?:så|på|med)
      det blir så
    `,
    LETTER_BORDERS,
  ),
  notDecision: anyOf(
    String.raw`
      \?\s*$
      (?<!\p{L})(?:inte|ännu inte|måste|borde|kan|ska|vill)(?!\p{L})[^.]{0,30}(?:bestäm|beslut|överens|godkän)
    `,
  ),
  commitment: anyOf(
    String.raw`
      (?:jag|vi) (?:också |gärna |då )*(?:${VERBS})
      (?:${VERBS}) (?:jag|vi)
      (?:tar|tog) (?:jag|vi) (?:med|hand om)
      gör (?:jag|vi) (?:en|ett)
      (?:jag|vi) (?:kan|ska|kommer att) (?:\p{L}+ ){0,2}(?:${INFINITIVES})(?=[^.?]*(?:${WHEN}))
      (?:jag|vi) lovar att
      jag (?:ansvarar|är ansvarig)
      jag är med på
      ni (?:får|har) (?:\p{L}+ ){0,4}(?=[^.?]*(?:senast|i morgon|nästa vecka))
    `,
    LETTER_BORDERS,
  ),
  nextPromise: new RegExp(String.raw`[,;]?\s+(?:och|men)(?: sedan)?\s+(?=${PLAN})`, 'gu'),
  plan: new RegExp(`^${PLAN}`, 'u'),
  namedCommitment: new RegExp(
    String.raw`(?<!\p{L})(?<name>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?) (?:som (?:ansvarar|tar hand|sköter)|ansvarar|är ansvarig|tar hand om|(?:ska|kommer att) (?:${INFINITIVES}))(?!\p{L})`,
    'u',
  ),
  notName: new Set(
    'det den de han hon vi jag ni man ingen alla någon här där nu då och men så ja nej'.split(' '),
  ),
  notCommitment: anyOf(
    String.raw`
      \?\s*$
      (?<!\p{L})(?:om|när|ifall) (?:jag|vi|ni|han|hon|det|priset)
      (?<!\p{L})(?:jag|vi) (?:inte|aldrig)
      (?<!\p{L})jag skriver upp(?!\p{L})
    `,
  ),
  risk: anyOf(
    String.raw`
      risk\p{L}*
      problem\p{L}*
      oro\p{L}*
      orolig\p{L}*
      stoppar
      tappar
      försen\p{L}*
      fel(?:et|en)?
      avbrott\p{L}*
      missnöj\p{L}*
      arg\p{L}?
      konkurrent\p{L}*
      upphandling\p{L}*
      säger upp
      för dyrt
      annars
      utan .{3,40} får .{3,40} inte
      fungerar inte
      saknas
      kräver
    `,
    LETTER_BORDERS,
  ),
  notRisk: anyOf(
    String.raw`
      inga? problem
      ingen fara
      löst
    `,
    LETTER_BORDERS,
  ),
  ask: anyOf(
    String.raw`
      (?:kan|skulle) (?:du|ni)(?: kunna)?
      (?:vi|jag) (?:behöver|vill ha|önskar|skulle vilja)
      (?:den|det|de) behöver vi
      (?:måste|ska) (?:fungera|finnas|ingå)
      (?:skicka|ge|lägg) (?:mig|oss|dem|det|den)
      (?:skicka|ge|lägg|gör|ta|ring|kom) gärna
      och gärna till
      snälla
      vill att (?:den|det|de|ni|du)
    `,
    LETTER_BORDERS,
  ),
  notAsk: anyOf(
    String.raw`
      hör (?:du|ni)
      (?:kan|skulle) (?:du|ni) (?:höra|se|berätta)
    `,
    LETTER_BORDERS,
  ),
  acceptance: anyOf(
    String.raw`
      ^(?:ja|javisst|absolut|självklart|gärna|det gör (?:vi|jag)|okej|visst)(?!\p{L})
    `,
  ),
  smallTalk: anyOf(
    String.raw`
      god morgon|hej då|hej så länge|ha det|trevlig helg
      mörkt|vädret|kaffe
      (?:är|sitter) (?:också )?(?:med i dag|med idag|i bilen)
      hör (?:du|ni) mig
    `,
    LETTER_BORDERS,
  ),
  date: anyOf(
    String.raw`
      (?<!\p{L})(?:${MONTHS}|${DAYS}|i morgon|imorgon|i ?(?:dag|eftermiddag|kväll|natt)|nästa vecka|nästa månad|kvartal\p{L}*|årsskiftet|före jul)(?!\p{L})
    `,
  ),
  spelledNumber: anyOf(
    String.raw`
      tio|elva|tolv|femton|tjugo\p{L}*|trettio\p{L}*|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra\p{L}*|tusen|miljon\p{L}*|procent
    `,
    LETTER_BORDERS,
  ),
};
