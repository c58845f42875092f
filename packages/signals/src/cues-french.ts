import { anyOf, LETTER_BORDERS } from './any-of.ts';
import type { Cues } from './cues.ts';

const MONTHS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const DAYS = 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche';
const WHEN = `demain|cette nuit|ce midi|dès (?:ce|cet|demain|lundi)|à \\p{L}+ heures|aujourd'hui|ce soir|cet après-midi|cette semaine|la semaine prochaine|avant|d'ici|pour le|le \\d|(?:${DAYS})`;
const PRESENT =
  'fais (?!(?:le|la|les|un|une)(?!\\p{L}))\\p{L}+(?:er|ir|re)(?!\\p{L})|envoie|envoyons|prépare|préparons|crée|créons|ajoute|ajoutons|programme|appelle|appelons|réserve|réservons|vérifie|' +
  'vérifions|teste|testons|corrige|corrigeons|transmets|rappelle|organise|organisons|livre|livrons|planifie|active|' +
  "fais (?:une?|le|la|les)|installe|rédige|m'occupe|me charge|m'engage|reviens vers|confirme|modifie|modifions|étudie|étudions|mets(?! de côté)|mettons|scanne|" +
  'finalise|relance|recontacte|débloque|décale|invite|regarde (?:si|avec|ça|cela|quand)|vois (?:avec|si)|fais (?:relire|vérifier|passer|suivre|valider|partir)';
const INFINITIVE =
  'envoyer|préparer|créer|ajouter|appeler|demander|réserver|vérifier|tester|corriger|transmettre|organiser|livrer|aller|venir|faire|regarder|proposer|planifier|activer|installer|rédiger|parler|mettre|donner|fournir|voir (?:avec|si)|étudier|modifier|finaliser|relancer|recontacter|débloquer|contacter';

/** What one thinks, feels, is or is paid for, and what is done in the meeting itself. */
const NOT_DOING =
  'pense|trouve|crois|aime|adore|préfère|note|parle|compte|espère|souhaite|imagine|suppose|constate|partage|passe|reste|remarque|regrette|refuse|cherche|travaille|utilise|gère|dirige|pilote|supervise|signale|considère|estime|doute|ignore|paie|paye|accepte|mange|garde|rappelle (?:que|aussi)|commence|termine|continue|retrouve|rencontre|remplace|représente|ne|le|la|me|te|se|que|rentre|arrive|aide|donne|propose|demande(?! (?:à|au|aux|demain|une? (?!question)))|regarde|répète|quitte|essaie|essaye|laisse|connaisse|existe|hésite|insiste|habite|avoue|assiste|enregistre|écoute|attaque|achète|oublie|imagine|apprécie';

/** Verbs of state, of being able, saying and thinking, which a day beside them makes no promise. */
const STATE =
  'suis|est|es|ai|a|as|peux|peut|pouvons|dois|doit|veux|veut|vois|voit|sais|sait|pars|part|viens|vient|entends|entend|comprends|comprend|crois|croit|dis|dit|remercie|écoute|attends|attend|demande|reçois|reçoit|était|avait|avais|étais|aurait|aurais|ouvre|ferme|arrête|propose|trouve|rappelle que';

