import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MeetingSummary, summarizeMeeting } from './meeting-summary.ts';
import type { Turn } from './transcript.ts';

/** A call in lines `Speaker: words`; "Us" is ours, everybody else theirs. */
function sumUp(text: string): MeetingSummary {
  const lines = text.trim().split('\n');
  const turns = lines.map((line, index): Turn => {
    const [speaker = '', ...words] = line.split(': ');
    const side = speaker === 'Us' ? 'ours' : 'theirs';
    return { index, speaker, side, text: words.join(': '), startMs: null, endMs: null };
  });
  return summarizeMeeting({ turns, language: null, startedAt: new Date('2026-11-24T15:00:00Z') });
}

const CALL = sumUp(`
Us: Hola, Berta, ¿cómo va la fábrica?
Berta: Bien, gracias. Bueno, el sensor del horno tres se desconecta cada noche y hemos tirado 900 kilos de pan.
Us: Qué mala suerte. Te cambio el sensor el jueves, sin coste.
Berta: De acuerdo. Y me gustaría que el aviso llegara también al encargado.
Us: Eso lo consulto con desarrollo y te escribo mañana.
Berta: Hemos decidido ampliar a la planta de Lugo en abril.
Us: Enhorabuena. ¿Cuántas líneas son?
Berta: Son cuatro líneas y el presupuesto es de 18.500 euros.
Us: Muy bien, no hay problema.
Berta: Yo siempre hago el pedido los viernes.
Us: Voy a compartir la pantalla un momento.
Berta: Vale, ya la veo.`);

test('reads promises, their days and owners in Spanish', () => {
  assert.equal(CALL.language, 'es');
  assert.equal(CALL.languageNote, null);
  assert.deepEqual(
    CALL.actionItems.map(({ evidence, owner, due }) => [evidence.quote, owner, due]),
    [
      ['Te cambio el sensor el jueves, sin coste.', 'Us', '2026-11-26'],
      ['Eso lo consulto con desarrollo', 'Us', null],
      ['te escribo mañana.', 'Us', '2026-11-25'],
    ],
  );
});

test('reads decisions, risks and asks in Spanish', () => {
  assert.deepEqual(
    [CALL.decisions, CALL.risks, CALL.asks].map((claims) => claims.map(({ evidence }) => evidence.turn)),
    [[5], [1], [3]],
  );
});

test('leaves out how a Spanish speaker hesitates, and no word elsewhere', () => {
  const said = 'Eh, el contrato vence, eh, el 30 de junio y son 1.200 euros.';
  const claims = [
    sumUp(`Berta: ${said}`),
    summarizeMeeting({
      turns: [
        {
          index: 0,
          speaker: 'A',
          side: 'theirs',
          text: 'Das kostet eh nur 1.200 Euro im Jahr.',
          startMs: null,
          endMs: null,
        },
      ],
      language: 'de',
      startedAt: null,
    }),
  ].map(({ headline }) => headline?.text);
  assert.deepEqual(claims, [
    'El contrato vence, el 30 de junio y son 1.200 euros.',
    'Das kostet eh nur 1.200 Euro im Jahr.',
  ]);
});

test('takes back in Spanish what is decided otherwise later', () => {
  const { decisions } = sumUp(`
Us: ¿Qué hacemos con la formación de Lugo?
Berta: Hemos decidido hacer la formación de Lugo el 3 de diciembre.
Us: Perfecto, lo pongo en el calendario.
Berta: Un momento, que aquí me dicen otra cosa del almacén.
Us: Claro, dime.
Berta: He cambiado de opinión con la formación de Lugo: hemos acordado hacerla el 14 de enero.
Us: De acuerdo, el 14 de enero.`);
  assert.deepEqual(
    decisions.map(({ evidence }) => evidence.turn),
    [5],
  );
});
