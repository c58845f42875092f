import type { CallScript } from '../script.ts';

/** Short check-ins in French. */
export const FRENCH_SHORT_CALLS: readonly CallScript[] = [
  {
    key: 'short-reprise',
    title: 'Groupe Lavoisier – reprise des contrats',
    language: 'fre',
    company: 13,
    daysAgo: 8,
    at: '09:00',
    ours: ['camille'],
    theirs: ['mathieu'],
    hasCrmLink: true,
    text: `
camille: Bonjour Mathieu, vous m'entendez bien ?
mathieu: Très bien, oui. Désolé pour le retard, le métro était bloqué.
camille: Pas de souci. Alors, la reprise des contrats, où en est-on ?
mathieu: On a repris 1 840 contrats sur 2 100. Le reste n'a pas d'adresse valable.
camille: Donc 260 contrats sans adresse.
mathieu: Exactement. C'est l'agence de Lyon qui doit les corriger.
camille: Et qui s'en occupe là-bas ?
mathieu: C'est Sandrine Morel qui est responsable des adresses à Lyon.
camille: D'accord. Je vous envoie la liste des 260 contrats cet après-midi.
mathieu: Merci. Par contre, si la correction n'est pas finie le 5 décembre, on devra décaler la bascule.
camille: Ce serait embêtant. On a combien de marge ?
mathieu: Deux jours, pas plus. La direction ne veut plus de report.
camille: Je comprends. Je vais demander à Rafael de préparer un import de secours avant vendredi.
mathieu: Bonne idée. Autre chose, le prix de la reprise, c'est bien 9 600 euros ?
camille: Oui, 9 600 euros, comme prévu.
mathieu: Alors c'est validé, Hélène a signé hier.
camille: Formidable. Bonne journée, Mathieu.
mathieu: À bientôt.
`,
    mustKeep: [
      { kind: 'number', accept: ['1 840 contrats'] },
      { kind: 'owner', accept: ['Sandrine Morel'] },
      { kind: 'promise', accept: ['la liste des 260 contrats'] },
      { kind: 'date', accept: ['5 décembre'] },
      { kind: 'risk', accept: ['décaler la bascule'] },
      { kind: 'amount', accept: ['9 600 euros'] },
    ],
    promises: ['la liste des 260 contrats', 'demander à Rafael', 'responsable des adresses'],
    decisions: ["c'est validé, Hélène a signé hier"],
  },
  {
    key: 'short-formation-french',
    title: 'Groupe Lavoisier – formation des agences',
    language: 'fre',
    company: 13,
    daysAgo: 14,
    at: '14:30',
    ours: ['camille', 'rafael'],
    theirs: ['helene', 'mathieu'],
    hasCrmLink: true,
    text: `
camille: Bonjour à tous les deux. Rafael est avec moi aujourd'hui.
helene: Bonjour. Il fait un froid terrible à Paris.
rafael: Ici aussi. On parle de la formation ?
helene: Oui. Nous avons 14 agences et 320 personnes à former avant la fin du mois de janvier.
rafael: En salle ou à distance ?
helene: À distance, sauf pour Marseille. Marseille a demandé une journée sur place.
camille: Je peux aller à Marseille le 12 janvier.
mathieu: Parfait, je réserve la salle.
helene: Ce qui m'inquiète, c'est le réseau des agences. À Nantes la vidéo coupe sans arrêt.
rafael: Alors je vous prépare des vidéos à télécharger, d'ici le 18 décembre.
helene: Très bien. Et le coût ?
camille: Trois sessions sont comprises, les autres coûtent 850 euros chacune.
helene: Nous en prendrons cinq en tout, donc deux à payer.
camille: Deux sessions à 850 euros, c'est noté.
mathieu: Nous avons décidé que chaque agence aura un référent.
helene: Oui, c'est décidé. Je vous transmettrai les noms la semaine prochaine.
camille: Merci Hélène. Bon courage pour le froid.
helene: Merci, au revoir.
`,
    mustKeep: [
      { kind: 'number', accept: ['320 personnes'] },
      { kind: 'date', accept: ['12 janvier'] },
      { kind: 'risk', accept: ['la vidéo coupe'] },
      { kind: 'promise', accept: ['vidéos à télécharger'] },
      { kind: 'amount', accept: ['850 euros'] },
      { kind: 'decision', accept: ['chaque agence aura un référent'] },
    ],
    promises: ['aller à Marseille', 'je réserve la salle', 'vidéos à télécharger', 'les noms la semaine'],
    decisions: ['que chaque agence aura un référent'],
  },
  {
    key: 'short-renouvellement',
    title: 'Groupe Lavoisier – renouvellement',
    language: 'fre',
    company: 13,
    daysAgo: 21,
    at: '11:00',
    ours: ['camille', 'sofia'],
    theirs: ['helene'],
    hasCrmLink: true,
    text: `
sofia: Bonjour Hélène, merci de nous recevoir.
helene: Avec plaisir. Je n'ai qu'une demi-heure, mon train part à midi.
sofia: On ira vite. Le contrat se termine le 31 mars.
helene: Oui, et je vous le dis franchement, la direction compare avec Opteo.
camille: Qu'est-ce qui plaît chez Opteo ?
helene: Le prix. Ils proposent 138 000 euros par an, vous êtes à 156 000.
sofia: Sur trois ans je peux descendre à 144 000 euros.
helene: C'est mieux. Mais il me faut aussi un engagement sur la disponibilité.
camille: Nous garantissons 99,5 pour cent aujourd'hui.
helene: Il me faut 99,8, sinon le service juridique bloque le dossier.
sofia: Je vais vérifier avec notre directeur technique et je vous réponds avant le 10 novembre.
helene: Merci. Si les deux points sont réglés, nous sommes d'accord pour trois ans.
sofia: C'est une très bonne nouvelle.
helene: Le dossier passe au comité le 24 novembre. C'est François Delmas qui préside le comité.
camille: Je vous envoie une synthèse pour le comité.
helene: Deux pages, pas plus. Il ne lit jamais la troisième.
sofia: Promis. Bon voyage !
helene: Merci, à bientôt.
`,
    mustKeep: [
      { kind: 'date', accept: ['31 mars'] },
      { kind: 'risk', accept: ['compare avec Opteo'] },
      { kind: 'amount', accept: ['144 000 euros'] },
      { kind: 'number', accept: ['99,8'] },
      { kind: 'owner', accept: ['François Delmas'] },
      { kind: 'decision', accept: ["nous sommes d'accord pour trois ans"] },
    ],
    promises: ['vérifier avec notre directeur technique', 'une synthèse pour le comité'],
    decisions: ["nous sommes d'accord pour trois ans"],
  },
  {
    key: 'short-incident-french',
    title: 'Groupe Lavoisier – incident de lundi',
    language: 'fre',
    company: 13,
    daysAgo: 6,
    at: '16:00',
    ours: ['camille', 'yuki'],
    theirs: ['mathieu'],
    hasCrmLink: true,
    text: `
camille: Bonjour Mathieu. Yuki est avec moi pour l'incident de lundi.
mathieu: Bonjour. Les techniciens étaient furieux, je ne vous le cache pas.
yuki: Je comprends. L'application est restée bloquée de 7 h 10 à 9 h 25.
mathieu: Chez nous 76 techniciens n'ont pas pu partir. Cela nous a coûté environ 11 000 euros.
yuki: La cause est un index manquant après la mise à jour.
mathieu: Et pourquoi personne ne l'a vu avant ?
yuki: Le test n'utilisait pas vos volumes. Nous ajoutons un test avec vos volumes d'ici le 4 décembre.
mathieu: D'accord. Mais un deuxième lundi comme ça, et la direction demande à sortir du contrat.
camille: C'est très clair. Je vous envoie le rapport complet demain matin.
mathieu: Merci. Il faut aussi prévenir les agences avant chaque mise à jour.
yuki: Combien de temps avant ?
mathieu: Trois jours ouvrés. Envoyez le message à Karim Benali, c'est lui qui coordonne les agences.
camille: Entendu, c'est convenu : trois jours ouvrés, message à Karim Benali.
yuki: Et la prochaine mise à jour est reportée au 15 décembre.
mathieu: Très bien, merci à vous.
camille: Bonne fin de journée.
`,
    mustKeep: [
      { kind: 'number', accept: ['76 techniciens'] },
      { kind: 'amount', accept: ['11 000 euros'] },
      { kind: 'risk', accept: ['sortir du contrat'] },
      { kind: 'date', accept: ['15 décembre'] },
      { kind: 'owner', accept: ['Karim Benali'] },
      { kind: 'promise', accept: ['rapport complet'] },
    ],
    promises: ['un test avec vos volumes', 'rapport complet', 'Envoyez le message à Karim Benali'],
    decisions: ['jours ouvrés, message à Karim Benali', 'jour est reportée au 15 décembre'],
  },
  {
    key: 'short-tableau-french',
    title: 'Groupe Lavoisier – tableau de bord',
    language: 'fre',
    company: 13,
    daysAgo: 3,
    at: '10:30',
    ours: ['camille'],
    theirs: ['helene'],
    hasCrmLink: true,
    text: `
camille: Bonjour Hélène, vous avez passé un bon week-end ?
helene: Excellent, merci. J'ai enfin vu la mer.
camille: Quelle chance ! Alors, le tableau de bord vous plaît ?
helene: Oui, beaucoup. Le taux de première visite est passé de 68 à 79 pour cent.
camille: C'est un très beau résultat.
helene: Le comité l'a remarqué. En revanche, les agences du sud ne saisissent pas les pièces.
camille: Quelles agences exactement ?
helene: Nice et Toulon. Sans les pièces, le stock est faux et nous perdons environ 4 500 euros par mois.
camille: Je vais appeler les deux agences cette semaine.
helene: Merci. À Toulon, parlez à Nadège Roux, c'est elle qui gère le stock.
camille: Nadège Roux, très bien.
helene: J'aimerais aussi recevoir le tableau chaque lundi à huit heures.
camille: C'est possible, je vous programme l'envoi pour le 30 novembre.
helene: Parfait. Et nous avons décidé d'ouvrir l'accès aux directeurs régionaux.
camille: Combien sont-ils ?
helene: Six. Ils ne doivent voir que leur région.
camille: Je crée les six accès demain.
helene: Merci beaucoup, bonne semaine.
`,
    mustKeep: [
      { kind: 'number', accept: ['68 à 79 pour cent'] },
      { kind: 'risk', accept: ['le stock est faux'] },
      { kind: 'amount', accept: ['4 500 euros'] },
      { kind: 'owner', accept: ['Nadège Roux'] },
      { kind: 'date', accept: ['30 novembre'] },
      { kind: 'decision', accept: ["ouvrir l'accès aux directeurs régionaux"] },
    ],
    promises: ['appeler les deux agences', "programme l'envoi", 'crée les six accès'],
    decisions: ["décidé d'ouvrir l'accès aux directeurs régionaux"],
  },
];
