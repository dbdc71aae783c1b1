import type { ClaimNumber } from '../claims/types.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { returnedNumber } from './charge-number.ts';
import { postCharges } from './post-charges.ts';
import { chargesOfMains } from './store.ts';

/** The code of recovery interest that came back (Gældsstyrelsen, tilføj skyldner; genindsendelse). */
const TYPE = 'REINDGI';

/** Interest of the recovery authority that nobody had paid when its main claim came back. */
export interface ReturnedInterest {
  readonly main: ClaimNumber;
  readonly amount: Ore;
  /** The days that the main claim was there. */
  readonly period: { readonly from: PlainDate; readonly to: PlainDate };
}

/**
 * Raises it as a claim of its own: owed here by those who owe the main claim today, collected with it, and sent with it again. It
 * bears no interest. Its own three years count from the first of its days (forældelsesloven § 5, stk. 2; open question Q53). Where
 * nobody owes the main claim any longer nothing is raised. The debtors have been locked by the caller.
 */
export async function raiseReturnedInterest(
  tx: MunicipalityTx,
  { main, amount, period }: ReturnedInterest,
  at: Temporal.Instant,
): Promise<void> {
  const owed = (await liabilitiesFor(tx, [main])).some(({ ended }) => ended === null);
  if (amount <= zeroOre || !owed) return;
  const version = await configurationVersion(tx, null);
  assert(version !== null, 'a municipality that sends claims is configured');
  const place = (await returnedOn(tx, main)).length + 1;
  const { from } = period;
  await postCharges(
    tx,
    [
      {
        claim: returnedNumber(main, place),
        main,
        kind: 'returned',
        type: TYPE,
        place: `G${place}`,
        // Of no law under which we charge; what a municipality has decided of interest is no matter of it.
        regime: 'special',
        period,
        origin: from,
        due: from,
        srb: from,
        postedOn: dayInCopenhagen(at),
        amount,
        basis: null,
        rateHundredths: null,
        notice: null,
        addsTo: null,
        configurationVersion: version.version,
      },
    ],
    at,
  );
}

/** Those that have come back with a main claim, oldest first. */
export async function returnedOn(tx: MunicipalityReadTx, main: ClaimNumber): Promise<ClaimNumber[]> {
  const charges = (await chargesOfMains(tx, [main])).get(main) ?? [];
  return charges.flatMap(({ kind, claim }) => (kind === 'returned' ? [claim] : []));
}
