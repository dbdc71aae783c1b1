import { sql } from 'kysely';
import { addOre, ore, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { AccountKind } from './account-kinds.ts';
import { entries } from './entries.ts';

/**
 * What stands on all of a municipality's accounts, in øre. What was raised, is held for others and came as the authority's interest is,
 * together, what all the rest says: where it stands now.
 */
export interface MunicipalityBalance {
  /** What debtors owe: `notAsked` and `due`. */
  readonly owed: Ore;
  readonly notAsked: Ore;
  readonly due: Ore;
  /** What was raised, as corrected since. */
  readonly raised: Ore;
  /** At the recovery authority (RIM), and not covered there. */
  readonly atRecovery: Ore;
  /** Covered there and not settled with us; less than nothing when it has taken back more. */
  readonly coveredThere: Ore;
  /** Its own interest on claims of ours that came to us, or is to come. */
  readonly recoveryInterest: Ore;
  /** At the bank, in the till, and told by channels that have still to bring it. */
  readonly received: Ore;
  /** Received, and nobody knows yet for what. */
  readonly suspended: Ore;
  /** Held for debtors, to be given back. */
  readonly overpaid: Ore;
  /** On its way out to those for whom it was held. */
  readonly toPayOut: Ore;
  /** Set off, and to come from the paying departments. */
  readonly setOff: Ore;
  /** Owed by debtors of what was given back to them, because the payment was taken back from us since. */
  readonly owedBack: Ore;
  /** The same, of which claims have been raised since. */
  readonly billedBack: Ore;
  /** What nobody is liable for any longer; the loss is not booked. */
  readonly ended: Ore;
  /** Losses that have been booked. */
  readonly writtenOff: Ore;
  /** Differences of øre that were booked; either way. */
  readonly rounding: Ore;
}

/** The sums of the whole ledger. It reads every transfer: some seconds for a large municipality. */
export async function balanceOfMunicipality(tx: MunicipalityReadTx): Promise<MunicipalityBalance> {
  const { rows } = await sql<{ kind: AccountKind; amount: bigint }>`
    select kind, sum(amount)::bigint as amount from ${entries} group by kind`.execute(tx);
  const sums = new Map(rows.map(({ kind, amount }) => [kind, ore(amount)]));
  const of = (kind: AccountKind) => sums.get(kind) ?? zeroOre;
  const [notAsked, due] = [of('claim'), of('due')];
  return {
    owed: addOre(notAsked, due),
    notAsked,
    due,
    raised: ore(-of('source')),
    atRecovery: of('recovery'),
    coveredThere: of('rim'),
    recoveryInterest: ore(-of('recovery-interest')),
    received: sumOre([of('bank'), of('counter'), of('clearing')]),
    suspended: ore(-of('suspense')),
    overpaid: ore(-of('overpaid')),
    toPayOut: ore(-of('refund')),
    setOff: of('set-off'),
    owedBack: of('owed-back'),
    billedBack: of('billed-back'),
    ended: of('ended'),
    writtenOff: of('written-off'),
    rounding: of('rounding'),
  };
}
