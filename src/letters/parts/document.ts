import { paragraph, type Part } from '../content.ts';
import type { LetterModel } from '../model.ts';
import type { Words } from '../words.ts';

/** How income can be shown to us when the register has none (bek. 585/2023 § 5, stk. 2). */
export function howToDocument({ sender }: LetterModel, words: Words): Part {
  const papers = (['document.pay', 'document.benefit', 'document.self-employed'] as const).map((key) =>
    words.say(key),
  );
  return {
    heading: words.say('document.heading'),
    blocks: [
      paragraph(words.say('document.send')),
      { kind: 'list', items: papers },
      paragraph(words.say('document.where', { contactPage: sender.contactPage })),
      paragraph(words.say('document.none')),
    ],
  };
}
