import { mayBeSetOff } from '../../../insight/overview/next-event.ts';
import type { NextEvent } from '../../../insight/overview/types.ts';
import { readableDate } from '../../../kernel/dates.ts';
import type { HoldReason } from '../../../law/holds.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { Phones } from '../contact.ts';
import type { PersonalVisit } from '../route.ts';
import type { Texts } from '../texts/texts.ts';

/** With which it is said what happens next, and whom to call. */
export type NextWords = Pick<PersonalVisit, 'texts' | 'language'> & { readonly phones: Phones };

/** Why it rests; and that interest is added all the same, where it is. */
export function restsInWords(held: Extract<NextEvent, { tag: 'held' | 'rests' }>, words: NextWords): string {
  const why = held.tag === 'rests' ? words.texts.debts.rests : whyHeldInWords(held, words);
  if (held.interestSince === null) return why;
  const { heldInterest, heldInterestAsk } = words.texts.debts;
  // What another amount may pay is not to be paid twice.
  const interest = mayBeSetOff(held) ? heldInterestAsk : heldInterest;
  return `${why} ${fillIn(interest, { by: readableDate(held.interestSince, words.language), phone: words.phones.ask })}`;
}

type Held = Extract<NextEvent, { tag: 'held' }>;

function whyHeldInWords(held: Held, words: NextWords): string {
  const { heldAddressToo, heldMailToo } = words.texts.debts;
  const why = heldInWords(held, words);
  if (held.besides === null) return why;
  const besides = held.besides === 'missing-address' ? heldAddressToo : heldMailToo;
  return `${why} ${fillIn(besides, { phone: words.phones.ask })}`;
}

function heldInWords({ reason, review }: Held, { texts, language, phones }: NextWords): string {
  const said = texts.debts;
  const onDay = (sentence: string) =>
    review === null ? said.heldMeanwhile : fillIn(sentence, { review: readableDate(review, language) });
  switch (reason) {
    case 'request':
      return onDay(said.heldRequest);
    case 'missing-address':
      return fillIn(said.heldAddress, { phone: phones.ask });
    case 'returned-mail':
      return fillIn(said.heldMail, { phone: phones.ask });
    case 'set-off-pending':
      return said.heldSetOff;
    case 'liability':
      return said.heldLiability;
    case 'decision-complaint':
      return said.heldComplaint;
    case 'recovery':
      return said.onItsWay;
    default:
      return onDay(said.heldManual);
  }
}

/** Why nothing about it goes on. */
export function stoppedInWords(reason: HoldReason, texts: Texts): string {
  const said = texts.debts;
  switch (reason) {
    case 'death':
      return said.stoppedEstate;
    case 'bankruptcy':
      return said.stoppedBankruptcy;
    case 'debt-relief':
      return said.stoppedRelief;
    default:
      return said.stoppedLapse;
  }
}
