import type { CallScript } from './script.ts';

/** Norrland Energi, in Swedish: the crews were never trained, and it shows. */
export const trainingSwedish: CallScript = {
  key: 'training-swedish',
  title: 'Norrland Energi – utbildning',
  language: 'swe',
  company: 12,
  daysAgo: 9,
  at: '12:00',
  ours: ['elin'],
  theirs: ['anders', 'karin'],
  hasCrmLink: false,
  text: `
elin: Hej Karin, hej Anders! Hör ni mig bra?
karin: Hej! Ja, jättebra.
anders: Tjena. Jag sitter i bilen, men jag är parkerad, lugn.
elin: Skönt att höra. Har ni fått snö?
anders: Tjugo centimeter i natt. Och två linjer nere utanför Lycksele.
karin: Så det är lite rörigt i dag, men vi ville inte ställa in.
elin: Tack för att ni tar er tid ändå. Vi kan hålla det kort.
anders: Det är bra. Jag har en halvtimme, sen måste jag ringa ledningscentralen.
## Läget
elin: Då så. Karin, du skrev att det inte riktigt fungerar ute hos lagen. Vill du berätta?
karin: Ja, alltså. Vi har ju haft systemet sedan i våras. Men folk använder det inte som det var tänkt.
anders: De använder det som en kalender. Och sen ringer de ändå.
karin: Av våra 180 tekniker är det bara 62 som har gått utbildningen.
elin: Bara 62? Jag trodde att det var fler.
karin: Det trodde vi också. Men vi räknade de som var inbjudna, inte de som kom.
anders: Älgjakten. Ni lade utbildningen i älgjakten, Elin.
elin: Åh nej. Det borde jag ha vetat.
anders: Det är lugnt, men du får aldrig göra om det.
elin: Jag lovar. Aldrig mer älgjakten.
karin: Och de som inte har gått kursen hittar på egna sätt. I Vilhelmina skriver de allt i fältet för kommentar.
anders: Allt. Även vad de åt till lunch.
elin: Vad åt de?
anders: Palt. Det är alltid palt.
## Följder
elin: Vad får det för följder för er, mer konkret?
anders: Framför allt säkerheten. Frånkopplingen ska bekräftas i appen innan någon klättrar upp.
anders: Förra veckan var det tre arbeten där ingen hade bekräftat frånkopplingen.
elin: Oj. Det är allvarligt.
anders: Det är jätteallvarligt. Om det händer igen stoppar skyddsombudet hela appen, och det har han rätt till.
karin: Han heter Roger, och han menar vad han säger.
elin: Jag förstår. Och vad gjorde de i stället, ringde de?
anders: De ringde, ja. Det är inte så att någon var i fara. Men det finns inget spår.
karin: Och sen är det rapporterna till myndigheten. De blir fel när tiderna saknas.
anders: Vi har fått ett föreläggande med ett vite på 400 000 kronor om rapporterna inte stämmer i januari.
elin: 400 000 kronor. Okej. När i januari?
karin: Rapporten ska vara inne senast den 20 januari.
elin: Då har vi åtta veckor, ungefär. Med jul emellan.
karin: Med jul emellan, ja. Och storm emellan, om vi känner vädret rätt.
## Plan
elin: Då tycker jag att vi gör en riktig plan nu. Hur lär sig folk bäst hos er? Är det på plats?
anders: På plats. Ingen sitter framför en skärm i två timmar. De somnar.
karin: Och i små grupper. Sex eller åtta, vid bordet i fikarummet.
elin: Hur lång tid kan ni avvara dem?
anders: En förmiddag. Inte mer.
elin: En förmiddag räcker, om vi bara tar det som är viktigt. Frånkoppling, tider, foto, klart.
karin: Det låter bra. Det andra kan de lära sig sen.
elin: Jag kommer upp till er och håller åtta utbildningar på plats i december.
anders: Du själv?
elin: Jag själv. Och jag tar med mig Ben från supporten, han är bra på surfplattorna.
anders: Pratar han svenska?
elin: Nej, men han pratar palt.
anders: Då går det bra.
karin: Vilka orter tänkte du? Vi har nio stationer.
elin: Jag tänkte Umeå, Lycksele, Vilhelmina och Storuman, två dagar på varje.
karin: Arvidsjaur får åka till Storuman, det är de vana vid.
elin: Perfekt. Vi börjar i Lycksele den 7 december, om det passar.
anders: Den 7 december passar. Om inte linjen ligger nere igen.
elin: Och vad kostar det, undrar ni kanske. Ni har ju tre utbildningsdagar kvar i avtalet.
karin: Jaha, har vi det?
elin: Ja. Och resten bjuder vi på, eftersom det var jag som lade det i älgjakten.
anders: Det var hyggligt.
karin: Jättebra. Då ordnar jag rum och fika.
## Ansvar
elin: Det som jag tror saknas är någon på varje station som kan lite mer än de andra. En superanvändare.
karin: Det har vi pratat om. Vi har beslutat att varje station ska ha en superanvändare.
anders: Och de får en timme i veckan för det. Det har jag redan godkänt.
elin: Vilken bra nyhet. Vem håller ihop dem?
anders: Det är Karin som ansvarar för superanvändarna.
karin: Ja, det är jag. Jag skickar en lista med namn till dig på fredag.
elin: Toppen. Då gör jag en egen kanal för dem, så att de kan fråga varandra.
karin: Kan de fråga dig också?
elin: Absolut. Jag svarar samma dag, utom i älgjakten.
anders: Nu börjar hon lära sig.
elin: En sak till. Snabbguiden på ett papper, den ni bad om i våras. Jag skickar snabbguiden på svenska senast på torsdag.
karin: Den behöver tåla väta. Jag plastar in den.
anders: Och gör texten stor. Det är mörkt och de har hjälm.
elin: Stor text. Jag skriver upp det.
## Uppföljning
elin: Hur vet vi att det har fungerat? Vad vill ni mäta?
anders: Frånkopplingarna. Jag vill att 95 procent är bekräftade i appen före jul.
elin: Vad ligger ni på i dag?
anders: Ungefär 70.
elin: Då sätter vi 95 procent som mål. Jag skickar siffran varje måndag.
karin: Till mig och Anders, och gärna till Roger.
elin: Till Roger också. Han ska få se att det går åt rätt håll.
anders: Det gör honom glad. Så glad som Roger blir.
karin: Han log en gång, på 2019 års julfest.
elin: Ha ha. Då satsar vi på en gång till.
elin: Ska vi ha en avstämning den 18 december, när alla har gått?
karin: Den 18 december klockan tio, det går bra.
anders: Jag är med om det inte blåser.
elin: Då säger vi det. Är det något mer som ligger och skaver?
anders: Nej, men jag vill säga att appen är bra. Det är vi som inte har lärt oss den.
elin: Tack, det värmer. Och kör försiktigt.
anders: Alltid. Hej då!
karin: Hej då, tack Elin.
elin: Hej hej!
`,
  mustKeep: [
    { kind: 'number', accept: ['bara 62 som har gått utbildningen', '62'] },
    { kind: 'risk', accept: ['stoppar skyddsombudet hela appen'] },
    { kind: 'amount', accept: ['400 000 kronor'] },
    { kind: 'date', accept: ['20 januari'] },
    { kind: 'promise', accept: ['åtta utbildningar på plats'] },
    { kind: 'date', accept: ['7 december'] },
    { kind: 'decision', accept: ['varje station ska ha en superanvändare'] },
    { kind: 'owner', accept: ['Karin som ansvarar för superanvändarna'] },
  ],
  promises: [
    'jag tar med mig Ben',
    'Då ordnar jag rum och fika',
    'Karin som ansvarar för superanvändarna',
    'Jag skickar en lista med namn',
    'Jag skickar snabbguiden',
    'Jag skickar siffran varje måndag',
    'Jag kommer upp till er',
    'Då gör jag en egen kanal',
    'Jag plastar in den',
  ],
  decisions: ['varje station ska ha en superanvändare'],
};
