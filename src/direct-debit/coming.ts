import { instalmentsAbout } from '../agreements/course.ts';
import { arrangementsOf } from '../arrangements/arrangements.ts';
import { howTheyStand } from '../arrangements/how-they-stand.ts';
import { debtsToPay, type DebtToPay } from '../insight/debts-to-pay.ts';
import { monthOf, readableMonth, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, zeroOre } from '../kernel/money.ts';
import { instalmentStandings } from '../ledger/instalment-standings.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Falling } from './types.ts';

/**
 * What a debtor is to pay on days of its own, as it stands on a day: bills, the next instalment of arrangements on request, and the
 * instalments of a plan for repayment that have been asked for. Only what the citizen's own pages would let them pay because it is to be
 * paid (law/citizen-payment.ts): nothing deferred, disputed, at Gældsstyrelsen or on its way there, lapsed, time-barred or stopped.
 */
export async function fallingDue(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<Falling[]> {
  const { debts } = await debtsToPay(tx, debtor, day);
  const asked = debts.filter(({ may }) => may !== 'not-needed');
  const together = asked.filter(({ kind }) => kind === 'instalments');
  const arranged = together.length === 0 ? [] : await byArrangements(tx, debtor, { together, day });
  const inArrangements = new Set(arranged.flatMap(({ debt }) => debt));
  const repaid = together.filter((debt) => !inArrangements.has(debt));
  return [
    ...asked.flatMap(asBill),
    ...arranged.flatMap(({ falling }) => falling),
    ...(await byInstalments(tx, debtor, repaid)),
  ];
}

function asBill({ kind, claim, mains, by: dueOn, amount }: DebtToPay): Falling[] {
  if (kind !== 'debt' || dueOn === null || claim.repayment) return [];
  const text = `Regning ${claim.claimId}`;
  return [{ basis: 'claim', basisNumber: claim.main, mains, dueOn, amount, text }];
}

interface Arranged {
  readonly debt: DebtToPay;
  readonly falling: readonly Falling[];
}

async function byArrangements(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { together, day }: { readonly together: readonly DebtToPay[]; readonly day: PlainDate },
): Promise<Arranged[]> {
  const inForce = (await arrangementsOf(tx, debtor)).filter(
    ({ state, terms }) => terms.kind === 'plan' && (state === 'in-force' || state === 'demanded'),
  );
  return (await howTheyStand(tx, inForce, day)).flatMap(({ arrangement, standing }) => {
    const about = new Set<bigint>(arrangement.claims.map(({ claim }) => claim));
    const debt = together.find(({ mains }) => mains.some((main) => about.has(main)));
    if (debt === undefined) return [];
    // What has been paid ahead is not asked for.
    const { next } = standing;
    if (next === null) return [{ debt, falling: [] }];
    const { due: dueOn, amount } = next;
    const { mains } = debt;
    const text = instalmentText(dueOn);
    const falling = {
      basis: 'arrangement',
      basisNumber: arrangement.number,
      mains,
      dueOn,
      amount,
      text,
    } as const;
    return [{ debt, falling: [falling] }];
  });
}

async function byInstalments(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  [debt]: readonly DebtToPay[],
): Promise<Falling[]> {
  if (debt === undefined) return [];
  const asked = await instalmentsAbout(tx, debtor);
  const standings = await instalmentStandings(
    tx,
    asked.map(({ instalment }) => instalment),
  );
  return asked.flatMap(({ instalment, dueOn }): Falling[] => {
    const amount = minOre(standings.get(instalment)?.unpaid ?? zeroOre, debt.left);
    if (amount === zeroOre) return [];
    const text = instalmentText(dueOn);
    return [{ basis: 'instalment', basisNumber: instalment, mains: debt.mains, dueOn, amount, text }];
  });
}

function instalmentText(dueOn: PlainDate): string {
  return `Afdrag ${readableMonth(monthOf(dueOn))}`;
}
