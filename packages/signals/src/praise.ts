import { anyOf, LETTER_BORDERS } from './any-of.ts';
import type { Candidate } from './candidate.ts';

const PRAISE: ReadonlyMap<string, RegExp> = new Map([
  [
    'en',
    anyOf(
      String.raw`
        (?<!(?:n['’]t|not|never|would|['’]d|to|nobody|hardly|if you) (?:\p{L}+ )?)(?:likes?|loves?|loved|enjoys?) (?:it|the|this|that|how|your|working)
        (?<!(?:n['’]t|not|nobody) (?:\p{L}+ )?)(?:happy|thrilled|delighted|impressed) (?:with|by|about)
        (?:a real|huge|big) (?:success|improvement|help)
        works? (?:really well|great|perfectly|beautifully)
      `,
      LETTER_BORDERS,
    ),
  ],
  [
    'de',
    anyOf(
      String.raw`
        (?<!nicht )(?:sehr |richtig |ganz |total )?(?:begeistert|zufrieden) (?:von|mit|davon|damit)
        (?:mag|mögen|liebt|lieben) (?:es|das|die|den|ihr|euer) (?!nicht)(?:\p{L}+ )?(?:sehr|wirklich|richtig|\p{Lu}\p{L}+)
        kommt? (?:sehr |richtig |wirklich |super )?gut an
        (?:läuft|funktioniert) (?:sehr gut|super|hervorragend|bestens|prima)
      `,
      LETTER_BORDERS,
    ),
  ],
  [
    'fr',
    anyOf(
      String.raw`
        (?:adore|adorent|apprécie|apprécient|aime|aiment) (?:beaucoup |vraiment |bien )?(?:le|la|les|l['’]|ce|cette|votre|vos|ça)
        (?:très|vraiment) (?:contents?|contentes?|satisfaite?s?|ravie?s?) d[eu'’]
        (?:marche|fonctionne) (?:très bien|parfaitement|à merveille)
      `,
      { before: LETTER_BORDERS.before, after: '' },
    ),
  ],
  [
    'es',
    anyOf(
      String.raw`
        (?:encanta|encantan|gusta|gustan) (?:mucho |muchísimo )?(?:el|la|los|las|cómo|tu|su|vuestr[oa]|que)
        (?:muy |tan )?(?:content[oa]s?|encantad[oa]s?|satisfech[oa]s?) (?:con|de)
        (?:está|están) (?:muy |tan )?(?:content[oa]s|encantad[oa]s)
        (?:funciona|funcionan|va|van) (?:muy bien|de maravilla|perfectamente|fenomenal)
      `,
      LETTER_BORDERS,
    ),
  ],
  [
    'sv',
    anyOf(
      String.raw`
        (?:gillar|älskar|uppskattar) (?!inte)(?:verkligen |mycket )?\p{L}+
        (?:väldigt |mycket |jätte)(?:nöjd|nöjda|glad|glada) (?:med|över)
        fungerar (?:jättebra|utmärkt|väldigt bra|mycket bra)
      `,
      LETTER_BORDERS,
    ),
  ],
]);

/**
 * Makes the check of whether a sentence praises, or goes on in the turn of one that has just praised: "They really like
 * the board. They look at it every morning now."
 */
export function createPraiseCheck(
  candidates: readonly Candidate[],
  language: string,
): (candidate: Candidate) => boolean {
  const praise = PRAISE.get(language);
  const praises = (one: Candidate | undefined): boolean =>
    one !== undefined && praise?.test(one.text) === true;
  const told = new Set(
    candidates.filter((one, at) => {
      const before = candidates[at - 1];
      return (
        praises(one) ||
        (before?.sentence.turn === one.sentence.turn && praises(before) && !TURNS.test(one.sentence.text))
      );
    }),
  );
  return (candidate) => told.has(candidate);
}

/** Turns from praise to what is wrong. */
const TURNS =
  /(?<!\p{L})(?:but|though|however|only|except|still|yet|aber|nur|allerdings|jedoch|trotzdem|mais|sauf|pero|salvo|sin embargo|seulement|pourtant|men|bara|dock|fast)(?!\p{L})/iu;
