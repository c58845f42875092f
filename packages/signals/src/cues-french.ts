import { anyOf, LETTER_BORDERS } from './any-of.ts';
import type { Cues } from './cues.ts';

const MONTHS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const DAYS = 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche';
const WHEN = `demain|aujourd'hui|ce soir|cet après-midi|cette semaine|la semaine prochaine|avant|d'ici|pour le|le \\d|(?:${DAYS})`;
const PRESENT =
  'envoie|envoyons|prépare|préparons|crée|créons|ajoute|ajoutons|programme|appelle|appelons|réserve|réservons|vérifie|' +
  'vérifions|teste|testons|corrige|corrigeons|transmets|rappelle|organise|organisons|livre|livrons|planifie|active|' +
  "fais (?:une?|le|la|les)|installe|rédige|m'occupe|me charge|m'engage|reviens vers|confirme";
const INFINITIVE =
  'envoyer|préparer|créer|ajouter|appeler|demander|réserver|vérifier|tester|corriger|transmettre|organiser|livrer|aller|venir|faire|regarder|proposer|planifier|activer|installer|rédiger|parler|mettre|donner|fournir';

const TO_WHOM = "(?:vous |nous |te |t'|leur |lui |les |le |la |l'|y |s'en |s')*";
const FUTURE_SELF = String.raw`\p{L}+(?:erai|irai|drai|trai|vrai|rrai|erons|irons|drons|trons|vrons|rrons)`;
// Being, having and modal verbs promise nothing done.
const FUTURE_OTHER = String.raw`(?!(?:sera|aura|pourra|devra|faudra|voudra|verra|saura|restera)(?!\p{L}))\p{L}+(?:era|ira|dra|tra|vra|rra)`;
const PRESENT_OTHER =
  'envoie|prépare|crée|ajoute|programme|appelle|réserve|vérifie|teste|corrige|transmet|rappelle|organise|livre|planifie|' +
  'active|fait|installe|rédige|occupe|charge|confirme|relit|contacte|revient vers|regarde|demande|met à jour';
const PLAN = String.raw`(?:(?:(?<self>[Jj]e |[Jj]'|[Nn]ous )${TO_WHOM}(?:${PRESENT}|${FUTURE_SELF}|contacte|relis|(?:vais|allons) ${TO_WHOM}(?:${INFINITIVE}))|(?<name>\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?) ${TO_WHOM}(?:${PRESENT_OTHER}|${FUTURE_OTHER}|va ${TO_WHOM}(?:${INFINITIVE})))(?!\p{L}))`;

