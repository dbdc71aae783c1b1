import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { fallingDue } from './coming.ts';
import { mandateOf } from './mandates.ts';
import { claimsCollected, wasAskedBefore } from './store.ts';
import type { Falling } from './types.ts';

/** What of all that falls due (`fallingDue`) a debtor must see to: no bank has been asked to take it, nor will be, because they have signed up. */
export async function fallingByHand(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<Falling[]> {
  const mandate = await mandateOf(tx, debtor);
  const since = mandate?.state === 'active' ? mandate.validFrom : null;
  const byHand: Falling[] = [];
  for (const falling of await fallingDue(tx, debtor, day)) {
    if ((await claimsCollected(tx, falling.mains)).size > 0) continue;
    const willBe = since !== null && falling.dueOn >= since && !(await wasAskedBefore(tx, debtor, falling));
    if (!willBe) byHand.push(falling);
  }
  return byHand;
}
