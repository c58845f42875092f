/** Words of grammar, small talk and hesitation in English, lower case: never the subject of a meeting. */
export const ENGLISH_FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a about above actually after again against ah all almost alright also although always am an and another any anybody ' +
    'anyone anything anyway are aren around as ask at away back basically be because been before being below better ' +
    'between bit both but by bye call came can cannot cause cool could couldn cuz d day did didn do does doesn doing don ' +
    'done down during each either else er erm even ever every everybody everyone everything exactly far few fine first ' +
    'for from further get gets getting give given go goes going gonna good got gotta great guess guy guys had hadn has ' +
    'hasn have haven having he hello hello her here hers hey hi him his hm hmm hope how huh i idea if in into is isn it ' +
    'its itself just keep kind kinda know last least less let like little ll look looking lot lots m made make makes making many ' +
    'may maybe me mean means might mine mm more morning most much must my myself need never next nice no nobody non none ' +
    'nope not nothing now o of off oh ok okay on once one ones only or other others otherwise our ours out over own part ' +
    'perhaps point pretty probably put quite rather re really right s said same saw say saying says second see seem ' +
    'seems seen shall she should shouldn since so some somebody someone something sometimes somewhat sorry sort ' +
    'still stuff such suppose sure t take talk talking tell than thank thanks that the their theirs them themselves ' +
    'then there these they thing things think this those though thought through time times to today together too ' +
    'took try trying two uh uhm um under until up upon us use used usually ve very wanna want wanted was wasn way we ' +
    'well went were weren what whatever when where whether which while who whole whom why will with within without won ' +
    'would wouldn yeah yep yes yesterday yet you your yours yourself'
  ).split(' '),
);

/** The same for German. */
export const GERMAN_FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'ab aber ach äh ähm alle allem allen aller alles als also am an andere anderen anderer auch auf aus bei beim ' +
    'bin bis bisschen bist bitte da dabei dafür dagegen daher damit danach danke dann daran darauf darf darum das dass ' +
    'davon dazu dein deine dem den denn der deren des deshalb dessen dich die dies diese diesem diesen dieser dieses dir ' +
    'doch dort du durch eben ein eine einem einen einer eines einfach einige einmal er es etwa etwas euch euer eure für ' +
    'ganz gar gegen genau gerade gerne gewesen gibt gut guten habe haben hallo halt hat hatte hatten hätte hätten hier ' +
    'hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins irgendwie ist ja jede jedem jeden jeder ' +
    'jedes jetzt kann kannst kein keine keinen können könnte könnten mache machen macht mal man manche mehr mein meine ' +
    'meinem meinen meiner mich mir mit möchte möchten müssen muss na nach nachdem natürlich ne nee nein nicht nichts ' +
    'noch nun nur ob oder ohne okay schon sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so soll ' +
    'sollen sollte sollten sondern sonst sozusagen über um und uns unser unsere unserem unseren unserer unter viel ' +
    'viele vielleicht vom von vor war waren warum was weg weil weiter welche welchem welchen welcher wenn wer werde ' +
    'werden wie wieder will wir wird wirklich wo wollen worden wurde wurden würde würden zu zum zur zwar zwischen'
  ).split(' '),
);

/** Words of grammar and small talk in French, Spanish and Swedish; what is short or common in a meeting counts among them anyway. */
export const OTHER_FUNCTION_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'fr',
    new Set(
      (
        'alors après assez aucun aucune aussi autre autres avait avant avec avez avoir avons beaucoup bien bonjour cela celle ' +
        'celui cette ceux chaque chez combien comme comment contre dans demain depuis dernier dernière derrière deux dire dois ' +
        'doit donc elle elles encore enfin entre était être êtes fait faire faudra faut font hier jamais juste leur leurs lors ' +
        'lui mais même merci mieux moins monsieur madame notre nous oui parce parfait parfois parler passé pendant peut peux ' +
        'plus plutôt pour pourquoi pouvez premier première près presque quand quatre quel quelle quelqu quelque quoi rien sans ' +
        'sera serait seulement sinon soit sommes sont sous souvent suis sur surtout tous tout toute toutes très trois trop ' +
        'vais venir vers veux voilà voir vont votre vous vraiment vrai'
      ).split(' '),
    ),
  ],
  [
    'es',
    new Set(
      (
        'ahora además ahí algo alguien algún alguna antes aquella aquí aunque bastante bien bueno buenos cada casi claro como ' +
        'cómo con cosa cosas creo cual cuál cuando cuándo cuanto cuánto dan dar debe deben decir dejar del desde después dice ' +
        'digo donde dónde ella ellos ellas entonces entre era eran esa ese eso esos esta está están estaba estamos estar este ' +
        'esto estos estoy fue fueron gracias gran haber había hace hacemos hacen hacer hacia hago han hasta hay hemos hola hoy ' +
        'igual incluso jamás junto luego mañana más mejor menos mío mire mira misma mismo mucha mucho muchas muchos muy nada ' +
        'nadie ninguna ninguno nos nosotros nuestra nuestro nunca otra otras otro otros para parece pero perfecto poco podemos ' +
        'poder podría por porque puede pueden puedo pues que qué quien quién quiere quiero sabe sea según ser será sería si sí ' +
        'siempre sin sobre solo sólo somos son soy sus suya suyo tal también tampoco tan tanto tenemos tener tengo tiene tienen ' +
        'toda todas todavía todo todos tras tres una unas uno unos usted ustedes vale vamos van veces ver verdad vez voy ya'
      ).split(' '),
    ),
  ],
  [
    'sv',
    new Set(
      (
        'aldrig alla allt alltid andra annan annars bara behöver beslutat blir bort bra både börja börjar dagen dessa detta dig ' +
        'där efter eller eftersom fick finns flera fram från frågar får fått först första ganska gick gjort gäller göra hade han ' +
        'har hela heter honom hos hur här ibland igen ikväll inga ingen inget innan inte jag just jättebra kan kanske klart ' +
        'komma kommer kunna lite ligger lika låter länge mellan men mer mest mina mycket måste någon något några när också ' +
        'om prata redan samma samtidigt sedan sen ska skicka skickar skulle som sina säga säger tack tar till titta tror tycker ' +
        'tänker under upp utan vad var varför varje vem vet vid vilka vilken vilket vill vårt våra väl är över överens'
      ).split(' '),
    ),
  ],
]);
