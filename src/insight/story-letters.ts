import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { lettersAbout, type DeliveryStanding, type LetterSent } from '../letters/delivery-overview.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { LetterFact, StoryEntry } from './story-entries.ts';

/** A debtor's letters: made, sent, arrived, returned or not delivered, by each way that was tried. */
export async function letterEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  return (await lettersAbout(tx, debtor)).flatMap((sent) => [
    { on: sent.madeOn, ...letterFact(sent, 'letter-made', null) },
    ...sent.deliveries.flatMap((delivery) => deliveryEntries(sent, delivery)),
  ]);
}

function deliveryEntries(sent: LetterSent, delivery: DeliveryStanding): StoryEntry[] {
  const { channel, handedOn, sentOn, arrivedOn, returnedOn, failedOn } = delivery;
  const happened: readonly (readonly [LetterFact['what'], PlainDate | null])[] = [
    ['letter-sent', handedOn ?? sentOn],
    ['letter-arrived', arrivedOn],
    ['letter-returned', returnedOn],
    ['letter-failed', failedOn],
  ];
  return happened.flatMap(([what, on]) => (on === null ? [] : [{ on, ...letterFact(sent, what, channel) }]));
}

function letterFact(
  { letter, kind, recipient, role }: LetterSent,
  what: LetterFact['what'],
  channel: LetterFact['channel'],
): LetterFact {
  return { what, letter: letter.toString(), kind, recipient, role, channel };
}
