import { sql } from 'kysely';
import type { ClaimNumber } from '../../../src/claims/types.ts';
import { claimsOfDebtor } from '../../../src/claims/claims-of-debtor.ts';
import { citizenBooks, type CitizenBooks } from '../../../src/insight/citizen-books.ts';
import { overviewOf } from '../../../src/insight/overview/overview.ts';
import { debtPage } from '../../../src/insight/debt-page.ts';
import { paymentsShown } from '../../../src/insight/payments-shown.ts';
import { statementOn } from '../../../src/insight/statement.ts';
import type { PlainDate } from '../../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../../src/kernel/ids.ts';
import { addOre, sumOre, zeroOre, type Ore } from '../../../src/kernel/money.ts';
import { balanceOfDebtor } from '../../../src/ledger/debtor-balance.ts';
import type { MunicipalityReadTx } from '../../../src/platform/database.ts';

/** Where what citizens are shown on a day is not what the ledger says, or a claim is shown twice or not at all. */
export async function wrongOverviews(tx: MunicipalityReadTx, on: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select debtor_number as debtor from debtor order by 1`.execute(tx);
  const wrong: string[] = [];
  for (const { debtor } of rows) {
    const books = await citizenBooks(tx, debtor, on);
    wrong.push(...(await faultsIn(tx, { debtor, on, books })).map((fault) => `${debtor} is shown ${fault}`));
  }
  return wrong;
}

interface Seen {
  readonly debtor: DebtorNumber;
  readonly on: PlainDate;
  readonly books: CitizenBooks;
}

async function faultsIn(tx: MunicipalityReadTx, { debtor, on, books }: Seen): Promise<string[]> {
  const { owed, atRecovery, held, next, groups, down } = overviewOf(books, on);
  const balance = await balanceOfDebtor(tx, debtor);
  const claims = (await claimsOfDebtor(tx, debtor)).map(({ claim }) => claim);
  const lines = groups.flatMap(({ debts }) => debts);
  const shown = lines.flatMap((line) => line.claims).toSorted((a, b) => Number(a - b));
  const stated = await statementOn(tx, debtor, { on, today: on });
  const settled = groups.find(({ group }) => group === 'settled')?.debts ?? [];
  const asked = next.kind === 'late' || next.kind === 'next' ? next.amount : zeroOre;
  return [
    ...(owed === balance.owed ? [] : [`${owed} owed, not ${balance.owed}`]),
    ...(atRecovery === balance.atRecovery ? [] : [`${atRecovery} there, not ${balance.atRecovery}`]),
    ...(stated.ok && stated.value.owed === owed && stated.value.atRecovery === atRecovery
      ? []
      : ['another statement']),
    ...(stated.ok ? stated.value.debts : [])
      .filter(({ paid, fellAway }) => paid < 0n || fellAway < 0n)
      .map(({ claim, paid, fellAway }) => `${claim.claimId}: ${paid} paid, ${fellAway} fallen away`),
    ...(held === balance.overpaid ? [] : [`${held} held, not ${balance.overpaid}`]),
    ...(String(shown) === String(claims.toSorted((a, b) => Number(a - b))) ? [] : [`claims ${shown.join()}`]),
    ...settled.filter(({ left }) => left > 0n).map(({ mains }) => `${mains.join()} settled, and owed`),
    ...(asked <= owed ? [] : [`${asked} to pay of ${owed}`]),
    ...down.map((part) => `no ${part}`),
    ...(await wrongPayments(tx, debtor, held)),
    ...(await wrongDebts(tx, { debtor, on, books })),
  ];
}

/** Payments that their receipts tell by half, or more money that is told as held than there is. */
async function wrongPayments(tx: MunicipalityReadTx, debtor: DebtorNumber, held: Ore): Promise<string[]> {
  const payments = await paymentsShown(tx, debtor);
  const toldHeld = sumOre(payments.flatMap((each) => (each.takenBack === null ? [each.overpaid] : [])));
  const wrong = payments.filter(({ amount, overpaid, owedBack, waiting, ...parts }) => {
    const all = [
      overpaid,
      owedBack,
      waiting,
      ...[...parts.covered, ...parts.givenBack].map((each) => each.amount),
    ];
    return sumOre(all) !== amount || all.some((part) => part < zeroOre);
  });
  return [
    ...wrong.map(({ number }) => `payment ${number} is told by half`),
    ...(toldHeld <= held ? [] : [`${toldHeld} told as held, of ${held}`]),
  ];
}

/** Debts whose own page comes to something else than the overview. */
async function wrongDebts(tx: MunicipalityReadTx, { on, books }: Seen): Promise<string[]> {
  const mains = new Set(books.claims.filter(({ ended }) => ended === null).map(({ main }) => main));
  const wrong: string[] = [];
  for (const main of mains) {
    const { lines, parts, movements } = await debtPage(tx, books, { main, day: on });
    const left = sumOre(lines.map((line) => addOre(line.left, line.atRecovery)));
    if (sumOre(parts.map((part) => part.left)) !== left) wrong.push(`parts of ${main}`);
    if ((movements.at(-1)?.left ?? zeroOre) !== left && isWhole(books, main))
      wrong.push(`movements of ${main}`);
  }
  return wrong;
}

/** Somebody may owe a charge and no longer what it is of, or the other way round. */
function isWhole(books: CitizenBooks, main: ClaimNumber): boolean {
  return books.claims.every((claim) => claim.main !== main || claim.ended === null);
}
