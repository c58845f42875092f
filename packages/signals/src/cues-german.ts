import { anyOf, LETTER_BORDERS } from './any-of.ts';
import type { Cues } from './cues.ts';

const ACTION_VERBS =
  'schick\\w*|sende\\w*|zuschick\\w*|zusende\\w*|teile\\w*|mitteil\\w*|prüf\\w*|klär\\w*|abklär\\w*|meld\\w*|organisier\\w*|vereinbar\\w*|' +
  'einlad\\w*|einplan\\w*|plan\\w*|vorbereit\\w*|erstell\\w*|schreib\\w*|liefer\\w*|nachliefer\\w*|bereitstell\\w*|stell\\w*|stelle|mach\\w*|' +
  'übernehm\\w*|kümmer\\w*|besprech\\w*|sprech\\w*|frag\\w*|nachfrag\\w*|ruf\\w*|anruf\\w*|bring\\w*|geb\\w*|gib\\w*|weiterleit\\w*|' +
  'weitergeb\\w*|eskalier\\w*|beheb\\w*|fix\\w*|einricht\\w*|aktivier\\w*|freischalt\\w*|buch\\w*|trag\\w*|eintrag\\w*|hol\\w*|einhol\\w*|' +
  'unterschreib\\w*|unterzeichn\\w*|bestätig\\w*|überarbeit\\w*|aktualisier\\w*|hochlad\\w*|start\\w*|abschließ\\w*|schul\\w*|test\\w*|' +
  'anpass\\w*|anleg\\w*|anbiet\\w*|angebot|leg\\w*|nachreich\\w*|reich\\w*|sorg\\w*|red\\w*|such\\w*|find\\w*|zeig\\w*|informier\\w*|' +
  'abstimm\\w*|stimm\\w*|verlänger\\w*|gutschreib\\w*|erstatt\\w*|nehm\\w*|nenn\\w*|benenn\\w*|komm\\w*|setz\\w*|ansetz\\w*|fertig\\w*|umsetz\\w*';

const MONTHS =
  'januar|jänner|februar|feber|märz|april|mai|juni|juli|august|september|oktober|november|dezember';
const DAYS = 'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag';

/** Goes on within a sentence: a point at a digit ("3.200", "8. Juni") ends none. */
const REST = String.raw`(?:[^.?!]|(?<=\d)\.|\.(?=\d)|(?<=(?<!\p{L})(?:Dr|Prof|Nr|ca|bzw))\.)`;
/** Being, thinking, saying and wanting: with these nobody takes anything on. */
const NOT_DOING =
  'bin|sind|habe?|haben|sage?|sagen|danke?|danken|glaube?|glauben|denke?|denken|meine|weiß|wissen|wünsche?|wünschen|gebe (?:zu|ihnen recht)|kann|können|könnten?|müssten?|sollten?|wäre|hätten?|dürften?|muss|müssen|will|wollen|möchte|möchten|würde|würden|darf|dürfen|soll|sollen|sehe|sehen|höre|hören|kenne|kennen|verstehe|verstehen|brauche?|brauchen|erzähle?|empfehle|rate|stimme|stimmen|gratuliere|traue|nehme an|war|waren|hatte|hatten|wollte|konnte|zahle|schulde|helfe|gehe davon|lasse mich|frage mich';

/** Verbs whose first part stands at the end: "ich richte … ein". */
const SEPARABLE =
  'bauen?|rechnen?|stimmen?|setzen?|legen?|suchen?|schauen?|schau|such|hören?|spielen?|tauschen?|richten?|laden?|schalten?|bereiten?|stellen?|gleichen?|tragen?|planen?|rufen?|reichen?|geben?|leiten?|bringen?|holen?|fragen?|passen?|schließen?';
const PREFIXES =
  'ein|nach|vor|ab|an|aus|frei|bereit|zusammen|weiter|mit|hoch|nieder|rein|raus|heraus|durch|um|neu';

const PERSON = String.raw`(?:(?:Frau|Herr|Kollegin|Kollege) )?\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?`;
const DOES =
  'schickt|sendet|prüft|klärt|meldet|organisiert|vereinbart|plant|erstellt|schreibt|liefert|macht|übernimmt|kümmert sich|' +
  'bespricht|ruft|bringt|gibt|leitet|bestellt|bucht|holt|unterschreibt|bestätigt|überarbeitet|aktualisiert|testet|stellt|' +
  'richtet|bereitet|legt|reicht|lädt|sorgt|informiert|benennt|setzt|korrigiert|ergänzt|behebt';
