import type { CallScript } from '../script.ts';

/** Short check-ins in Swedish. */
export const SWEDISH_SHORT_CALLS: readonly CallScript[] = [
  {
    key: 'short-superanvandare',
    title: 'Norrland Energi – superanvändarna',
    language: 'swe',
    company: 12,
    daysAgo: 7,
    at: '08:00',
    ours: ['elin'],
    theirs: ['karin'],
    hasCrmLink: true,
    text: `
elin: God morgon Karin, är det mörkt hos er ännu?
karin: Ja, det är mörkt till halv tio. Man vänjer sig.
elin: Hur gick det med superanvändarna?
karin: Bra. Av 18 stationer har 15 en superanvändare nu.
elin: Vilka tre saknas?
karin: Jokkmokk, Arvidsjaur och Storuman. Där finns det ingen som har tid.
elin: Jag kan ringa stationscheferna på torsdag.
karin: Gör gärna det. Utan superanvändare får stationen inte börja, det har vi bestämt.
elin: Och när börjar de andra?
karin: Den 11 januari. Fram till dess måste alla ha gått kursen.
elin: Kursen kostar 1 200 kronor per person.
karin: Ja, och den budgeten är godkänd. Min oro är snarare täckningen i fjällen, appen tappar kontakten.
elin: Jag skickar dig instruktionen för offline-läget i dag.
karin: Tack. Det är Per-Olof Stenman som ansvarar för fjällstationerna.
elin: Då tar jag med honom också.
karin: Bra. Nu ska jag ha kaffe.
`,
    mustKeep: [
      { kind: 'number', accept: ['18 stationer'] },
      { kind: 'decision', accept: ['får stationen inte börja'] },
      { kind: 'date', accept: ['11 januari'] },
      { kind: 'amount', accept: ['1 200 kronor'] },
      { kind: 'risk', accept: ['tappar kontakten'] },
      { kind: 'owner', accept: ['Per-Olof Stenman'] },
    ],
    promises: [
      'ringa stationscheferna',
      'instruktionen för offline-läget',
      'tar jag med honom',
      'som ansvarar för',
    ],
    decisions: ['den budgeten är godkänd'],
  },
  {
    key: 'short-avtal',
    title: 'Norrland Energi – avtalet',
    language: 'swe',
    company: 12,
    daysAgo: 16,
    at: '10:00',
    ours: ['elin', 'dana'],
    theirs: ['anders'],
    hasCrmLink: true,
    text: `
elin: Hej Anders, Dana är med i dag.
anders: Hej hej. Jag sitter i bilen, så jag kan försvinna.
dana: Då tar vi det viktigaste först. Avtalet går ut den 28 februari.
anders: Jag vet. Styrelsen vill ha ett pris före jul.
dana: Vi föreslår 1,9 miljoner kronor per år i två år.
anders: Det är 200 000 mer än i år.
dana: Ja, men då ingår fjällstationerna.
anders: Okej. Om priset inte går under 1,8 miljoner måste vi göra en upphandling, så är reglerna.
elin: Det vill ingen av oss.
dana: Jag återkommer med ett nytt pris senast den 20 november.
anders: Bra. Och supporten på natten, den behöver vi, vi har 26 montörer i jour.
elin: Nattsupporten ingår redan.
anders: Utmärkt. Då är vi överens om två år, om priset stämmer.
dana: Tack Anders. Vem skriver under?
anders: Vår ekonomichef, Lisbeth Åkerman.
elin: Jag bokar ett möte med henne i december.
anders: Gör det. Nu kommer tunneln.
`,
    mustKeep: [
      { kind: 'date', accept: ['28 februari'] },
      { kind: 'amount', accept: ['1,9 miljoner'] },
      { kind: 'risk', accept: ['göra en upphandling'] },
      { kind: 'promise', accept: ['nytt pris senast den 20 november'] },
      { kind: 'decision', accept: ['överens om två år'] },
      { kind: 'owner', accept: ['Lisbeth Åkerman'] },
    ],
    promises: ['ett nytt pris senast', 'bokar ett möte'],
    decisions: ['om två år, om priset stämmer'],
  },
  {
    key: 'short-skyddsombud',
    title: 'Norrland Energi – skyddsombudet',
    language: 'swe',
    company: 12,
    daysAgo: 2,
    at: '13:00',
    ours: ['elin', 'owen'],
    theirs: ['anders', 'karin'],
    hasCrmLink: true,
    text: `
elin: Hej på er. Vi har skyddsombudets frågor framför oss.
karin: Bra. Det är sju frågor, men bara två är svåra.
anders: Den första gäller larmknappen. Den måste fungera utan täckning.
owen: Larmknappen skickar via satellit om man har den nya enheten.
anders: Vad kostar den?
owen: 2 450 kronor styck, och ni behöver 40.
anders: Det blir 98 000. Det får jag ta av säkerhetsbudgeten.
karin: Den andra frågan är positionen. Skyddsombudet vill att den stängs av på rasten.
elin: Det går att ställa in, jag visar dig i morgon.
karin: Annars stoppar han införandet, han har gjort det förr.
anders: Då säger vi så: positionen är av på rasten, det är beslutat.
owen: Jag skriver svaren på alla sju frågor till den 27 november.
karin: Tack. Han heter Göran Lövgren, skicka dem direkt till honom.
elin: Det gör vi. När är nästa möte med skyddskommittén?
anders: Den 3 december klockan nio.
elin: Jag är med på telefon.
karin: Perfekt, hej så länge.
`,
    mustKeep: [
      { kind: 'amount', accept: ['2 450 kronor'] },
      { kind: 'number', accept: ['98 000', 'ni behöver 40'] },
      { kind: 'risk', accept: ['stoppar han införandet'] },
      { kind: 'decision', accept: ['positionen är av på rasten'] },
      { kind: 'promise', accept: ['svaren på alla sju frågor'] },
      { kind: 'date', accept: ['3 december'] },
    ],
    promises: [
      'visar dig i morgon',
      'svaren på alla sju frågor',
      'skicka dem direkt till honom',
      'Jag är med på telefon',
    ],
    decisions: ['av på rasten, det är beslutat'],
  },
];
