import { debtsToPay, type DebtToPay } from '../insight/debts-to-pay.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { nextBankDay } from '../law/closing-days.ts';
import { later } from '../law/interest-facts.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { fallingDue } from './coming.ts';
import { mandateOf } from './mandates.ts';
import { firstInReach } from './pay-day.ts';
import { claimsCollected, wasAskedBefore } from './store.ts';
import type { Falling, Mandate } from './types.ts';

/** What of all that falls due (`fallingDue`) a debtor must see to: no bank has been asked to take it, nor will be, because they have signed up. */
export async function fallingByHand(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<Falling[]> {
  const mandate = await mandateOf(tx, debtor);
  const from = mandate?.state === 'active' ? await bankPaysFrom(tx, mandate, day) : null;
  const byHand: Falling[] = [];
  for (const falling of await fallingDue(tx, debtor, day)) {
    if ((await claimsCollected(tx, falling.mains)).size > 0) continue;
    const willBe =
      from !== null && nextBankDay(falling.dueOn) >= from && !(await wasAskedBefore(tx, debtor, falling));
    if (!willBe) byHand.push(falling);
  }
  return byHand;
}

/** What a letter or an answer gives until a day for, besides bills and instalments, and which the debtor must see to: no bank has been asked to take it. */
export interface KeptByHand {
  readonly mains: Falling['mains'];
  readonly by: PlainDate;
}

/** What of all that keeps a plan (`debtsToPay`), or keeps what is left of one that fell away from being sent, a debtor must see to. */
export async function keptByHand(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<KeptByHand[]> {
  const kept: KeptByHand[] = [];
  for (const debt of (await debtsToPay(tx, debtor, day)).debts) {
    const by = debt.keeps?.by ?? wholeBy(debt);
    if (by !== null && (await claimsCollected(tx, debt.mains)).size === 0)
      kept.push({ mains: debt.mains, by });
  }
  return kept;
}

/** Until when all of a repayment is to be paid that no plan asks for any longer; null = it is asked for otherwise, or at once. */
function wholeBy({ kind, claim, may, by }: DebtToPay): PlainDate | null {
  return kind === 'debt' && claim.repayment && may !== 'not-needed' ? by : null;
}

/** From which day of payment the bank can take what has not been delivered yet; null = from none. What falls due before that the debtor pays. */
export async function bankPaysFrom(
  tx: MunicipalityReadTx,
  { validFrom }: Pick<Mandate, 'validFrom'>,
  day: PlainDate,
): Promise<PlainDate | null> {
  const agreed = (await configurationVersion(tx, null))?.configuration.betalingsservice ?? null;
  return validFrom === null || agreed === null
    ? null
    : later(validFrom, firstInReach(day, agreed.bankDaysBefore));
}
