import { counted, formatCount } from './format-count.ts';
import type { OtherValues, Preview } from './preview.ts';

/** Stakeholders or relationships of a preview whose values a draft reads otherwise. */
export interface OtherValuesInWords {
  readonly title: string;
  /** How many change, and what cannot be foreseen, each as a sentence. */
  readonly sentences: readonly string[];
  readonly others: OtherValues;
}

/** What becomes of stakeholders and relationships, in words; nothing of those that a draft leaves as they are. */
export function otherValuesInWords({ otherValues }: Preview): readonly OtherValuesInWords[] {
  const { stakeholders, relationships } = otherValues;
  return [
    ...(stakeholders === null ? [] : [inWords('stakeholder', 'Stakeholders', stakeholders)]),
    ...(relationships === null ? [] : [inWords('relationship', 'Relationships', relationships)]),
  ];
}

function inWords(noun: string, plural: string, others: OtherValues): OtherValuesInWords {
  const { changed, total, unforeseen } = others;
  const verb = changed === 1 ? 'gets' : 'get';
  return {
    title: `${plural} with other values`,
    sentences: [
      `${changed === 0 ? 'None' : formatCount(changed)} of ${counted(total, noun)} ${verb} other values.`,
      ...(unforeseen.length === 0
        ? []
        : [
            `What ${unforeseen.join(', ')} ${unforeseen.length === 1 ? 'brings' : 'bring'} to ${plural.toLowerCase()} is not foreseen: it was never read of them.`,
          ]),
    ],
    others,
  };
}
