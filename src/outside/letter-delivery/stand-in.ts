import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { addDays, dayInCopenhagen } from '../../kernel/dates.ts';
import { debtorOfLetter, parseLetterId } from '../../kernel/ids.ts';
import type { DeliveryNews, HandedLetter, LetterDelivery, NewsAnswer } from '../../letters/delivery-port.ts';

/** What goes otherwise than usual with a debtor's letters. */
const outcome = z.enum([
  'returned', // letters on paper come back
  'failed', // Digital Post cannot be delivered any longer
  'slow', // everything takes longer
]);
export type Outcome = z.infer<typeof outcome>;
/** By debtor number. */
const outcomes = z.record(z.string().regex(/^\d{6,9}$/), outcome);
export type Outcomes = Readonly<Record<string, Outcome>>;

/** How the stand-in behaves towards us, for trials of what we do about it. */
export interface Behaviour {
  /** Every n-th call is answered with `unavailable`, after the letter was taken; 0 = none. */
  readonly unavailableEvery: number;
  /** Everything is told twice, the last first. */
  readonly twiceAndBackwards: boolean;
}

export interface LetterDeliveryStandIn extends LetterDelivery {
  behave(behaviour: Behaviour): void;
  /** How many different letters have been taken since it began. */
  taken(): number;
}

/** Days from the handing over. */
const DAYS = { available: 1, sent: 1, slowAvailable: 10, slowSent: 5, failed: 1, fromSentToReturned: 3 };

/**
 * Stands where Digital Post and the print service will be: takes every letter, brings it to nobody, and tells what would
 * have become of it. All it tells follows from the reference, the day of handing over and the moment it is asked, so that
 * it needs to remember nothing. It speaks no wire format.
 */
export function letterDeliveryStandIn(otherwise: Outcomes): LetterDeliveryStandIn {
  const references = new Set<string>();
  let behaviour: Behaviour = { unavailableEvery: 0, twiceAndBackwards: false };
  let calls = 0;
  const falters = () => {
    calls += 1;
    return behaviour.unavailableEvery > 0 && calls % behaviour.unavailableEvery === 0;
  };
  return {
    needsDocuments: false,
    hand: ({ reference }) => {
      references.add(reference);
      return Promise.resolve(
        falters() ? { state: 'unavailable', detail: 'no answer in time' } : { state: 'handed' },
      );
    },
    news: (letters, at) => Promise.resolve(falters() ? noAnswer : told(letters, at)),
    behave: (next) => void (behaviour = next),
    taken: () => references.size,
  };

  function told(letters: readonly HandedLetter[], at: Temporal.Instant): NewsAnswer {
    const today = dayInCopenhagen(at);
    const news = letters
      .flatMap((letter) => wholeStory(letter, otherwise[debtorOf(letter.reference)] ?? null))
      .filter(({ on }) => on <= today);
    return { state: 'told', news: behaviour.twiceAndBackwards ? [...news.toReversed(), ...news] : news };
  }
}

const noAnswer: NewsAnswer = { state: 'unavailable', detail: 'no answer in time' };

/** Everything that will be told about a letter, with the days. */
function wholeStory({ reference, channel, handedOn }: HandedLetter, outcome: Outcome | null): DeliveryNews[] {
  const day = (days: number) => addDays(handedOn, days);
  if (channel === 'digital') {
    if (outcome === 'failed')
      return [{ reference, state: 'failed', on: day(DAYS.failed), code: 'not-registered' }];
    return [
      { reference, state: 'available', on: day(outcome === 'slow' ? DAYS.slowAvailable : DAYS.available) },
    ];
  }
  const sentOn = day(outcome === 'slow' ? DAYS.slowSent : DAYS.sent);
  const sent: DeliveryNews = { reference, state: 'sent', on: sentOn };
  if (outcome !== 'returned') return [sent];
  return [sent, { reference, state: 'returned', on: addDays(sentOn, DAYS.fromSentToReturned) }];
}

/** The letter's number in the reference, `998-202603000010012300-0-digital`, has the debtor's in it. */
function debtorOf(reference: string): string {
  const letter = parseLetterId(reference.split('-')[1] ?? '');
  return letter === null ? '' : String(debtorOfLetter(letter));
}

/** Reads `delivery.json` of the demo: `{"100123": "returned"}`. A file that is not there says that all goes as usual. */
export async function readOutcomes(file: string): Promise<Outcomes> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  return outcomes.parse(JSON.parse(text));
}
