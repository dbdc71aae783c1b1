import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { answerTo, lastUnanswered, type Answer } from './awaited.ts';
import { bankPaysFrom } from './by-hand.ts';
import { mandateOf } from './mandates.ts';
import { debitsOf } from './store.ts';
import type { Debit, Mandate } from './types.ts';

/** An amount that the citizen's bank has been asked for, and that Betalingsservice has not told of. */
export interface AskedDebit extends Debit {
  readonly answer: Answer;
}

/** What a citizen sees of paying by Betalingsservice. */
export interface DirectDebitOf {
  /** The last; null = there never was one. */
  readonly mandate: Mandate | null;
  /** The first day on which the bank can pay what has not been delivered; what is due before, the citizen pays. Null = nothing will be delivered. */
  readonly bankPaysFrom: PlainDate | null;
  /** Delivered, and not told of. The first day first. */
  readonly coming: readonly AskedDebit[];
  /** What has become of the others, the newest first. */
  readonly told: readonly Debit[];
  /** What is delivered about each main claim and not told of: the first. */
  readonly about: ReadonlyMap<ClaimNumber, AskedDebit>;
}

/** What there is of it where nothing of it is known. */
export const NOTHING_BY_BANK: DirectDebitOf = {
  mandate: null,
  bankPaysFrom: null,
  coming: [],
  told: [],
  about: new Map(),
};

/** How it stands on a day. */
export async function directDebitOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  on: PlainDate,
): Promise<DirectDebitOf> {
  const [mandate, all, last] = await Promise.all([
    mandateOf(tx, debtor),
    debitsOf(tx, debtor),
    lastUnanswered(tx, on),
  ]);
  const coming = all
    .filter(({ state }) => state === 'sent')
    .map((debit) => ({ ...debit, answer: answerTo(debit, { on, lastUnanswered: last }) }))
    .toReversed();
  const about = new Map(
    coming.toReversed().flatMap((debit) => debit.mains.map((main) => [main, debit] as const)),
  );
  const from = mandate?.state === 'active' ? await bankPaysFrom(tx, mandate, on) : null;
  return { mandate, bankPaysFrom: from, coming, told: all.filter(({ state }) => state !== 'sent'), about };
}
