import { mainClaims } from '../claims/main-claims.ts';
import { givePaymentLines } from '../claims/payment-lines.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { plainKroner, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import type { NoticeId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { billLines } from '../letters/bill-lines.ts';
import { printedNoticeDeadline } from '../letters/notice-arrivals.ts';
import type { NoticeFacts } from '../letters/notice-facts.ts';
import { queueOneNotice } from '../letters/queue-one.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { AboutClaims } from './about-claims.ts';
import { instalmentsOf, type Standing } from './standing.ts';
import { arrangementReference, type Arrangement } from './types.ts';

/** Why a plan goes on as another: it has rested, or fell away though what was demanded had been paid in time. */
export type WhyResumed = 'rested' | 'paid-in-time';

export interface LetterContext {
  readonly about: Pick<AboutClaims, 'owed'>;
  readonly configured: ConfigurationVersion;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** Tells the debtor what was agreed, or how it goes on, and what interest of the days before comes on top of it. */
export async function queueAgreedLetter(
  tx: MunicipalityTx,
  arrangement: Arrangement,
  {
    interestBefore,
    resumed,
    ...context
  }: LetterContext & { readonly interestBefore: Ore; readonly resumed: WhyResumed | null },
): Promise<void> {
  const { terms, owed } = arrangement;
  const says = {
    ...billsOf(arrangement, context),
    interestRuns: false,
    interestBefore: interestBefore > zeroOre ? plainKroner(interestBefore) : null,
    warnsOfTransfer: false as const,
  };
  if (terms.kind === 'deferral') {
    await queue(tx, arrangement, {
      ...context,
      facts: { kind: 'voluntary-deferral', ...says, until: terms.lastDue },
    });
    return;
  }
  const instalments = instalmentsOf(terms, owed);
  const [first, last] = [instalments[0], instalments.at(-1)];
  assert(first !== undefined && last !== undefined, 'a plan has instalments');
  await queue(tx, arrangement, {
    ...context,
    facts: {
      kind: 'voluntary-plan',
      ...says,
      // Never more than is owed.
      monthly: plainKroner(first.amount),
      instalments: instalments.length,
      firstDueDate: terms.firstDue,
      dueDay: terms.dueDay,
      lastDueDate: last.due,
      lastAmount: plainKroner(last.amount),
      ...(resumed === null ? {} : { resumed: resumed === 'rested' ? true : resumed }),
    },
  });
}

/** The one demand for what is missing; answers its notice. Its bills say when they were to be paid before anything was agreed. */
export async function queueDemand(
  tx: MunicipalityTx,
  arrangement: Arrangement,
  { standing, ...context }: LetterContext & { readonly standing: Standing },
): Promise<NoticeId> {
  const { configuration } = context.configured;
  const payDays = configuration.arrangements.demandDays;
  const late = standing.unpaid.filter(({ due }) => due <= context.on);
  const [first] = late;
  assert(standing.missingSince !== null && first !== undefined, 'a demand is for what is missing');
  const { owed } = context.about;
  const mains = await mainClaims(
    tx,
    owed.map(({ bill }) => bill.main),
  );
  const asBefore = owed.map(({ bill, ...each }) => {
    const srb = mains.get(bill.claim)?.srbBeforeAgreed ?? bill.srb;
    return { ...each, bill: { ...bill, srb } };
  });
  return queue(tx, arrangement, {
    ...context,
    facts: {
      kind: 'plan-broken',
      ...billsOf(arrangement, { ...context, about: { owed: asBefore } }),
      missing: plainKroner(standing.missing),
      missedOn: first.due,
      ...(late.length > 1 ? { missedLater: true as const } : {}),
      payBy: printedNoticeDeadline(context.on, {
        days: payDays,
        paperWeekdays: configuration.run.paperWeekdays,
      }),
      payDays,
      warnsOfTransfer: true,
    },
  });
}

function billsOf({ number }: Arrangement, { about: { owed }, configured: { configuration } }: LetterContext) {
  const creditor = configuration.payment.creditorNumber;
  return {
    claims: billLines(owed, ownTypesOf(configuration)),
    totalOwed: plainKroner(sumOre(owed.map((each) => each.owed))),
    paymentLine: creditor === null ? null : paymentLine('71', arrangementReference(number), creditor),
  };
}

async function queue(
  tx: MunicipalityTx,
  { number, debtor }: Arrangement,
  { facts, about, configured, on, at }: LetterContext & { readonly facts: NoticeFacts },
): Promise<NoticeId> {
  // Before the letter is: its line leads to the arrangement, whichever letter prints it.
  const line = {
    kind: '71',
    base: arrangementReference(number),
    to: 'arrangement',
    number,
    debtor,
    on,
  } as const;
  if ('paymentLine' in facts && facts.paymentLine !== null) await givePaymentLines(tx, [line]);
  const claims = about.owed.map(({ bill, owed }) => ({ claim: bill.claim, owed }));
  return queueOneNotice(tx, { debtor, facts: () => facts, claims, arrangement: number, configured, on, at });
}
