import { anyOf, LETTER_BORDERS } from './any-of.ts';

/** How people of one language take back what was settled. */
export interface Reversals {
  /** By itself: "I've changed my mind", "scrap that", "let's not do it after all". */
  readonly plain: RegExp;
  /** Only where the same or the next sentence settles something: "instead", "rather". */
  readonly mild: RegExp;
}

/** By ISO 639 code, for the languages that have cues. */
export const REVERSALS: ReadonlyMap<string, Reversals> = new Map([
  [
    'en',
    {
      plain: anyOf(
        String.raw`
          changed (?:my|our) minds?
          change of (?:mind|plan|plans)
          (?:scrap|strike|cancel|undo|forget) (?:that|it|this|what (?:i|we) (?:said|agreed|decided))
          decid(?:ed|ing) (?:against|not to)
          on second thoughts?
          takes? (?:that|it|this) back
          let(?:['’]s| us) (?:not|rather not) (?!forget|worry|pretend|kid|get ahead|go there|jump|rush|panic|argue)
          let(?:['’]s| us) [^.?!]{2,60} after all
          (?:not|\p{L}+n['’]t|no longer) [^.?!]{2,60} after all
          (?:we(?:['’]re| are| will|['’]ll)|i(?:['’]m| am|['’]ll)) (?:not|no longer) (?:going ahead with|going with|doing|going to do|do)
          (?:that|it|this)(?:['’]s| is) off(?: again| now)?(?=[.!,])
        `,
        LETTER_BORDERS,
      ),
      mild: anyOf(
        String.raw`
          instead
          rather
          after all
          (?:^|, )(?:no,? |hm+,? |wait,? )?actually,?
        `,
        LETTER_BORDERS,
      ),
    },
  ],
  [
    'de',
    {
      plain: anyOf(
        String.raw`
          (?:anders|noch ?mal|nochmals|neu) überlegt
          (?:meine|unsere) meinung geändert
          (?:wir|ich) (?:\S+ ){0,6}doch (?:nicht|kein\p{L}*|lieber|erst)
          (?:machen|nehmen|starten|bleiben|gehen|kaufen|buchen|verlängern|beginnen|verschieben|mache|nehme) (?:wir|ich) (?:\S+ ){0,6}doch (?:nicht|kein\p{L}*|lieber|erst)
          (?:vergessen|streichen) (?:sie|wir) (?:das|es)(?: wieder)?
          (?:vergiss|streich) (?:das|es)
          (?:ziehe|nehme|ziehen|nehmen) (?:\S+ ){0,5}zurück
          (?:dagegen|gegen (?:den|die|das) [^.?!]{2,40}) entschieden
          kommando zurück
          (?:ist|sind|wird) (?:\S+ ){0,3}(?:hinfällig|gestrichen|vom tisch)
        `,
        LETTER_BORDERS,
      ),
      mild: anyOf(
        String.raw`
          stattdessen|statt dessen
          lieber
          doch (?:nicht|kein\p{L}*|erst|noch)
          nicht [^.?!]{1,60}, sondern
        `,
        LETTER_BORDERS,
      ),
    },
  ],
  [
    'fr',
    {
      plain: anyOf(
        String.raw`
          changé d['’]avis
          finalement,? (?:non|pas|(?:on|nous|je|ce) n[e'’])
          (?:n['’]|ne )[^.?!]{2,60} (?:pas|plus|rien) [^.?!]{0,40}finalement
          tout compte fait|à la réflexion
          (?:oubliez|oublions|on oublie|annulez|annulons|on annule) (?:ça|cela|tout)
          laiss(?:ez|ons) tomber
          (?:on|nous) (?:y )?renon(?:ce|çons)
          (?:revien[st]|revenons) (?:là-dessus|sur (?:ma|notre|la|cette) décision)
          décidé de ne (?:pas|plus)
        `,
        LETTER_BORDERS,
      ),
      mild: anyOf(
        String.raw`
          finalement|en fin de compte
          plutôt
          à la place
          au lieu d[eu'’]
        `,
        LETTER_BORDERS,
      ),
    },
  ],
  [
    'es',
    {
      plain: anyOf(
        String.raw`
          cambi(?:ado|amos|é) de (?:opinión|idea|planes)
          (?:he|hemos|lo he|lo hemos) pensado mejor
          (?:olvid|anul|cancel)(?:a|amos|emos|e|en|ad) (?:eso|esto|lo (?:anterior|que (?:dije|dijimos|acordamos)))
          al final (?:no|ya no)(?! (?:pasa|hay))
          (?:mejor|ya) no lo hacemos
          (?:hemos|han|ha|he) decidido (?:que )?no
          nos echamos atrás|doy marcha atrás|damos marcha atrás
        `,
        LETTER_BORDERS,
      ),
      mild: anyOf(
        String.raw`
          en (?:su )?lugar(?: de)?
          más bien|mejor
          al final
          en vez de
        `,
        LETTER_BORDERS,
      ),
    },
  ],
  [
    'sv',
    {
      plain: anyOf(
        String.raw`
          ändrat (?:mig|oss|åsikt)
          ångrat (?:mig|oss)
          (?:ändå|trots allt) (?:inte|inga|ingen|inget)
          inte [^.?!]{0,60}(?:ändå|trots allt)
          (?:glöm|stryk|skippa|strunta i) (?:det|den|att|vad)
          vid närmare eftertanke
          (?:tar|drar) (?:\p{L}+ ){0,2}tillbaka (?:det|den)
          (?:beslutat|bestämt)(?: oss)?(?: för)? att inte
        `,
        LETTER_BORDERS,
      ),
      mild: anyOf(
        String.raw`
          i ?stället
          hellre|snarare
          ändå|trots allt
        `,
        LETTER_BORDERS,
      ),
    },
  ],
]);