const DO =
  'schicken?|senden?|prüfen?|klären?|melden?|organisieren?|vereinbaren?|planen?|erstellen?|schreiben?|liefern?|liefere|mache|' +
  'machen|übernehmen?|kümmere mich|kümmern uns|besprechen?|rufen?|bringen?|geben?|leiten?|bestellen?|buchen?|holen?|' +
  'unterschreiben?|bestätigen?|überarbeiten?|aktualisieren?|testen?|stellen?|richten?|bereiten?|legen?|reichen?|laden?|' +
  'sorgen?|informieren?|benennen?|setzen?|korrigieren?|ergänzen?|beheben?';
// A name without an article before a verb of the singular is a person's: what is many takes the plural.
/** What is done may come first: "den Vertrag prüft Anna". */
const OBJECT = String.raw`(?:[Dd]en|[Dd]ie|[Dd]as|[Ee]inen|[Ee]ine?|[Uu]nsere?n?|[Ii]hre?n?) (?:\p{L}[\p{L}-]* ){1,3}?`;
const PLAN = String.raw`(?:(?:(?<self>[Ii]ch|[Ww]ir) (?:${DO})|(?<name>${PERSON}) (?:${DOES})|${OBJECT}(?:(?:${DO}) (?<self>ich|wir)|(?:${DOES}) (?<name>${PERSON})))(?!\p{L}))`;

