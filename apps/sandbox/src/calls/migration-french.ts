import type { CallScript } from './script.ts';

/** Groupe Lavoisier, in French: the week before the old system is switched off. */
export const migrationFrench: CallScript = {
  key: 'migration-french',
  title: 'Groupe Lavoisier – bascule des données',
  language: 'fre',
  company: 13,
  daysAgo: 3,
  at: '09:00',
  ours: ['camille', 'rafael'],
  theirs: ['helene', 'mathieu'],
  hasCrmLink: true,
  text: `
camille: Bonjour à tous. Est-ce que tout le monde m'entend ?
helene: Bonjour Camille. Oui, très bien.
mathieu: Bonjour. Moi aussi, mais je vous préviens, il y a des travaux au-dessus.
camille: Ce n'est pas grave. Je suis avec Rafael, qui pilote la mise en place.
rafael: Bonjour. Je parle français, mais lentement.
helene: Lentement, c'est parfait, c'est lundi matin.
mathieu: On est mardi, Hélène.
helene: Ah bon ? Alors la semaine commence bien.
camille: Alors, on est à dix jours de la bascule. Je vous propose de voir les données, les risques, et la décision.
helene: Très bien. La décision surtout, parce que j'ai le comité de direction à onze heures.
## Les données
camille: Mathieu, tu veux commencer avec la dernière répétition ?
mathieu: Oui. Donc on a fait la répétition générale samedi, et ça a duré neuf heures au lieu de six.
rafael: C'était à cause des pièces jointes, non ?
mathieu: Oui, les photos. Il y a des gens qui ont photographié leur déjeuner depuis 2011.
helene: Et c'est dans la base ?
mathieu: C'est dans la base, en haute définition.
helene: Formidable.
mathieu: Pour les chiffres, on a repris 48 200 équipements sur 48 650.
camille: Donc il en manque 450.
mathieu: Il en manque 450, oui. Ce sont surtout des compteurs sans adresse.
rafael: On peut les reprendre quand même, avec une adresse provisoire.
mathieu: C'est ce que je voulais proposer. Comme ça ils ne sont pas perdus.
helene: Et qui corrige les adresses après ?
mathieu: Les agences. Chacune en a une vingtaine, ça se fait en une matinée.
helene: D'accord. Mais il faut une date, sinon ça ne se fera jamais.
mathieu: Les agences corrigent les adresses avant le 15 janvier.
helene: Le 15 janvier, très bien, je leur écrirai.
camille: Et l'historique des interventions ?
mathieu: Là, c'est bon. Cinq ans d'historique, et les contrôles par sondage sont justes.
rafael: J'ai vérifié deux cents lignes à la main. Une seule erreur, et c'était une faute de frappe de 2019.
helene: Vous avez vérifié deux cents lignes à la main ?
rafael: Oui. Avec beaucoup de café.
## Les risques
camille: Parlons des risques, alors. Qu'est-ce qui vous inquiète le plus, Hélène ?
helene: La facturation. En décembre, nous facturons la moitié de l'année, c'est comme ça chez nous.
camille: Oui, vous l'aviez dit.
helene: Si les interventions ne remontent pas dans la facturation, nous bloquons 1,8 million d'euros de factures en décembre.
rafael: C'est beaucoup.
helene: C'est énorme. Mon directeur financier ne dort plus. Il m'envoie des messages à trois heures du matin.
mathieu: À moi aussi.
camille: Et techniquement, où en est-on avec l'interface de facturation ?
mathieu: Elle marche en test. Mais on n'a testé que les contrats simples, pas les contrats multi-sites.
rafael: Les contrats multi-sites, c'est combien ?
mathieu: C'est à peu près un tiers des contrats.
helene: Un tiers, et ce sont les plus gros clients.
camille: Donc il faut les tester avant la bascule, c'est clair.
mathieu: Il me faut trois jours et quelqu'un de chez vous.
rafael: Moi, je peux. Je teste les contrats multi-sites avec Mathieu d'ici vendredi.
helene: Merci. Ça, c'est le point le plus important pour moi.
mathieu: L'autre risque, c'est le réseau dans les sous-stations. Les tablettes ne captent pas toujours.
camille: Le mode hors ligne est activé, ça devrait aller.
mathieu: Ça devrait, oui. J'ai un technicien, Bruno, qui a réussi à perdre une journée entière.
rafael: Comment il a fait ?
mathieu: Il a désinstallé l'application parce qu'elle lui demandait de se synchroniser.
helene: C'est tout Bruno, ça.
## La décision
helene: Bon. Alors, est-ce qu'on bascule ou pas ? Il me faut une phrase.
camille: Rafael, ton avis ?
rafael: Si les contrats multi-sites sont bons vendredi, je suis pour. Sinon, on attend une semaine.
mathieu: Pareil.
helene: Et si on attend une semaine, on tombe où ?
mathieu: On tombe sur le 11, et là c'est la clôture. Donc non. Ce serait janvier.
helene: Janvier, c'est impossible. L'ancien système s'arrête le 31 décembre, et le prolonger coûte 35 000 euros par mois.
camille: 35 000 euros par mois, c'est confirmé par l'éditeur ?
helene: C'est confirmé, par écrit, avec un sourire.
mathieu: Un sourire ?
helene: Un émoji. J'étais furieuse.
camille: Je comprends.
helene: Alors voilà. Nous avons décidé de basculer le week-end du 5 décembre, si le test de vendredi est bon.
camille: C'est noté. Et qui donne le feu vert vendredi soir ?
helene: C'est Mathieu qui donne le feu vert, et il m'appelle, même tard.
mathieu: D'accord. Je prends la responsabilité du feu vert.
helene: Et s'il y a un problème le dimanche, on revient en arrière comment ?
rafael: L'ancien système reste en lecture pendant tout le week-end. Jusqu'à dimanche, vingt heures, on peut revenir sans perte.
helene: Et après vingt heures ?
rafael: Après, on avance.
helene: J'aime bien. On avance.
## L'organisation
camille: Pour le week-end, je vous propose une permanence. Nous aurons quatre personnes d'astreinte pendant tout le week-end.
mathieu: Moi, je suis sur place avec deux collègues. On a commandé des pizzas.
helene: Pour trois personnes ?
mathieu: Pour douze. On ne sait jamais.
camille: Et la première semaine, on fait un point tous les matins à huit heures et quart.
helene: Un quart d'heure, pas plus.
camille: Un quart d'heure. Et je vous envoie le plan de bascule détaillé demain matin.
helene: Avec les noms et les numéros de téléphone ?
camille: Avec les noms et les numéros.
helene: Et pour les utilisateurs, qui leur écrit ? Parce qu'il y en a six cents, et la moitié ne lit pas les messages.
mathieu: Je fais une affiche. À côté de la machine à café, ils la verront.
camille: Très bonne idée. On peut t'aider avec un modèle.
mathieu: Volontiers. Avec une photo de Bruno.
helene: Pas de photo de Bruno.
mathieu: Dommage.
rafael: Une dernière question. Les mots de passe, c'est par la connexion unique, oui ?
mathieu: Oui, tout le monde est dans l'annuaire, sauf les intérimaires. Ils sont trente.
rafael: Alors je crée trente comptes provisoires. Pas de problème.
camille: Parfait. On a tout ? Hélène ?
helene: Oui. Si tout se passe bien, je vous invite à déjeuner à Lyon.
camille: On prendra une photo du déjeuner.
mathieu: Et on la met dans la base.
helene: Surtout pas ! Allez, bonne journée à tous.
rafael: Bonne journée, merci.
camille: Merci, à vendredi. Au revoir.
`,
  mustKeep: [
    { kind: 'number', accept: ['48 200 équipements'] },
    { kind: 'date', accept: ['15 janvier'] },
    { kind: 'risk', accept: ["1,8 million d'euros"] },
    { kind: 'promise', accept: ['Je teste les contrats multi-sites'] },
    { kind: 'amount', accept: ['35 000 euros par mois', '35 000 euros'] },
    { kind: 'decision', accept: ['basculer le week-end du 5 décembre'] },
    { kind: 'owner', accept: ['Mathieu qui donne le feu vert'] },
    { kind: 'promise', accept: ['plan de bascule détaillé'] },
  ],
  promises: [
    'je leur écrirai',
    'Je teste les contrats multi-sites',
    "C'est Mathieu qui donne le feu vert",
    'le plan de bascule détaillé',
    'je crée trente comptes provisoires',
    'Les agences corrigent les adresses',
    'Nous aurons quatre personnes',
    'on fait un point tous les matins',
    'Je fais une affiche',
    "On peut t'aider avec un modèle",
  ],
  decisions: ['le test de vendredi est bon'],
};
