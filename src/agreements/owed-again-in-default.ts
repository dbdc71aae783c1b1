import { heldForRecovery } from '../claims/recovery-work.ts';
import { liftHoldsAbout, placeHolds } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { REVIEW_AFTER } from '../law/holds.ts';
import { paymentsTakenOff } from '../ledger/payments-taken-off.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { decisionsById } from './decisions.ts';
import { standingDefaults } from './plan-defaults.ts';

const TAKEN_OFF = 'payment-taken-off';

/**
 * Keeps claims of plans that have fallen away from Gældsstyrelsen when a payment has been taken off them today: the debtor may think that
 * they are paid (open question Q83), and no letter of a fallen plan tells it. A person tells the debtor, and lifts the hold. Not what is on
 * its way there, or there: that is told of there. After the transfers; the debtors have been locked.
 */
export async function holdOwedAgain(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
  { claims, at }: { readonly claims: readonly ClaimNumber[]; readonly at: Temporal.Instant },
): Promise<void> {
  const on = dayInCopenhagen(at);
  const off = (await paymentsTakenOff(tx, claims)).filter((each) => each.on === on);
  const there = await heldForRecovery(tx, claims);
  const again = new Set(off.map(({ claim }) => claim).filter((claim) => !there.has(claim)));
  if (again.size === 0) return;
  const hold = { reason: 'manual', from: on, reviewOn: addDays(on, REVIEW_AFTER), about: TAKEN_OFF } as const;
  await placeHolds(
    tx,
    (await fallenOf(tx, debtors)).flatMap(({ debtor, claims: theirs }) =>
      theirs
        .filter((claim) => again.has(claim))
        .map((claim) => ({ ...hold, debtor, claim, by: TAKEN_OFF, at })),
    ),
  );
}

/** When the default has ended, nothing of it is sent: what a person was to see to is over. */
export async function liftOwedAgain(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  {
    claims,
    on,
    why,
    at,
  }: {
    readonly claims: readonly ClaimNumber[];
    readonly on: PlainDate;
    readonly why: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  await liftHoldsAbout(tx, { claims, debtor, about: TAKEN_OFF }, { on, why, by: 'automatic', at });
}

/** The claims of the plans that have fallen away, by whose. */
async function fallenOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<{ readonly debtor: DebtorNumber; readonly claims: readonly ClaimNumber[] }[]> {
  const standing = [...(await standingDefaults(tx, debtors)).values()];
  const decisions = await decisionsById(
    tx,
    standing.flatMap(({ decision }) => (decision === null ? [] : [decision])),
  );
  return decisions.map(({ debtor, covers }) => ({ debtor, claims: covers.map(({ claim }) => claim) }));
}