/** Cues of spoken business German. */
export const GERMAN_CUES: Cues = {
  decision: anyOf(
    String.raw`
      wir haben(?: uns)?(?: \S+){0,6} (?:entschieden|beschlossen|geeinigt|vereinbart|festgelegt)
      (?:ist|sind|wurde|wurden|gilt) (?:\S+ ){0,4}(?:entschieden|beschlossen|vereinbart|abgemacht|genehmigt|freigegeben|bestätigt|abgesegnet|ausgemacht)
      abgemacht
      hat (?:\S+ ){0,6}(?:genehmigt|freigegeben|entschieden|beschlossen|zugestimmt)
      wird (?:\S+ ){0,6}(?:abgeschaltet|eingestellt|verschoben|eingeführt|umgestellt)
      (?:dann )?(?:machen|nehmen|bleiben|gehen|starten|verlängern|verschieben|halten|einigen|legen) wir(?: es| das| uns| den| die| also| dann)? (?:so|das|den|die|bei|mit|auf|um|fest|am|im|es|für)
      wir (?:machen|nehmen|bleiben|verlängern|verschieben|starten|entscheiden uns|einigen uns|halten) (?:das so|bei|mit|um|auf|am|im|fest|für|den|die|es so)
      die entscheidung (?:ist|lautet|steht)
      beschlossene sache
      einverstanden
      (?:wir|ich) (?:stimmen|stimme) (?:dem|der|zu)
      so (?:machen|verbleiben) wir
      damit ist (?:das|es|der|die)
      festgehalten
      verständigt
      zugestimmt
      grünes licht
      wir (?:führen|stellen) ${REST}{2,80} (?:ein|um)
      (?:verschieben|pausieren|stoppen|streichen|starten|beginnen) wir
      (?:machen|nehmen) wir (?:jetzt |dann )?(?:nicht vor|erst|\S+ (?:jahre?|monate?|wochen?))
      startet? (?:am|ab|im|mit|zum)
      (?:also|dann) [^,.?]{2,60} als (?:pilot|start|erste\p{L}*)
      halten wir fest
      (?:ich )?fasse? (?:ich )?(?:\S+ )?zusammen
      zusammengefasst
      dann bleibt es bei
      (?:warten|lassen) wir (?:\S+ ){0,6}(?:bis|ab|weg|mit)
      lassen wir [^.?]*(?:weg|heraußen|draußen)
      (?:blasen|sagen) wir (?:\S+ ){0,4}ab
      (?:machen|kaufen|buchen|nehmen) wir (?:\S+ ){0,4}(?:nicht|keine?n?)
      deal
    `,
    LETTER_BORDERS,
  ),
  notDecision: anyOf(
    String.raw`
      \?\s*$
      ^(?:und |aber )?sonst(?!\p{L})
      (?<!\p{L})wir (?:es|das|uns) kurz(?!\p{L})
      (?<!\p{L})(?:machen|nehmen|fangen|starten) wir [^.?]{2,40}(?<!\p{L})(?:zuerst|erst mal|als erstes)(?!\p{L})
      (?<!\p{L})(?:noch (?:nicht|nichts|keine)|nicht|nie|wenn|falls|ob|bevor|müssen|müsste|sollten|könnten|würden) (?:\S+ ){0,5}(?:entschieden|entscheiden|beschlossen|beschließen|geeinigt|einigen|vereinbart|vereinbaren|genehmigt|freigegeben|bestätigt|zugestimmt)
    `,
  ),
  commitment: anyOf(
    String.raw`
      (?<!\p{L})(?:(?:ich|wir) (?:werde|werden)(?!\p{L})${REST}{0,120}?(?:${ACTION_VERBS})|(?:werde|werden) (?:ich|wir)(?!\p{L})${REST}{0,120}?(?:${ACTION_VERBS})|(?:ich|wir) (?:\S+ )?(?:${ACTION_VERBS})(?!\p{L})${REST}{0,140}?(?:bis(?: zum| ende| spätestens)?|morgen|heute|übermorgen|(?:am|nächsten|kommenden|diesen) (?:${DAYS})|nächste|kommende|diese woche|ihnen|euch|dir|danach|im anschluss|noch)(?!\p{L})|(?:${ACTION_VERBS})(?!\p{L}) (?:ich|wir)(?!\p{L})${REST}{0,140}?(?:(?:bis|morgen|heute|übermorgen|am|nächste\w*|kommende\w*|diese\w*|ihnen|euch|dir)(?!\p{L})|(?<!\p{L})(?:zu|ab|ein|vor|nach|mit|rein|fertig)(?=[.!,]|$| und))|(?:ich|wir) (?:kümmere|kümmern) (?:mich|uns)|(?:kümmere|kümmern) (?:ich mich|wir uns)|(?:ich|wir) (?:übernehme|übernehmen)(?!\p{L})|(?:übernehme|übernehmen) (?:ich|wir)(?!\p{L})|ich bin (?:\S+ )?(?:verantwortlich|zuständig)|(?:ich|wir) (?:melde|melden) (?:mich|uns)|(?:ich|wir) (?:sorge|sorgen) dafür|(?:ich|wir) (?:verspreche|versprechen|sage ihnen|sagen ihnen|sichere|sichern)(?!\p{L})|(?:sie|ihr) (?:bekommen|bekommt|erhalten|erhaltet|kriegen)(?!\p{L})${REST}{0,100}?(?:bis|morgen|heute|am|nächste|von mir|von uns))
      (?<!\p{L})(?:(?:ich|wir) (?:${SEPARABLE})|(?:${SEPARABLE}) (?:ich|wir)) (?:${REST}{0,90} )?(?:${PREFIXES})(?=[.!,]|$)
      (?<!\p{L})(?:ich|wir) (?:ändere?n?|korrigieren?|ergänzen?|hinterlegen?) (?:das|es|die|den|ihnen)(?!\p{L})
      , versprochen(?=[.!]|$)
      ^(?:besorgt|schickt|macht|liefert|gibt|sendet|mailt) (?:ihnen|euch|dir) (?:meine?|unsere?|frau|herr)(?!\p{L})
      (?<!\p{L})geh(?:t|en) (?:ihnen|euch|dir)(?!\p{L})${REST}{0,60}(?<!\p{L})(?:zu|raus)(?=[.!,]|$)
      (?<!\p{L})(?:angebot|vertrag|unterlagen|liste|protokoll|bestätigung|gutschrift|anleitung|vorschlag) (?:kommt|kommen|geht|gehen) ${REST}{0,40}?(?<!\p{L})(?:heute|morgen|bis|diese woche|nächste woche|am (?:${DAYS}))(?!\p{L})
      (?<!\p{L})(?:meine?|unsere?) \p{L}+ (?:schickt|sendet|meldet|prüft|liefert|ruft|bringt|gibt|erstellt|klärt|kümmert|überweist) ${REST}{0,60}?(?:ihnen|euch|dir|bis|morgen|heute|nächste\p{L}*|am (?:${DAYS}))(?!\p{L})
      (?<!\p{L})(?:ich (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+|(?!(?:${NOT_DOING})(?!\p{L}))\p{L}+e ich) (?!hier |nicht |nie |keine?)${REST}{0,60}(?<!\p{L})(?:heute|morgen|übermorgen|nachher|diese woche|nächste woche|(?:bis|am|für den) (?:${DAYS}|\d|morgen|ende|zum))(?!\p{L})
      (?<!\p{L})(?:ich (?!(?:${NOT_DOING}|überlege?|merke?|mache?|stelle?|spare?|erhoffe?|leiste?)(?!\p{L}))\p{L}+|(?!(?:${NOT_DOING}|überlege?|merke?|mache?|stelle?|spare?|erhoffe?|leiste?)(?!\p{L}))\p{L}+ ich) mir (?:da |dann |das |dafür |schon |mal )*(?:einen?|den|die|das|eine)(?!\p{L})
      (?<!\p{L})(?:uhr|heute|morgen|nachmittag|${DAYS}) machen? (?:ich|wir) (?:das|es)(?!\p{L})
      (?<!\p{L})(?:ich (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+|(?!(?:${NOT_DOING})(?!\p{L}))\p{L}+ ich) (?:(?:es|das|die|den|dann|da|noch|mal|gleich) )*(?:ihnen|euch|dir)(?!\p{L})
      (?<!\p{L})(?:ich (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+|(?!(?:${NOT_DOING})(?!\p{L}))\p{L}+ ich|wir (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+n|(?!(?:${NOT_DOING})(?!\p{L}))\p{L}+n wir) (?:${REST}{0,90} )?(?:ein|nach|frei|bereit|zusammen|weiter|hoch|raus|rein|heraus|auf)(?=[.!]|$)
      (?<!\p{L})(?:ich lasse?|lasse? ich) (?!mich|es |sie |ihn )${REST}{2,80} \p{L}+(?:en|ern|eln)(?=[.!,]|$| und)
      (?<!\p{L})(?:(?:lege?|nehme?|trage?|rufe?|schaue?) ich|ich (?:lege?|nehme?|trage?|rufe?)) (?:${REST}{0,60} )?(?:an|mit|ein|auf|raus|ab|bei|dazu)(?=[.!,]|$)
      (?<!\p{L})ich (?:schicke?|sende?|maile?|buche?|reserviere?|bestelle?|erstelle?|verschicke?|besorge?) (?:eine?n?|die|den|das|es|dann|gleich)(?!\p{L})
      (?<!\p{L})(?:(?:spreche?|rede?|telefoniere?) ich|ich (?:spreche?|rede?|telefoniere?)) (?:noch |mal |gleich |dann |da )*mit (?!ihnen|euch|dir)\p{L}
      (?<!\p{L})dann (?!(?:${NOT_DOING})(?!\p{L}))\p{L}+ ich(?!\p{L})
      (?<!\p{L})(?:ich bin|bin ich|wir sind|sind wir) (?=${REST}*(?:am|bis|ab|nächste|morgen)(?!\p{L}))${REST}{2,60}(?<!\p{L})(?:vor ort|dabei|bei ihnen|bei euch)(?!\p{L})
      (?<!\p{L})(?:bekommen|erhalten|kriegen|bekommt|kriegt|bekommst|kriegst) (?:sie|ihr|du)(?!\p{L})${REST}{0,100}?(?<!\p{L})(?:bis|morgen|heute|am|nächste\p{L}*|von mir|von uns)(?!\p{L})
      (?<!\p{L})(?:die|das|den|es|alles) (?:bekomm(?:t|en)|kriegt|kriegen|haben|hat|erhält|erhalten) (?:sie|er|ihr|du)(?!\p{L})${REST}{0,60}?(?<!\p{L})(?:(?:diese|nächste|kommende) woche|heute|morgen|übermorgen|bis|am (?:${DAYS}|\d))(?!\p{L})
      (?<!\p{L})(?:bis|spätestens) ${REST}{2,50}(?<!\p{L})(?:haben|hast|habt|bekommen|bekommst|bekommt|erhalten|kriegen|kriegst|kriegt) (?:sie|du|ihr)(?!\p{L})
      (?<!\p{L})(?:(?:ich|wir) \p{L}+|\p{L}+ (?:ich|wir))(?!\p{L})${REST}{0,90} und (?:(?:${ACTION_VERBS})(?!\p{L})${REST}{0,100}?(?<!\p{L})(?:bis|morgen|heute|nächste\p{L}*|ihnen|euch|dir|bescheid)|sag\p{L}* (?:ihnen|euch|dir) (?:bis|morgen|heute|dann|bescheid))(?!\p{L})
      (?<!\p{L})(?:ich (?:frage?|kläre?|prüfe?|kontaktiere?|informiere?)|(?:frage?|kläre?|prüfe?) ich) (?:da |das |dann |es |mal |gleich )*(?:ihn|sie|ihr|ihm|unsere\p{L}*|meine\p{L}*|das|es|den|die|beim?|nach|mal|gleich|mit)(?!\p{L})
      (?<!\p{L})(?:ich schaue?|schaue? ich|wir schauen|schauen wir) (?:mir|uns) ${REST}{2,80}(?<!\p{L})an(?!\p{L})
      (?<!\p{L})(?:kann ich|ich kann|können wir|wir können) ${REST}{0,80}(?:heute|morgen|bis|nachher|diese woche|am (?:${DAYS}))(?!\p{L})${REST}{0,60} (?:${ACTION_VERBS}|exportier\p{L}*|zusammenstell\p{L}*|schicken)(?!\p{L})
    `,
  ),
  nextPromise: new RegExp(
    String.raw`[,;]?\s+(?:und|aber)(?: dann)?\s+(?=${PLAN}|(?:ich|wir|${PERSON}) (?:werden?|wird|kann)(?!\p{L}))`,
    'gu',
  ),
  plan: new RegExp(`^${PLAN}`, 'u'),
  // Every noun is capitalised: only a title or a known form of responsibility makes a name here.
  namedCommitment: new RegExp(
    String.raw`(?<!\p{L})(?:(?:Frau|Herrn?|Kollegin|Kollege) (?<name>\p{Lu}[\p{Ll}'’-]+) (?:wird|soll|muss|kümmert sich|übernimmt|schickt|liefert|prüft|klärt|meldet sich|erstellt|organisiert|\p{L}+t (?:Ihnen|ihnen|euch|dir)|ist (?:verantwortlich|zuständig))|(?<!(?:[Dd](?:er|ie|as|en|em)|[Ee]ine?n?|[Uu]nsere?|[Ee]uer|[Ee]ure|[Ii]hre?|[Mm]eine?|[Kk]eine?|[Jj]eder?|[Dd]iese[rs]?) (?:\p{Ll}+ )?)(?<given>\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}[\p{Ll}'’-]+)?) (?:ist (?:bei uns |dafür |hier )?(?:verantwortlich|zuständig)|kümmert sich|übernimmt|wird [^.?!,]{0,80}(?:schicken|liefern|prüfen|klären|erstellen|organisieren|übernehmen|machen|testen|vorbereiten|anrufen)|schickt (?:ihnen|euch|uns|dir)|prüft|klärt|meldet sich)|(?:[Dd]as|[Dd]ie|[Dd]en|[Ee]inen?|[Uu]nsere?n?)(?: \p{L}[\p{L}-]*){0,5} (?:macht|übernimmt|klärt|prüft|stellt|erledigt|schickt|liefert|organisiert|bereitet|sammelt|schreibt|bringt|holt) (?:Frau|Herr|Kollegin|Kollege) (?<name>\p{Lu}[\p{Ll}'’-]+))(?!\p{L})`,
    'u',
  ),
  notName: new Set(
    (
      'das es er sie ich wir ihr man der die den dem dies dieses dann da hier dort was wer wie wo wenn und aber also jeder jede ' +
      'alles nichts niemand jemand heute morgen vertrag system team kunde kunden firma seite preis projekt angebot software ' +
      'rechnung datum termin frage thema problem lösung entscheidung vertrieb support geschäftsführung vorstand einkauf it ' +
      'budget wert zeit abteilung nutzung schnittstelle leistung woche monat jahr anbieter wettbewerber schulung migration'
    ).split(' '),
  ),
  notCommitment: anyOf(
    String.raw`
      \?\s*$
      (?<!, (?:was|wie|dass|weil|ob|die|der|das) [^,]*)(?<!\p{L})(?:früher|bisher|normalerweise|meistens|üblicherweise|immer wenn|jeden tag|jede woche)(?!\p{L})
      (?<!\p{L})(?:(?:ich|wir) (?:werde|werden|würde|würden) (?:mal )?(?:sehen|nicht|nie|ehrlich|sagen|kurz anfangen|beginnen)|ich (?:sage|sag) (?:mal|ihnen ehrlich|es)|ich gebe (?:zu|ihnen recht)|(?:ich|wir) (?:mache|machen|fange|fangen) (?:kurz |mal |jetzt )?(?:den anfang|an|weiter)|ich teile (?:kurz |mal |jetzt )?(?:meinen|den) bildschirm|wenn (?:ich|wir)[^,]*$|^(?:und |aber )?wenn (?:sie|das|es)[^,]*$|^(?:und |aber )?falls [^,]*$|wenn sie nicht|würde|würden|hätte|ich frage mich|wir reden (?:hier|jetzt|gerade)|da (?:reden|sprechen) wir|sprechen wir (?:hier|jetzt|über))(?!\p{L})
      (?<!\p{L})(?:machen?|starten?|nehmen?|gehen?|liefern?) (?:ich|wir) (?:\S+ ){0,3}(?:nicht|nie|kein\p{L}*)(?!\p{L})
      (?<!\p{L})machen? (?:ich|wir) [^.?!]*(?<!\p{L})zu(?=[.!,]|$)
      (?<!\p{L})sagen wir mal(?!\p{L})
      ^wenn [^,]*(?<!\p{L})(?:nicht|kein\p{L}*)(?!\p{L})[^,]*,
      (?<!\p{L})fasse? (?:ich )?(?:\S+ ){0,4}zusammen(?!\p{L})
      (?<!\p{L})(?:setze? (?:ich )?mich|setzen (?:wir )?uns) (?:\p{L}+ ){0,2}(?:dafür|für)(?!\p{L})
      (?<!\p{L})in rechnung(?!\p{L})
      (?<!\p{L})(?:deshalb|deswegen|daher|darum) \p{L}+ ich(?!\p{L})
      (?<!\p{L})(?:nehme|nehmen|gehe|gehen|schlage|fange|fangen) (?:ich|wir)(?:(?!mit)[^.!])*(?<!\p{L})(?:an|davon aus|vor)(?=[.!,]|$)
      ^wenn [^,]+, [^.?]*(?:kündig|wechsel|verlass|such(?:en)? wir|stopp|beend|bleibe ich|verlier)
      (?<!\p{L})schreibe?n? (?:ich|wir) [^.]{0,20}auf(?=[.!,]|$)
      ^(?:einen )?(?:moment|augenblick|sekunde)(?!\p{L})
    `,
  ),
  leaving: anyOf(
    String.raw`
      kündig\p{L}*
      abspring\p{L}*
      (?:zu )?(?:einem |einen |ein )?ander\p{L}+ anbieter\p{L}*
      nicht (?:mehr )?verlänger\p{L}*
      konkurren\p{L}*|wettbewerb\p{L}*
      wechseln wir|wir wechseln
      (?:zu|auf) \p{L}+ (?:zu )?(?:wechseln|umsteigen|umzusteigen)
    `,
    LETTER_BORDERS,
  ),
  risk: anyOf(
    String.raw`
      wenn [^,.?]{4,100}, [^.?]{0,80}(?:nicht|kein\p{L}*|stopp\p{L}*|verlier\p{L}*|verschieb\p{L}*|kündig\p{L}*)
      ursache
      ausgelaufen
      überbuch\p{L}*
      billiger
      (?:uns|mir|da) fehl(?:t|en)|fehl(?:t|en) (?:uns|mir|noch)
      wird (?:sehr |richtig |ganz |ziemlich )?(?:knapp|eng)
      schuld
      risik\p{L}*
      gefahr\p{L}*
      gefährde\p{L}*
      sorge
      sorgen
      besorgt
      bedenken
      problem\p{L}*
      schwierig\p{L}*
      kündig\p{L}*
      kündigung\p{L}*
      abspring\p{L}*
      wechsel\p{L}*
      wettbewerb\p{L}*
      konkurren\p{L}*
      alternativ\p{L}*
      anderen? anbieter\p{L}*
      ausfall\p{L}*
      ausfäll\p{L}*
      ausgefallen
      störung\p{L}*
      stillstand
      datenverlust
      sicherheitsvorfall
      vorfall
      verzöger\p{L}*
      verspät\p{L}*
      verschoben
      zu spät
      eskal\p{L}*
      inakzeptabel
      unzufrieden\p{L}*
      frustr\p{L}*
      enttäusch\p{L}*
      ärger\p{L}*
      verärgert
      kritisch\p{L}*
      fehler\p{L}*
      defekt\p{L}*
      kaputt
      langsam\p{L}*
      funktioniert nicht
      geht nicht
      läuft nicht
      klappt nicht
      budget\p{L}*(?: \S+){0,3} (?:gekürzt|gestrichen|eingefroren|knapp)
      gekürzt
      gestrichen
      kürzung\p{L}*
      einspar\p{L}*
      sparprogramm
      stellenabbau
      umstrukturier\p{L}*
      übernahme durch
      verlässt
      verlassen
      ausscheide\p{L}*
      scheidet aus
      geht in rente
      letzter tag
      zu teuer
      preiserhöhung\p{L}*
      nicht verlängern
      nicht zu verlängern
      abgelehnt
      blockier\p{L}*
      vertragsstrafe\p{L}*
      pönale
      ungenutzt
      kaum genutzt
      nutzt niemand
      rückgang
      gesunken
      vertrauen
      drohen
      droht
      frist
      scheiter\p{L}*
      mangel\p{L}*
      fehlt
      fehlen
      schiefg\p{L}+
      kostet (?:uns|mich)
      ausschreib\p{L}*
      (?:zwei|drei|vier|zweites|weitere\p{L}*|andere\p{L}*) angebote?
      angebote? (?:von|geholt|eingeholt)
      umschauen|umsehen|schaut sich (?:\S+ ){0,3}um
      fusion\p{L}*
      aufgekauft
      nachfolger\p{L}*
      mach(?:en|t) (?:\S+ ){1,5}(?<!\p{L})zu
      geschlossen
      übernimmt (?:\S+ ){0,4}(?:geschäftsführung|leitung)
      abgekündigt
      (?:gibt's|gibt es) (?:\S+ ){0,3}nicht mehr
      nachbesetzt
      ohne [^,.?]{2,60}(?<!\p{L})(?:können|dürfen|kann|darf|geht|gehen|starten|läuft)(?!\p{L})[^.?]*(?<!\p{L})(?:nicht|nichts|keine?)
      zum (?:zweiten|dritten|vierten|fünften) mal
      schon wieder
      (?:seit|schon) (?:\S+ ){1,3}(?:tagen|wochen|monaten)(?: \S+)? (?:offen|nichts|niemand|keiner)
      (?:keiner|niemand)(?: \S+){0,3} (?:kümmert|meldet|gesagt|erreichbar|zuständig|hilft|auffällt|auf)
      uns (?:\S+ ){0,4}(?:keiner|niemand)
      hinterher
      (?:hängt|liegt) (?:\S+ )?(?:an|am|bei|seit)
      wartet (?:\S+ )?(?:darauf|auf|seit|man)
      gar keine?
      (?:immer noch|noch immer) (?:nicht|kein\p{L}*)
      nicht (?:mehr )?stabil
      sauer
      (?:ziehen|lassen|gehen|fahren) wir (?:\S+ ){1,4}(?:vor|weg|heraußen|draußen|runter|zurück)
      runter(?:gehen|fahren)?
      reduzieren
      aussteigen|ausstieg
      im (?:herbst|sommer|frühjahr|winter) (?:wird|entscheide\p{L}*)
      wird (?:\S+ ){0,3}entschieden
      falsche[nrms]?
      blocker
      doppelt
      zufrieden, aber
      unterbesetzt
      woanders
      (?:wieder|zurück) (?:auf|zum?) (?:papier|excel|telefon|alten?)
      hör\p{L}* (?:\S+ ){0,3}auf|aufgehört|altersteilzeit
      gewechselt|umgestiegen
      (?:kann|können|könnte|könnten) (?:\S+ ){0,8}nicht mehr
      unterschreib\p{L}* (?:\S+ ){0,8}nicht|verweiger\p{L}*|weigern?
      steig\p{L}* (?:\S+ ){0,5}aus|weggebrochen|abgebrochen|brechen (?:\S+ ){0,3}ab
      zeitung|beanstand\p{L}*|mahnung
      hintereinander|in folge
      (?:schließ|mach)\p{L}* (?:\S+ ){1,4}(?:zu|dicht)(?=[.!,]|$)
      aufgegeben
      streik\p{L}*
      zahle?n? (?:\S+ ){0,3}nicht
      dagegen
      insolven\p{L}*|pleite|konkurs
      nicht genug|zu wenig\p{L}*|unmöglich|reicht nicht
      rente|ruhestand|elternzeit|mutterschutz
      strafe|ausgelistet|schluss mit
      doppelt gebucht|überbucht
      konsolidier\p{L}*
      (?:drei|zwei|mehrere|andere) angebote
      sonst(?! (?:noch|was|wie|nichts|keine|alles|so)(?!\p{L}))
      anwalt|anwält\p{L}*|presse|beschwer\p{L}*|behörde\p{L}*|bußgeld\p{L}*|betriebsrat|aufsicht\p{L}*
      (?:hat|haben|ist|war|geht|nimmt) (?:\S+ ){0,2}(?:keiner|niemand)
      (?:zweimal|doppelt) (?:abgebucht|berechnet|bezahlt)
      einsparen
    `,
    LETTER_BORDERS,
  ),
  notRisk: anyOf(
    String.raw`
      kein\p{L}* (?:problem\p{L}*|risik\p{L}*|sorge\p{L}*|bedenken|fehler|ausfäll\p{L}*|ausfall)
      ohne probleme
      problemlos
      (?:ich|wir) (?:sorge|sorgen) dafür
      gelöst
      behoben
    `,
    LETTER_BORDERS,
  ),
  ask: anyOf(
    String.raw`
      (?:können|könnten|würden) sie(?: bitte| uns| mir| das| den| die| noch| auch)
      (?:kannst|könntest|könnt) (?:du|ihr)
      wir (?:brauchen|benötigen|möchten|wünschen|erwarten|fordern|verlangen|bräuchten|hätten gern\p{L}*|wollen|müssen (?:\S+ ){0,4}(?:haben|bekommen|sehen|wissen))
      ich (?:brauche|benötige|möchte|erwarte|bräuchte|hätte gern\p{L}*|wünsche)
      (?<=^|[,;:] |(?:und|aber|dann|also) )bitte (?!sehr|schön|lacht|lachen)\p{L}+
      (?:sie|du|ihr|uns|mir|das|es|noch|auch) bitte
      bitte(?=[.!]?$)
      (?:schicken|senden|geben|nennen|prüfen|klären) sie (?:uns|mir|bitte|das)
      (?<=^|[,;] )(?:schicken|senden|geben|nennen|prüfen|klären|rufen|melden|stellen|sprechen|halten) sie
      ist es möglich
      wäre es möglich
      gibt es (?:die|eine) möglichkeit
      (?:ist|sind|wäre) (?:für uns )?(?:eine |die |zwingende )?(?:bedingung|voraussetzung|muss)
      ohne (?:das|die|den) [^.?!]{0,40} (?:gehen|unterschreiben|verlängern|starten) wir nicht
      brauchen wir
      benötigen wir
      unsere? (?:bitte|forderung|bedingung|erwartung|anforderung)\p{L}*
      meine bitte
    `,
    LETTER_BORDERS,
  ),
  notAsk: anyOf(
    String.raw`
      können sie mich (?:hören|sehen)
      hören sie mich
      wie bitte
      ^(?:ja|nein|gern|gerne),? bitte
      (?:erzähl\p{L}*|sag\p{L}*)(?: \p{L}+){0,3} (?:mal|doch)
      möchten sie
      brauchen sie
      wollen sie
      ich möchte (?:mich|nur|kurz|ihnen|noch|gerne|gern) (?:bedanken|sagen|danken|zeigen|vorstellen|anfangen|beginnen|erwähnen)
      wir wollen mal sehen
      ich wollte
    `,
    LETTER_BORDERS,
  ),
  acceptance: anyOf(
    String.raw`
      ^(?:(?:ja|okay|gut)[,.]? )?(?:klar|gerne|gern|ja|natürlich|selbstverständlich|auf jeden fall|mache ich|machen wir|sicher|in ordnung|wird gemacht|kein problem|das mache ich|das machen wir|bekommen sie)(?!\p{L})
    `,
  ),
  tagQuestion:
    /,? (?:und (?:dann )?(?:sie|ihr|du) [^,?]{2,60}|passt das[^,?]*|in ordnung|ja|gut|okay|oder|richtig|korrekt|nicht wahr|stimmt(?:'s| das)?)\?$/iu,
  agreement:
    /^(?:(?:ja|gut|okay|ok)[,.]? )?(?:einverstanden|abgemacht|so machen wir(?:'s| das| es)|machen wir so|das passt|damit kann ich leben|dabei bleibt es|deal)(?:[.!,]|$)/iu,
  smallTalk: anyOf(
    String.raw`
      (?:hört|hören|sehen|seht) (?:ihr|sie) mich
      bildschirm
      stummgeschaltet
      ist (?:auch|heute) (?:mit )?dabei
      akzente?
      mikro\p{L}*
      headset
      wetter
      wochenende
      urlaub
      kaffee
      ich muss (?:jetzt |gleich |leider |dann )*(?:los|weg)
      danke?,? [^.?!]{0,30}bis (?:zum|dann|bald|nächste\p{L}*|morgen|\p{L}+tag)
      mittagessen
      stau
      guten (?:morgen|tag|abend)
      schönen (?:tag|abend|feierabend|nachmittag)
      schönes wochenende
      wie geht(?:'s| es)
      danke (?:ihnen|euch|dir|für (?:ihre|eure|die) zeit|fürs)
      vielen dank für
      tschüss
      auf wiederhören
      bis (?:dann|bald|nächste woche!)
      freut mich
      zu spät dran
      minuten? zu spät
      einen moment
      sekunde
    `,
    LETTER_BORDERS,
  ),
  date: anyOf(
    String.raw`
      (?<!\p{L})(?:${MONTHS}|${DAYS}s?|heute|morgen(?! zusammen)|übermorgen|nächste[rn]? (?:woche|monat|quartal|jahr)|kommende[rn]? (?:woche|monat|quartal|jahr)|diese[rn]? (?:woche|monat|quartal|jahr)|ende (?:des|der) (?:monats|woche|jahres|quartals)|quartal|q[1-4]|monatsende|jahresende|quartalsende|wochenende|kalenderwoche|kw|20[2-4]\d|in (?:\S+ )?\S+ (?:tagen|wochen|monaten)|frist)(?!\p{L})
      \b\d{1,2}\.\s?(?:\d{1,2}\.|(?:${MONTHS}))
      (?<!\p{L})(?:am|zum|vom|ab dem|vor dem|bis) (?:\p{L}+und)?(?:dritten|vierten|fünften|sechsten|siebten|achten|neunten|zehnten|elften|zwölften|\p{L}+zehnten|zwanzigsten|dreißigsten)(?!\p{L})
    `,
  ),
  spelledNumber: anyOf(
    String.raw`
      zwei
      drei
      vier
      fünf
      sechs
      sieben
      acht
      neun
      zehn
      elf
      zwölf
      \p{L}*zig
      \p{L}*hundert\p{L}*
      \p{L}*tausend\p{L}*
      million\p{L}*
      prozent
      halbe\p{L}*
      doppelt\p{L}*
      drittel
    `,
    LETTER_BORDERS,
  ),
};