/** Doing for somebody: what verbs of saying, thinking and thanking do to them is no promise. */
const FOR_YOU = String.raw`(?:(?:vous|te|leur|lui) |t')(?:le |la |les |l'|en )?(?!(?:ai|avons|a|as|avez|dis|disons|dit|dois|devons|doit|remercie|remercions|remercient|entends?|entendons|voit|écoute|écoutons|comprends|comprenons|crois|assure|demande|demandons|parle|parlons|conseille|recommande|souhaite|suggère|propose|proposons|invite à|laisse|laissons|vois|voyons|connais|paie|paye|payons|préviens|avoue|rejoins|suis|signale|cache|pose|avait|avais|avions|aurait|ferait|fait)(?!\p{L}))(?!\p{L}+(?:ais|ait)(?!\p{L}))\p{L}+(?:e|s|ts|d|t|ons)(?!\p{L})`;

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
      on (?!fait (?:le|un) point)(?:part|fait|garde|reste|prend|retient|démarre) (?:sur|avec|comme|donc|le|la|les|à|au)
      (?:j'ai|a) signé
      on (?:la|le|les|l') ?(?:décale|reporte|maintient|avance|annule|garde|traite|déploie)
      on (?:suspend|arrête|annule|reporte|décale|commence|gèle|signe|abandonne|renonce)
      on fait comme ça
      on (?:le|la|les) (?:prend|garde|fait)
      on en reparle
      va pour|allons-y pour
      on (?:récapitule|résume)|je (?:récapitule|résume)|pour (?:récapituler|résumer)
      en résumé
      on (?:attend|démarre|commence|repousse|maintient)(?! (?:de|des|votre|une réponse|la réponse))
      on a dit
      (?:c'est )?hors de question
    `,
    LETTER_BORDERS,
  ),
  notDecision: anyOf(
    String.raw`
      \?\s*$
      ^(?:et |mais |ou )?sinon(?!\p{L})
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
      je peux (?:vous |te |y )*(?!proposer)(?:${INFINITIVE})(?=[^.?]*(?:${WHEN}))
      vous (?:l'|les |le |la |en )?(?:aurez|recevrez)(?=[^.?]*(?:${WHEN}))
      (?:ils?|elles?) (?:l'|les |le |la )?(?:aura|auront|recevra|recevront)(?=[^.?]*(?:${WHEN}))
      (?:ils?|elles?) (?:part(?:ent)?|arrivent?|suit|suivent)(?= [^.?]*(?:${WHEN}))
      laissez?-moi (?:vous |te |le |la |les |lui )*(?!parler|dire)(?:${INFINITIVE})
      (?:mon|ma|notre) \p{L}+ (?:vous|te|lui|leur) (?:le |la |les )?${FUTURE_OTHER}
      je (?:passe|viens|monte|descends) (?:à|au|aux|chez|vous|te|en)(?= [^.?]*(?:${WHEN}))
      (?:j'apporte|j'amène)(?! (?:de l'aide|une précision))
      je (?:préviens|avertis|informe|contacte)(?! (?:que|tout de suite que))
      je m'en (?:occupe|charge)
      je serai (?:là|sur place|présente?|chez vous)
      (?:je|j') ?(?:me |m'|le |la |les |l'|lui |leur |vous |te |t'|y |en )+(?!(?:${STATE})(?!\p{L}))\p{L}+(?= [^.?]*(?:${WHEN}))
      on (?!(?:${STATE}|${NOT_DOING})(?!\p{L}))\p{L}+[et] (?:le|la|les|un|une|ça|cela)(?= [^.?]*(?:demain|cette nuit|ce soir|lundi|mardi|mercredi|jeudi|vendredi))
      je vous (?:dis|tiens au courant)(?=[^.?]*(?:${WHEN}))
      (?:on|nous) (?:s'en|nous en) (?:occupe|charge|occupons|chargeons)
      (?:je |j')(?!(?:${NOT_DOING})(?!\p{L}))\p{L}+e (?:tout de suite |donc |aussi )?(?:un|une|le|la|les|ce|cette|ça|cela|votre|vos|notre|nos)(?!\p{L})
      (?:je |j')(?!(?:${NOT_DOING})(?!\p{L}))\p{L}+e(?= (?:l'|d'autres))
      (?:je |j')(?!(?:${STATE}|prends|perds|finis|choisis|subis|remplis)(?!\p{L}))\p{L}+(?:is|ds|ets) (?:un|une|le|la|les|ce|cette|ça|cela|votre|vos)
      (?:je |j')(?!(?:${NOT_DOING})(?!\p{L}))\p{L}+e(?= [^.?]*(?:${WHEN}))
      (?:je|on|nous) ${FOR_YOU}
      on va (?:étudier|vérifier|corriger|voir avec|regarder (?:si|avec)|relancer|débloquer)
      on fait (?:un point|une réunion)
      ^(?:réponse|retour|devis|offre|rapport|contrat|liste|chiffres) (?:demain|ce soir|cet après-midi|avant|d'ici|le \d|la semaine prochaine|(?:${DAYS}))
      j'en parle (?:à|au|aux|avec)(?! vous)
      on (?:le|la|les) \p{L}+ pour vous
      je suis (?:le |la )?responsable
    `,
    LETTER_BORDERS,
  ),
  nextPromise: new RegExp(String.raw`[,;]?\s+(?:et|mais|puis)(?: puis| ensuite)?\s+(?=${PLAN})`, 'gu'),
  plan: new RegExp(`^${PLAN}`, 'u'),
  namedCommitment: new RegExp(
    String.raw`(?<!\p{L})(?:c'est |C'est |et |Et )?(?<name>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?) (?:qui (?:est responsable|s'occupe|s'en (?:occupe|charge)\p{L}*|se charge|donne le feu vert|gère|coordonne|pilote)|(?:va|doit) (?:${INFINITIVE})|s'occupe|s'en (?:occupe|charge)\p{L}*|se charge de|vous (?:contactera|enverra|rappellera|appellera|écrira)|est responsable)(?!\p{L})`,
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
      ^(?:et |mais |alors )?(?:si|quand|lorsque) [^,]*$
      ^(?:et |mais |alors )?si [^,]+, [^.?]*(?:résili|chang|quitt|arrêt|suspend|perd|part(?:ons|irons|s|ira))
      (?<!(?:voir|vois|regarde|regarder|vérifie|vérifier|demande|demander|savoir)(?: \p{L}+){0,4} )(?<!\p{L})(?:si|quand|lorsque) (?:je|nous|on)(?![^.?!]*, (?:alors )?(?:je|j'|nous|on)(?!\p{L}))
      (?<!\p{L})je (?:ne|n')
      ^(?:et |mais |alors )?je (?:pense|crois|trouve|suppose) qu(?:e |')
      (?<!\p{L})je (?:vous|t') ?en prie(?!\p{L})
      ^(?:attendez|attends|une (?:seconde|minute)|un instant)(?!\p{L})
      ^(?:et |mais )?si [^,]*(?<!\p{L})(?:ne |n')[^,]*,
      (?<!\p{L})je (?:récapitule|résume)(?!\p{L})
      (?<!\p{L})(?:dirai|serai(?! (?:là|sur place|présente?|chez vous))|aurai|verrai|verrons|pourrai|pourrons|devrai|devrons|saurai|resterai|partage mon écran)(?!\p{L})
      (?<!\p{L})je vous (?:écoute|remercie|entends|comprends|le dis|propose de (?:commencer|passer))
      (?<!\p{L})(?:proposons|propose)(?!\p{L})[^.]*(?:euros|€)
    `,
  ),
  leaving: anyOf(
    String.raw`
      résili\p{L}*
      concurren\p{L}*
      (?:autre|changer de) (?:prestataire|fournisseur|éditeur)s?
      sortir du contrat
      appel d'offres
      pass(?:er|e|ent|erait) (?:\p{L}+ )?chez
      (?:revenir|retourner|repasser) (?:à|sur) (?:l'ancienn?e?|notre ancien)
      on (?:part|va) (?:chez|voir) (?:un |une )?(?:autres?|concurrent)
    `,
    LETTER_BORDERS,
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
      (?<!^)sinon
      faux|fausse
      trop cher
      moins chers?|moins chères?|% de moins|pour cent de moins
      erreurs?
      manqu\p{L}+
      inutilisable
      ne (?:fonctionne|marche|saisissent|répond\p{L}*) (?:pas|plus)
      refuse\p{L}*
      en danger
      catastrophe
      lente?s?
      concurrence
      sous-effectif
      (?:repass|retourn|revien)\p{L}+ (?:au|à|aux) (?:papier|téléphone|ancien\p{L}*|tableur|fax)
      (?:on|nous|ils) ferm\p{L}+|fermeture
      sortir (?:du|de|d'ici)|de sortir
      déclaration à|signalement|inspection
      (?:d'affilée|de suite)
      failli|frôlé
      abandonn\p{L}+|renonc\p{L}+
      hors de question|grève
      arrête de travailler|s'en va
      faillite|liquidation|redressement
      (?:n'a|n'ont|n'ai|n'y a|n'avons) plus
      j'ai peur|on a peur|craint|crains
      pas assez|trop peu|impossible
      contre (?:le projet|cette|ce|nous)|oppos\p{L}+
      retraite|congé maternité|congé parental
      amendes?
      vides
      ça coupe
      (?:deux fois|en double)
      menac\p{L}+
      coup(?:er|ent|é)
      avocate?s?|presse|plaintes?|mise en demeure|régulateur
      remettre en concurrence|mise en concurrence
      élections
      budget (?:baisse|réduit|gelé)
      (?:autre|deuxième) (?:offre|devis)
      (?:une )?(?:offre|devis|proposition) (?:de chez|de la part|d'un concurrent)
      appel d'offres
      (?:autre|changer de) (?:prestataire|fournisseur|éditeur)s?
      rachet\p{L}*|rachat
      fusionn?\p{L}*
      réorganis\p{L}*
      consolider
      on gèle|gelée?s?
      quitte|départ en retraite|successeur|remplaçante?
      (?:sans|tant que) [^?]{3,80}(?:ne|n')[^?]{1,40}(?:pas|plus|rien)
      (?:ne|n')[^.?]{1,60} pas [^.?]{0,60}sans(?! (?:souci|problème))
      sans [^,.?]{2,60}, (?:on|nous) (?:reporte|arrête|perd|refait)\p{L}*
      (?:deuxième|troisième|quatrième|énième) fois
      toujours (?:pas|rien)
      personne (?:ne|pour)
      (?:ne|n')\p{L}* ?(?:\p{L}+ )?(?:arrivent?|marchent?|fonctionnent?|démarrent?|répondent?) (?:plus|pas)
      plant(?:e|ée?s?|ent)
      restée?s? (?:au|à|bloqu)
      surréservations?|satur\p{L}*
      j'arrête|on arrête
      je ne vois pas comment
      pénalités?
      coûté|à nos frais
      trop (?:long|longue|complexe|lent|lente|compliquée?)
      compliquée?s?
      embêtante?s?
      pas (?:budgétée?s?|acceptable|prévue?s?|le temps)
      hausse
      répondu le
      (?:ne|n')[^.?]{0,30}(?:utilisée?s?|pris(?:e|es)? en charge|prend)(?: plus)?(?: que| en charge)
      dernier délai|date limite
      si ça (?:recommence|continue)
      réversibilité
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
      il (?:me|nous) (?:faut|faudrait|faudra)|(?:nous avons besoin|nous aurions besoin|j'aurais besoin|on a besoin|j'ai besoin)
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
  tagQuestion:
    /,? (?:et (?:ensuite )?vous [^,?]{2,60}|d'accord|ça (?:vous|te) (?:va|convient)|c'est (?:bien )?(?:ça|cela)|n'est-ce pas|non|okay)\s?\?$/iu,
  agreement:
    /^(?:(?:oui|bon|ok|très bien)[,.]? )?(?:entendu|ça marche|ça (?:me|nous) va|on fait comme ça|c'est d'accord|marché conclu|adjugé)(?:[.!,]|$)/iu,
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
      (?<!\p{L})(?:le|au|du|avant le|d'ici le) (?:\d{1,2}|premier|quinze|vingt|trente)(?! ?(?:euros|€|%|pour|heures))(?!\p{L}|\d)
    `,
  ),
  spelledNumber: anyOf(
    String.raw`
      (?:deux|trois|quatre|cinq|six|sept|huit|neuf)(?= (?:ans|mois|semaines|jours|heures|hôtels|sites|personnes|agences|mille|cents?|millions?))|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|cents|mille|millions?|pour cent
    `,
    LETTER_BORDERS,
  ),
};
