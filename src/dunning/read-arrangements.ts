import type { UnallocatedFor } from '../agreements/plan-standings.ts';
import { billsOf, type Bill } from '../claims/bills.ts';
import { holdsOn, liftedHolds, type RestedHold } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { stillOwes, type StillOwes } from '../arrangements/freed.ts';
import { howTheyStand, wasPaidInTime } from '../arrangements/how-they-stand.ts';
import { resumptionOf, type Resumption, type ResumingOn } from '../arrangements/resume.ts';
import type { Standing } from '../arrangements/standing.ts';
import type { Arrangement } from '../arrangements/types.ts';
import { latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { nextBankDay } from '../law/closing-days.ts';
import { lastQuietDay } from '../law/dunning-steps.ts';
import { effects, reasonsThatStop, type HoldReason } from '../law/holds.ts';
import { later } from '../law/interest-facts.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { paymentsTakenOff } from '../ledger/payments-taken-off.ts';
import { lossesOfClaims } from '../ledger/claim-losses.ts';
import { noticesTooLate } from '../letters/notices-too-late.ts';
import { noticesById } from '../letters/notices.ts';
import { unallocatedFor } from '../payments/unallocated.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** An arrangement to look at, with what decides what follows. */
export interface ArrangementRow {
  readonly arrangement: Arrangement;
  readonly owed: readonly { readonly bill: Bill; readonly owed: Ore }[];
  readonly standing: Standing;
  /** The deadline of the demand; null = there is none, or it has not arrived. */
  readonly deadline: PlainDate | null;
  /** When the demand was written: it is about what was due then; null = there is none. */
  readonly demandedOn: PlainDate | null;
  /** The demand could not be made before the deadline that it prints. */
  readonly demandTooLate: boolean;
  /** What stands on its claims towards its debtor, besides itself, and stops reminding. */
  readonly held: HoldReason | null;
  /** What stands there stops instalments, too: none falls due. */
  readonly rests: boolean;
  /** The last day to pay after the last that stood there and stops reminding was lifted, or a payment taken off; null = neither was. */
  readonly quietTo: PlainDate | null;
  /** What was paid has been taken off since the demand was written: the debtor may think that it is paid. */
  readonly demandOvertaken: boolean;
  readonly owes: StillOwes;
  /** How it goes on, where the debtor owes only a part of it or an errand stood since the first instalment that is missing; null = as it is. */
  readonly resumption: Resumption | null;
  readonly unallocated: boolean;
  /** Of one that is broken: what was demanded turns out to have been paid by the last day for it. */
  readonly paidInTime: boolean;
  /** Something of its claims has been written off: no money came for it. */
  readonly writtenOff: boolean;
}

/** Nobody pays a plan while these stand: the claims are for the estate, the trustee or the court (law/holds.ts). */
const ERRANDS: ReadonlySet<HoldReason> = new Set(reasonsThatStop('letters'));

/** What an arrangement itself is. */
const AGREED: ReadonlySet<HoldReason> = new Set(['plan', 'deferral']);
const OTHERS = reasonsThatStop('dunning').filter((reason) => !AGREED.has(reason));

/** What decides what follows for arrangements on a day, one row for each. `bankAsked`: whose bank may have paid already. */
export async function readArrangements(
  tx: MunicipalityReadTx,
  arrangements: readonly Arrangement[],
  day: ResumingOn,
  bankAsked?: UnallocatedFor,
): Promise<ArrangementRow[]> {
  if (arrangements.length === 0) return [];
  const debtors = [...new Set(arrangements.map(({ debtor }) => debtor))];
  const claims = arrangements.flatMap((each) => each.claims.map(({ claim }) => claim));
  const [bills, holds, lifted, liabilities, unallocated, demands] = [
    await billsOf(tx, claims),
    await holdsOn(tx, claims),
    await liftedHolds(tx, claims, OTHERS),
    await liabilitiesFor(tx, claims),
    new Set([...(await unallocatedFor(tx, debtors)), ...((await bankAsked?.(tx, debtors)) ?? [])]),
    await noticesById(
      tx,
      arrangements.flatMap(({ demand }) => (demand === null ? [] : [demand])),
    ),
  ];
  const accounts = await accountsOfClaims(
    tx,
    bills.map(({ claim }) => claim),
  );
  const losses = await lossesOfClaims(tx, claims);
  const { pauseDays } = day.configured.configuration.lifeCycles;
  const left = (claim: ClaimNumber) => balanceOf(accounts.get(claim));
  const deadlines = new Map(demands.map(({ notice, deadline }) => [notice, deadline]));
  const writtenOn = new Map(demands.map((each) => [each.notice, each.writtenOn]));
  const takenOff = await paymentsTakenOff(tx, claims);
  const tooLate = await noticesTooLate(tx, demands, day.on);
  const rows: ArrangementRow[] = [];
  for (const { arrangement, standing } of await howTheyStand(tx, arrangements, day.on)) {
    const { terms, demand } = arrangement;
    const about = new Set(arrangement.claims.map(({ claim }) => claim));
    const isOurs = towards(arrangement);
    const reasons = [...about]
      .flatMap((claim) => (holds.get(claim) ?? []).filter(isOurs))
      .flatMap(({ reason }) => (reason === terms.kind ? [] : [reason]));
    const owes = stillOwes(arrangement, liabilities, left);
    const stood = lifted.filter((hold) => about.has(hold.claim) && isOurs(hold));
    const isOther = owes === 'part' || hasRested(standing, stood);
    const off = takenOff.filter(({ claim }) => about.has(claim)).map(({ on }) => on);
    const quietTo = quietToOf(arrangement, { stood, off, pauseDays });
    const deadline = demand === null ? null : (deadlines.get(demand) ?? null);
    const demandedOn = demand === null ? null : (writtenOn.get(demand) ?? null);
    rows.push({
      arrangement,
      owed: bills
        .filter(({ claim, main }) => about.has(claim) || about.has(main))
        .map((bill) => ({ bill, owed: left(bill.claim) }))
        .filter(({ owed }) => owed > zeroOre),
      standing,
      deadline,
      demandedOn,
      demandTooLate: demand !== null && tooLate.has(demand),
      held: reasons.find((reason) => effects([reason]).dunning) ?? null,
      rests: effects(reasons).instalments,
      quietTo,
      demandOvertaken: demandedOn !== null && off.some((day) => day >= demandedOn),
      owes,
      resumption: arrangement.ended === null && isOther ? await resumptionOf(tx, arrangement, day) : null,
      unallocated: unallocated.has(arrangement.debtor),
      paidInTime: await turnsOutPaid(tx, arrangement, { demandedOn, deadline, quietTo }),
      writtenOff: [...about].some((claim) => (losses.get(claim)?.writtenOff ?? zeroOre) > zeroOre),
    });
  }
  return rows;
}

/** Whether an errand stood since the first instalment that is missing. */
function hasRested({ missingSince }: Standing, stood: readonly RestedHold[]): boolean {
  return (
    missingSince !== null &&
    stood.some(({ reason, liftedOn }) => ERRANDS.has(reason) && liftedOn > missingSince)
  );
}

/** What follows after it has fallen away gives nobody longer to pay what was demanded before. */
function quietToOf(
  { ended }: Arrangement,
  {
    stood,
    off,
    pauseDays,
  }: {
    readonly stood: readonly RestedHold[];
    readonly off: readonly PlainDate[];
    readonly pauseDays: number;
  },
): ArrangementRow['quietTo'] {
  const isBefore = (day: PlainDate) => ended === null || day < ended.on;
  const rested = stood.filter(({ liftedOn }) => isBefore(liftedOn));
  const last = latestOf(...rested.map(({ daysFrom }) => daysFrom), ...off.filter(isBefore));
  return last === null ? null : lastQuietDay(last, pauseDays);
}

/** Of one that is broken: a payment on a closing day of the banks counts for the bank day after it. */
async function turnsOutPaid(
  tx: MunicipalityReadTx,
  arrangement: Arrangement,
  { demandedOn, deadline, quietTo }: Pick<ArrangementRow, 'demandedOn' | 'deadline' | 'quietTo'>,
): Promise<boolean> {
  if (arrangement.state !== 'broken' || demandedOn === null || deadline === null) return false;
  const by = nextBankDay(later(deadline, quietTo ?? deadline));
  return wasPaidInTime(tx, arrangement, { until: demandedOn, by });
}

/** Whether a hold stands towards the debtor of an arrangement, and not towards another who owes the same. */
function towards({ debtor }: Arrangement): (hold: { readonly debtor: DebtorNumber | null }) => boolean {
  return (hold) => hold.debtor === null || hold.debtor === debtor;
}
