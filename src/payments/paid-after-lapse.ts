import { decisionsById } from '../agreements/decisions.ts';
import { PAID_AFTER_LAPSE, readPaidAfterLapse } from '../agreements/paid-since-lapse.ts';
import { goneSince } from '../claims/lapse-days.ts';
import {
  readableDecisionId,
  type DebtorNumber,
  type DecisionId,
  type MunicipalityCode,
} from '../kernel/ids.ts';
import { sumOre } from '../kernel/money.ts';
import { paidAndGivenBack, type ClaimSince, type PaidOrGivenBack } from '../ledger/paid-on-claim.ts';
import { openRefundItems, type RefundItem } from '../ledger/refunds.ts';
import { beyondOpened } from '../ledger/refunds-about.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { complete, takeDue, type TakenWork } from '../platform/due-work.ts';
import { paidSince } from './paid-since.ts';
import { whoseMoney } from './whose-money.ts';

export interface PaidAfterLapseJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly clock: Clock;
}

/** Decisions a transaction. */
const AT_A_TIME = 500;

/**
 * Opens refund items for what debtors have paid on claims since these lapsed for them (bek. 585/2023 § 9), or
 * were found to have before they were settled. A person decides, as for all refund items. Answers how many there were. Safe to stop and to
 * repeat: a decision is taken and its item opened in one transaction.
 */
export async function takePaidAfterLapse({
  database,
  municipality,
  clock,
}: PaidAfterLapseJob): Promise<number> {
  let opened = 0;
  for (;;) {
    const page = await inMunicipality(database, municipality, (tx) => takePage(tx, clock()));
    if (page === null) return opened;
    opened += page;
  }
}

/** How many items a page opened; null when nothing was due. */
async function takePage(tx: MunicipalityTx, now: Temporal.Instant): Promise<number | null> {
  const due = await takeDue(tx, { kind: PAID_AFTER_LAPSE, now, limit: AT_A_TIME });
  if (due.length === 0) return null;
  const items = await itemsOf(tx, await lapsesOf(tx, due));
  const beyond = await beyondOpened(tx, items);
  await openRefundItems(tx, beyond, { by: 'automatic', at: now });
  await complete(tx, { kind: PAID_AFTER_LAPSE, keys: due.map(({ key }) => key), now });
  return beyond.length;
}

/** Claims that lapsed for a debtor by a decision, and the first day on which each was owed no longer. */
interface Lapsed {
  readonly decision: DecisionId;
  readonly debtor: DebtorNumber;
  readonly lapses: readonly ClaimSince[];
}

async function lapsesOf(tx: MunicipalityReadTx, due: readonly TakenWork[]): Promise<Lapsed[]> {
  const asked = due.map(readPaidAfterLapse);
  const decisions = await decisionsById(
    tx,
    asked.map(({ decision }) => decision),
  );
  const told = new Map(asked.map(({ decision, lapses }) => [decision, lapses]));
  const lapsed: Lapsed[] = [];
  for (const { id: decision, debtor, lapses } of decisions)
    lapsed.push({ decision, debtor, lapses: await goneSince(tx, told.get(decision) ?? lapses) });
  return lapsed;
}

async function itemsOf(tx: MunicipalityReadTx, lapsed: readonly Lapsed[]): Promise<RefundItem[]> {
  const claims = lapsed.flatMap(({ lapses }) => lapses.map(({ claim }) => claim));
  const movements = await paidAndGivenBack(tx, claims);
  const whose = await whoseMoney(tx, [...movements.values()].flat());
  return lapsed.map(({ decision, debtor, lapses }) => {
    const theirs = (each: PaidOrGivenBack) => whose(each) === debtor;
    const paid = lapses.map(({ claim, on }) => paidSince(on, (movements.get(claim) ?? []).filter(theirs)));
    return {
      debtor,
      amount: sumOre(paid),
      why: 'paid-after-lapse',
      about: `decision ${readableDecisionId(decision)}`,
    };
  });
}
