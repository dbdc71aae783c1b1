import { sql } from 'kysely';
import { reconcile } from '../../../src/accounting/reconcile.ts';
import { openItems } from '../../../src/agreements/work-items.ts';
import { adjustCharges } from '../../../src/charges/adjust-charges.ts';
import { checkCharges } from '../../../src/charges/check.ts';
import type { ClaimNumber } from '../../../src/claims/types.ts';
import { debtorStory } from '../../../src/insight/debtor-story.ts';
import type { PlainDate } from '../../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../../src/kernel/ids.ts';
import type { Ore } from '../../../src/kernel/money.ts';
import { balanceOfDebtor } from '../../../src/ledger/debtor-balance.ts';
import { lockReceivables } from '../../../src/ledger/lock.ts';
import type { MunicipalityReadTx } from '../../../src/platform/database.ts';
import { morningOf } from '../../integration/town.ts';
import type { PlayedTown } from './played-town.ts';

/** Where money is told otherwise than the ledger has it, or not by the law with all that is known. */
export async function wrongMoney(town: PlayedTown, on: PlainDate): Promise<unknown[]> {
  const read = await town.read(async (tx) => [
    ...(await checkCharges(tx)),
    ...(await unbalanced(tx, on)),
    ...(await toldOtherwise(tx, town.debtors, on)),
  ]);
  return [...read, ...(await notFresh(town, on))];
}

/** The books and the bank; and Gældsstyrelsen, where it has something else than the ledger and nobody has been told. */
async function unbalanced(tx: MunicipalityReadTx, on: PlainDate): Promise<unknown[]> {
  const [found, told] = [await reconcile(tx, on), await toldAPerson(tx)];
  return [
    ...found.differences,
    ...found.bankDifferences,
    ...found.openBankLines,
    ...(found.openTransit > 0 ? [{ openTransit: found.openTransit }] : []),
    ...found.atRecovery.filter(({ claim }) => !told(claim)),
  ];
}

const tellsOfIt: ReadonlySet<string> = new Set([
  'recovery-rejected',
  'recovery-change',
  'recovery-differs',
  'recovery-returned',
]);

/** Whether a person has been told to see to what differs about a claim there. */
async function toldAPerson(tx: MunicipalityReadTx): Promise<(claim: ClaimNumber) => boolean> {
  const items = await openItems(tx, { debtor: null, kind: null });
  const about = items.flatMap((item) => (tellsOfIt.has(item.kind) ? [item.about ?? ''] : []));
  return (claim) => about.some((text) => text.startsWith(`claim ${claim} `));
}

/** What a debtor owes, where it is shown, beside a sum over the ledger's own rows. */
async function toldOtherwise(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  on: PlainDate,
): Promise<string[]> {
  const faults: string[] = [];
  for (const debtor of debtors) {
    const [fresh, { owed, atRecovery }] = [await summed(tx, debtor), await balanceOfDebtor(tx, debtor)];
    const story = await debtorStory(tx, debtor, on);
    const standing = story.ok ? story.value.standing : null;
    const told = [
      ['balance', owed, atRecovery],
      ['story', standing?.owed, standing?.atRecovery],
    ] as const;
    for (const [where, here, there] of told)
      if (here !== fresh.owed || there !== fresh.there)
        faults.push(
          `${where} of ${debtor}: ${here} and ${there}, the ledger ${fresh.owed} and ${fresh.there}`,
        );
  }
  return faults;
}

/** Of claims that the debtor is still liable for, straight from the transfers. */
async function summed(tx: MunicipalityReadTx, debtor: DebtorNumber) {
  const { rows } = await sql<{ owed: bigint; there: bigint }>`
    with mine as (
      select l.claim_number as claim from liability l left join liability_end e using (claim_number, debtor_number)
      where l.debtor_number = ${debtor} and e.ended_on is null),
    moved as (
      select debit_kind as kind, debit_number as claim, amount_ore as amount from transfer
      union all
      select credit_kind, credit_number, -amount_ore from transfer)
    select coalesce(sum(amount) filter (where kind in ('claim', 'due')), 0)::bigint as owed,
      coalesce(sum(amount) filter (where kind = 'recovery'), 0)::bigint as there
    from mine join moved using (claim)`.execute(tx);
  return rows[0]!; // a sum has a row
}

class NothingIsKept extends Error {}

/** Interest and fees that a fresh computation gives otherwise: what was posted, with all differences, is the law's today. */
async function notFresh(town: PlayedTown, on: PlainDate): Promise<unknown[]> {
  const faults: unknown[] = [];
  await town
    .do(async (tx) => {
      const { rows } = await sql<{ claim: ClaimNumber }>`
        select distinct main_claim as claim from charge order by 1`.execute(tx);
      await lockReceivables(tx, town.debtors);
      const mains = rows.map(({ claim }) => claim);
      const giveBack = (_: unknown, beyond: ReadonlyMap<ClaimNumber, Ore>) =>
        Promise.resolve(
          new Map([...beyond].map(([claim, amount]) => [claim, new Map([[town.debtors[0]!, amount]])])),
        );
      const change = {
        cause: 'correction',
        number: 999_999_999n,
        mains,
        giveBack,
        at: morningOf(on),
      } as const;
      const { adjusted, atRecovery, added } = await adjustCharges(tx, change);
      const told = await toldAPerson(tx);
      faults.push(...adjusted.filter(({ claim }) => !told(claim)), ...added);
      faults.push(...atRecovery.filter((claim) => !told(claim)));
      throw new NothingIsKept();
    })
    .catch((error: unknown) => {
      if (!(error instanceof NothingIsKept)) throw error;
    });
  return faults;
}
