import { debtorsInErrand } from '../agreements/in-errand.ts';
import { closeWorkItem, openItems } from '../agreements/work-items.ts';
import { raiseWithInterest } from '../charges/start-interest.ts';
import { raiseOrdinary, type OrdinaryRefusal } from '../claims/raise-ordinary.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { type DebtorNumber, type NoticeId } from '../kernel/ids.ts';
import { plainKroner, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { billOwedBackAs, owedBackOf, type OwedBack } from '../ledger/owed-back.ts';
import { printedNoticeDeadline } from '../letters/notice-arrivals.ts';
import type { FactsOf } from '../letters/notice-facts.ts';
import { queueOneNotice } from '../letters/queue-one.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { notPaidTo, type NotPaidBecause } from './pay-out-stops.ts';

/** A person asks a debtor for what they owe of money that was given back. */
export interface BillOwedBack {
  readonly debtor: DebtorNumber;
  readonly because: string;
  readonly configured: ConfigurationVersion;
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** It is a claim in the register from now on, and a letter tells it. */
export interface BilledBack extends OwedBack {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** The last day to pay it in time, as the letter prints it. */
  readonly payBy: PlainDate;
  readonly notice: NoticeId;
}

export type BillRefusal =
  | { readonly tag: 'unknown-debtor' | 'reason-missing' | 'nothing-owed-back' }
  /** Nobody is written to about it meanwhile, so that it could not be asked for in time; nor is a bill sent to the dead at all. */
  | { readonly tag: 'in-errand'; readonly why: Beside }
  /** The claim type that the municipality has chosen for it cannot be raised so. */
  | { readonly tag: 'type-refused'; readonly type: string; readonly why: OrdinaryRefusal };

/** What the debtor is in. */
export type Beside = NotPaidBecause | 'debt-relief';

/**
 * Makes what a debtor owes of money that was given back, and that the bank has taken back from us since, a claim of the type that the
 * municipality has chosen (open question Q57), and queues the letter that says why, how much and until when. From then on it is
 * reminded of, time-barred, sent on and written off as any bill of that type. Its years count from the day the money was gone. Refused of the dead, and while a bankruptcy or debt relief is dealt with.
 */
export async function billOwedBack(
  tx: MunicipalityTx,
  asked: BillOwedBack,
): Promise<Result<BilledBack, BillRefusal>> {
  const { debtor, because, configured, by, on, at } = asked;
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  if (!(await lockReceivables(tx, [debtor])).has(debtor)) return refuse({ tag: 'unknown-debtor' });
  const owed = await owedBackOf(tx, debtor);
  if (owed === null) return refuse({ tag: 'nothing-owed-back' });
  const beside = await besideOf(tx, debtor);
  if (beside !== null) return refuse({ tag: 'in-errand', why: beside });
  const { type, payDays } = configured.configuration.owedBack;
  const { paperWeekdays } = configured.configuration.run;
  const payBy = printedNoticeDeadline(on, { days: payDays, paperWeekdays });
  const raised = await raise(tx, asked, { owed, payBy });
  if (!raised.ok) return refuse({ tag: 'type-refused', type, why: raised.refusal });
  const claim = raised.value;
  await billOwedBackAs(tx, { debtor, claim, amount: owed.amount }, at);
  const notice = await tell(tx, asked, { claim, owed, payBy });
  for (const { number } of await openItems(tx, { debtor, kind: 'owed-back' }))
    await closeWorkItem(tx, { item: number, by, because: `krav ${claim}: ${because}`, at });
  return ok({ ...owed, claim, debtor, payBy, notice });
}

async function besideOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Beside | null> {
  const because = (await notPaidTo(tx, [debtor])).get(debtor) ?? null;
  if (because !== null) return because;
  const relief = (await debtorsInErrand(tx, [debtor])).get(debtor) === 'not-while-debt-relief';
  return relief ? 'debt-relief' : null;
}

interface Raising {
  readonly owed: OwedBack;
  readonly payBy: PlainDate;
}

const WHAT = 'Tilbagebetalt beløb, som skal betales igen';

function raise(
  tx: MunicipalityTx,
  { debtor, configured: { configuration }, by, on, at }: BillOwedBack,
  { owed: { amount, since }, payBy }: Raising,
): Promise<Result<ClaimNumber, OrdinaryRefusal>> {
  const claim = {
    sourceSystem: 'AFDRAG',
    accountId: `tilbagebetalt-${debtor}`,
    claimId: reference(debtor, on),
    type: configuration.owedBack.type,
    debtors: [debtor],
    principal: amount,
    outstanding: amount,
    origin: since,
    due: payBy,
    srb: payBy,
    period: null,
    demandSent: null,
    ruledOn: null,
    description: WHAT,
    splitOf: null,
  } as const;
  const posting = raiseWithInterest({ configuration, from: null });
  return raiseOrdinary(tx, claim, { fileName: 'refund bill', sha256: NO_FILE, by, at, posting });
}

/** It stood in no file. */
const NO_FILE = '0'.repeat(64);

/** One bill for each debtor and day: more of the same day is asked for the day after. */
function reference(debtor: DebtorNumber, on: PlainDate): string {
  return `T-${debtor}-${on.replaceAll('-', '')}`;
}

function tell(
  tx: MunicipalityTx,
  { debtor, configured, on, at }: BillOwedBack,
  { claim, owed, payBy }: Raising & { readonly claim: ClaimNumber },
): Promise<NoticeId> {
  return queueOneNotice(tx, {
    debtor,
    claims: [{ claim, owed: owed.amount }],
    facts: (paymentLine) => ({
      kind: 'owed-back',
      takenBackOn: owed.since,
      claims: [billed(owed.amount, reference(debtor, on))],
      totalOwed: plainKroner(owed.amount),
      payBy,
      payDays: configured.configuration.owedBack.payDays,
      fee: null,
      warnsOfTransfer: false,
      paymentLine,
    }),
    configured,
    on,
    at,
  });
}

function billed(amount: Ore, number: string): FactsOf<'owed-back'>['claims'][number] {
  const bill = { level: 'main', what: WHAT, reference: number, period: null, dueOn: null } as const;
  return { ...bill, owed: plainKroner(amount), joint: false };
}
