import { anyOf, LETTER_BORDERS } from './any-of.ts';
import type { Cues } from './cues.ts';

const MONTHS = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december';
const DAYS = 'måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag';
const WHEN = `i ?(?:dag|eftermiddag|kväll|natt)|i morgon|imorgon|i veckan|nästa vecka|senast|före|innan|till den|den \\d|på (?:${DAYS})|(?:${MONTHS})`;
const VERBS =
  'skickar|ringer|bokar|skriver|återkommer|ordnar|fixar|kollar|tar med|tar reda|lägger|visar|förbereder|beställer|testar|' +
  'kommer upp|kommer ut|kommer förbi|håller|hör av|pratar|lämnar|levererar|uppdaterar|undersöker|kontaktar|mejlar|bjuder in|sätter upp|ser till|följer upp|' +
  'räknar på|räknar om|tar fram|tar upp|tar kontakt|kikar på|letar|frågar|utser|löser|meddelar|bekräftar|ändrar|rättar|ser över|' +
  'sammanställer|stämmer av|eskalerar|går igenom med|gör klart|bygger om|lägger in|lägger till|hör med|tittar på';
/** Being, thinking, saying, wanting and working: with these nobody takes anything on. */
const NOT_DOING =
  'är|har|kan|vill|ska|får|måste|tror|vet|tycker|tänker|känner|ser|hör|förstår|minns|undrar|hoppas|säger|menar|jobbar|arbetar|brukar|behöver|tackar|beklagar|håller med|kommer|använder|betalar|sitter|står|ligger|bor|tappar|förlorar|kasserar|heter|räknar med|väntar|klarar|börjar|träffas|hörs|ses|går|mår|vågar|misstänker|svarar|var|ger upp|gillar|saknar|märker';

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
      då (?:tar vi(?! med)|kör vi|väljer vi|börjar vi|blir det|ses vi)
      (?:vi|så) (?:skjuter|flyttar|pausar|avvaktar) (?:på|upp|det|den)?
      (?:skjuter|flyttar|pausar|stoppar) vi
      blev (?:\p{L}+ )?(?:beslutat|bestämt)
      (?:för att )?sammanfatta
      vi sa(?:de)?(?: ju)? (?:att|den)
      vi (?:väntar|avvaktar) med
      skriver vi (?:på|under)
      då (?:tar|köper|väljer) jag
      (?:hoppar|avstår|struntar) vi (?:över|från|i)
    `,
    LETTER_BORDERS,
  ),
  notDecision: anyOf(
    String.raw`
      \?\s*$
      ^(?:och |men )?annars(?!\p{L})
      (?<!\p{L})(?:då |så )?(?:tar|kör|börjar) vi [^.?]{2,40}(?<!\p{L})först(?!\p{L})
      (?<!\p{L})(?:inte|ännu inte|måste|borde|kan|ska|vill)(?!\p{L})[^.]{0,30}(?:bestäm|beslut|överens|godkän)
    `,
  ),
  commitment: anyOf(
    String.raw`
      (?:jag|vi) (?:också |gärna |då )*(?:${VERBS})
      (?:${VERBS}) (?:jag|vi)
      (?:tar|tog) (?:jag|vi) (?:med|hand om)
      gör (?:jag|vi) (?:en|ett)
      (?:jag|vi) \p{L}+[^.?,]{0,50} och (?:${VERBS})
      kan (?:jag|vi) (?:\p{L}+ ){0,2}(?:${INFINITIVES})(?=[^.?]*(?:${WHEN}))
      (?<=, )(?:då |så )?(?:kommer|gör|tar|hjälper|löser) (?:jag|vi)
      (?:jag|vi) (?:kan|ska|kommer att) (?:\p{L}+ ){0,2}(?:${INFINITIVES})(?=[^.?]*(?:${WHEN}))
      (?:jag|vi) lovar att
      jag (?:ansvarar|är ansvarig)
      jag är med på
      vi (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+r(?= [^.?]*i nästa (?:uppdatering|version|släpp))
      jag (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+r (?:\p{L}+ )?(?:det|den|dem|er|dig|dig|ett|en|på)(?!\p{L})
      då (?!(?:tar|${NOT_DOING})(?!\p{L}))\p{L}+r jag
      vi (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+r (?:det|den|dem|er|dig|någon)(?= [^.?]*(?:${WHEN}))
      jag (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+r(?= [^.?]*(?:${WHEN}|om (?:en|två|tre|\d+) (?:dagar|veckor?)))
      (?:lägger|(?<!då )tar|sätter|skriver|skickar|drar|håller|kopplar) (?:jag|vi)(?! (?:\p{L}+ )?ner| .*som mål)
      (?:du|ni) (?:får|har)(?: den| det| dem)?(?= [^.?]*(?:senast|i ?morgon|nästa vecka|på (?:${DAYS})|i ?(?:dag|eftermiddag|kväll)))
      (?:den|det|dem) (?:får|har) (?:hon|han|ni|du|de)(?= [^.?]*(?:${WHEN}))
      (?:den|det|de) kommer(?= (?:i ?(?:dag|eftermiddag|kväll|morgon)|på (?:${DAYS})|senast|nästa vecka))
      (?<=, )(?:då |så )?(?!(?:${NOT_DOING})(?!\p{L}))\p{L}+r jag
      jag (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+r (?:i ?gång|fram|ihop|upp|ut|in|av)
    `,
    LETTER_BORDERS,
  ),
  nextPromise: new RegExp(String.raw`[,;]?\s+(?:och|men)(?: sedan)?\s+(?=${PLAN})`, 'gu'),
  plan: new RegExp(`^${PLAN}`, 'u'),
  namedCommitment: new RegExp(
    String.raw`(?<!\p{L})(?<name>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?) (?:som (?:ansvarar|tar (?:hand|fram)|gör|skickar|skriver|håller i|sköter|tar (?:det|den|dem)|ordnar|fixar)|ansvarar|sköter det|är ansvarig|tar hand om|(?:ska|kommer att) (?:${INFINITIVES}))(?!\p{L})`,
    'u',
  ),
  notName: new Set(
    'det den de han hon vi jag ni man ingen alla någon här där nu då och men så ja nej'.split(' '),
  ),
  notCommitment: anyOf(
    String.raw`
      \?\s*$
      ^om [^,]+, [^.?]*(?:säger \p{L}+ upp|byter|lämnar|avslutar|stoppar|tappar|förlorar)
      (?<!(?:kollar|frågar|hör|ser|undersöker|tittar|kolla|fråga|höra|se)(?: \p{L}+){0,4} )(?<!\p{L})(?:om|när(?! (?:jag|vi) har)|ifall) (?:jag|vi|ni|han|hon|det|priset)(?![^.?!]*, (?:då |så )?\p{L}+ (?:jag|vi)(?!\p{L}))
      (?<!\p{L})(?:jag|vi) (?:inte|aldrig)
      (?<!\p{L})jag skriver upp(?!\p{L})
      (?<!\p{L})om ni (?:är|vill)(?!\p{L})
      ^om [^,]*(?<!\p{L})inte(?!\p{L})[^,]*,
      (?<!\p{L})sammanfattar jag|jag sammanfattar(?!\p{L})
      (?<!\p{L})skriver (?:jag|vi) (?:på|under)(?!\p{L})
      (?<!\p{L})lägger (?:jag|vi) (?:\p{L}+ ){0,2}ner(?!\p{L})
    `,
  ),
  leaving: anyOf(
    String.raw`
      säger upp
      byt(?:a|er|t) (?:system|leverantör\p{L}*)
      konkurrent\p{L}*
      upphandling\p{L}*
      bud från
    `,
    LETTER_BORDERS,
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
      får inte hända
      stäng(?:a|er|s|as) av
      kommer inte (?:in|åt)
      billigare
      bud från
      utan .{3,40} får .{3,40} inte
      fungerar inte
      saknas
      kräver
      byt(?:a|er|t) (?:system|leverantör\p{L}*)
      dragning av
      offert\p{L}* från
      uppköp\p{L}*|sammanslag\p{L}*|omorganis\p{L}*
      (?:har )?slutat|slutar
      ny (?:vd|chef|ägare)
      utan [^.?,]{3,60} (?:kan|får|går|vill) [^.?]*(?:inte|ingenting|inget)
      lägger (?:vi |de |ni )?(?:\p{L}+ )?ner
      säga upp|säger (?:\p{L}+ )?upp
      kan inte
      (?:inte|ingen) budget
      inte (?:\p{L}+ ){0,2}budget\p{L}*
      för (?:dyr\p{L}*|mycket|sent)
      (?:andra|tredje|fjärde) gången
      vänta(?:t|r) (?:\p{L}+ ){0,3}(?:veckor|dagar|månader)
      ingen (?:svarar|har svarat|återkommer)
      fortfarande (?:inte|i pilot|öppe\p{L}*)
      hänger sig
      klaga\p{L}*
      går inte
      (?:blev|blir) fel
      krasch\p{L}*
      långsam\p{L}*
      upptagna?
      räkna inte med
      vågar inte
      tajt
      kasser\p{L}*
      underbemanna\p{L}*
      någon annanstans
      stänger|stängs|lägger igen
      anmärkning\p{L}*|inspektion
      vägra\p{L}*
      i rad
      gett upp|ger upp
      strejk\p{L}*
      har inte kunnat|kunde inte
      skyller
      strula\p{L}*
      slut med
      låg (?:\p{L}+ ){0,2}nere|ligger (?:\p{L}+ ){0,2}nere
      (?:är|var) (?:\p{L}+ )?emot
      konkurs\p{L}*
      för (?:få|lite)|inte tillräckligt|räcker inte|omöjligt
      pension|föräldraledig\p{L}*
      böter|vite
      offerter
      folk blir arga|arga
      den enda som
      dubbelbok\p{L}*
      advokat\p{L}*|tillsyn\p{L}*|myndighet\p{L}*|anmäl(?:t|er|an)|klagomål
      stod (?:\p{L}+ ){0,3}still|stått still|står still
      gå(?:tt|r) tillbaka till
      lägga ner
      (?:inte|aldrig) (?:nå\p{L}*|fram)
      dubbelt
      lagkrav
      inte (?:med i|stabil\p{L}*|klar\p{L}*|räck\p{L}*)
      räcker (?:\p{L}+ )?inte
      två gånger
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
      (?:vi|jag) (?:behöver|skulle behöva|vill ha|önskar|skulle vilja)
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
  tagQuestion:
    /,? (?:och (?:sen |sedan )?(?:du|ni) [^,?]{2,60}|okej|går det bra|blir det bra|är det bra|eller hur|va|stämmer det|är det rätt(?: uppfattat)?)\?$/iu,
  agreement:
    /^(?:(?:ja|okej|bra)[,.]? )?(?:överens|det säger vi|då (?:säger|gör|kör) vi (?:så|det)|vi säger så|det blir bra|avgjort)(?:[.!,]|$)/iu,
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
      (?<!\p{L})(?:${MONTHS}|${DAYS}|i morgon|imorgon|i ?(?:dag|eftermiddag|kväll|natt)|nästa vecka|nästa månad|kvartal\p{L}*|årsskiftet|före jul|före påsk|före midsommar|(?:den|dag den) (?:\d{1,2}|första|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|femtonde|tjugonde|trettionde|trettioförsta))(?!\p{L})
    `,
  ),
  spelledNumber: anyOf(
    String.raw`
      (?:två|tre|fyra|fem|sex|sju|åtta|nio)(?= (?:år|månader|veckor|dagar|timmar|tusen|hundra|miljon\p{L}*|komma|maskiner|personer|procent))|\p{L}+tio(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio)|tio|elva|tolv|femton|tjugo\p{L}*|trettio\p{L}*|fyrtio|femtio|sextio|sjuttio|åttio|nittio|\p{L}*hundra\p{L}*|\p{L}*tusen|miljon\p{L}*|procent
    `,
    LETTER_BORDERS,
  ),
};