/** Cues of spoken business French. */
export const FRENCH_CUES: Cues = {
  decision: anyOf(
    String.raw`
      (?:nous avons|on a|j'ai|ils ont|elle a|il a|la direction a|le comité a) (?:tous )?(?:décidé|convenu|validé|choisi|retenu|approuvé)
      c'est (?:décidé|convenu|validé|entendu|approuvé|acté|d'accord pour)
      (?:est|sont|a été|ont été) (?:validée?s?|approuvée?s?|décidée?s?|actée?s?|reportée?s?|convenue?s?)
      (?:nous sommes|on est|je suis) d'accord (?:pour|sur)
      on (?:part|fait|garde|reste|prend|retient|démarre) (?:sur|avec|comme|donc|le|la|les|à|au)
      (?:j'ai|a) signé
    `,
    LETTER_BORDERS,
  ),
  notDecision: anyOf(
    String.raw`
      \?\s*$
      (?<!\p{L})(?:pas encore|n'(?:est|a|avons|ont) (?:pas|rien)|il faut|il faudrait|devons|doit|pourrait|voudrait)(?!\p{L})[^.]{0,40}(?:décid|valid|convenu|accord)
    `,
  ),
  commitment: anyOf(
    String.raw`
      (?:je|nous) (?:vous |te |leur |lui |les |le |la |l'|y )*(?:${PRESENT})
      (?:je|j')(?:vais|irai) (?:vous |te |leur |lui |les |le |la |y )*(?:${INFINITIVE})
      je vais (?:vous |te |leur |lui |les |le |la |y )*(?:${INFINITIVE})
      (?:nous allons|on va) (?:vous |te |leur |lui |les |le |la )*(?:${INFINITIVE})(?=[^.?]*(?:${WHEN}))
      (?:je|j'|nous) ?(?:vous |te |leur |lui |les |le |la |l')*\p{L}+(?:erai|irai|drai|trai|vrai|rrai|erons|irons|drons|trons|rrons)
      je peux (?:vous |te |y )*(?:${INFINITIVE})(?=[^.?]*(?:${WHEN}))
      vous (?:aurez|recevrez)(?=[^.?]*(?:${WHEN}))
      je m'en (?:occupe|charge)
      on fait (?:un point|une réunion)
      je suis (?:le |la )?responsable
    `,
    LETTER_BORDERS,
  ),
  nextPromise: new RegExp(String.raw`[,;]?\s+(?:et|mais|puis)(?: puis| ensuite)?\s+(?=${PLAN})`, 'gu'),
  plan: new RegExp(`^${PLAN}`, 'u'),
  namedCommitment: new RegExp(
    String.raw`(?<!\p{L})(?:c'est |C'est |et |Et )?(?<name>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?) (?:qui (?:est responsable|s'occupe|s'en occupe|donne le feu vert|gère|coordonne|pilote)|(?:va|doit) (?:${INFINITIVE})|s'occupe|s'en occupe|est responsable)(?!\p{L})`,
    'u',
  ),
  notName: new Set(
    'ce cela ça qui on il elle ils elles nous vous je tout rien personne oui non et mais donc alors'.split(
      ' ',
    ),
  ),
  notCommitment: anyOf(
    String.raw`
      \?\s*$
      (?<!\p{L})(?:si|quand|lorsque) (?:je|nous|on|vous|il|elle)
      (?<!\p{L})je (?:ne|n')
      (?<!\p{L})(?:dirai|serai|aurai|verrai|verrons|pourrai|pourrons|devrai|devrons|saurai|resterai|partage mon écran)(?!\p{L})
      (?<!\p{L})je vous (?:écoute|remercie|entends|comprends|le dis|propose de (?:commencer|passer))
      (?<!\p{L})(?:proposons|propose)(?!\p{L})[^.]*(?:euros|€)
    `,
  ),
  risk: anyOf(
    String.raw`
      risques?
      problèmes?
      inquiet|inquiète|inquiétude
      m'inquiète
      bloqu\p{L}*
      retards?
      décaler
      report(?:er|ée?)
      furieux|furieuse|mécontents?
      concurrents?
      compare avec
      résili\p{L}*
      sortir du contrat
      incident|panne|coup(?:e|é|ure)s?
      perd(?:ons|u|re|ent)?
      sinon
      faux|fausse
      trop cher
      erreurs?
      manqu\p{L}+
      inutilisable
      ne (?:fonctionne|marche|saisissent|répond\p{L}*) (?:pas|plus)
      refuse\p{L}*
      en danger
    `,
    LETTER_BORDERS,
  ),
  notRisk: anyOf(
    String.raw`
      (?:pas de|aucun) (?:souci|problème|risque)s?
      désolée? pour le retard
      (?:une|aucune) seule erreur
      (?:voir|parlons|parler)(?: \p{L}+){0,4} risques
      résolu\p{L}*
    `,
    LETTER_BORDERS,
  ),
  ask: anyOf(
    String.raw`
      (?:pouvez|pourriez)[- ]vous
      (?:peux|pourrais)[- ]tu
      (?:est-ce que vous pouvez|est-ce possible)
      j'aimerais|je voudrais|nous aimerions|nous voudrions
      (?:il me faut|il nous faut|nous avons besoin|on a besoin|j'ai besoin)
      (?:il faut|il faudra) (?:aussi |encore )?(?:prévenir|envoyer|ajouter|corriger|vérifier|prévoir)
      merci de (?:m'|nous |me )?\p{L}+er
      envoyez|prévenez|parlez
      s'il (?:vous|te) plaît
    `,
    LETTER_BORDERS,
  ),
  notAsk: anyOf(
    String.raw`
      pouvez-vous m'entendre
      je voudrais (?:dire|remercier|commencer)
    `,
    LETTER_BORDERS,
  ),
  acceptance: anyOf(
    String.raw`
      ^(?:oui|d'accord|bien sûr|entendu|volontiers|avec plaisir|sans problème|promis|parfait)(?!\p{L})
    `,
  ),
  smallTalk: anyOf(
    String.raw`
      bonjour|bonsoir|au revoir|à bientôt
      vous m'entendez
      bonne (?:journée|soirée|semaine|fin)
      bon (?:week-end|voyage|courage)
      métro|météo|froid terrible
      (?:est|suis|sommes) avec (?:moi|nous|vous)
    `,
    LETTER_BORDERS,
  ),
  date: anyOf(
    String.raw`
      (?<!\p{L})(?:${MONTHS}|${DAYS}|demain|aujourd'hui|ce soir|cet après-midi|cette nuit|semaine prochaine|mois prochain|cette semaine|fin du mois|trimestre)(?!\p{L})
    `,
  ),
  spelledNumber: anyOf(
    String.raw`
      dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|cent|cents|mille|millions?|pour cent
    `,
    LETTER_BORDERS,
  ),
};
