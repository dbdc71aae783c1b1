import { decisionsById } from '../agreements/decisions.ts';
import { repaymentLiabilitiesOf } from '../claims/liabilities.ts';
import { heldForRecovery } from '../claims/recovery-work.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { date, parsePlainDate } from '../kernel/dates.ts';
import { instalmentId, parseDecisionId } from '../kernel/ids.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { paidAndGivenBack } from '../ledger/paid-on-claim.ts';
import { transfersOf } from '../ledger/read.ts';
import type { RefundItem } from '../ledger/refunds.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { paidSince } from './paid-since.ts';
import { whoseMoney } from './whose-money.ts';

/**
 * Which claims the money of an item still covers, and with how much: what its debtor has paid on them and has not been given back.
 * First those that it is about (the instalment's, those that lapsed by the decision, or the one that is time-barred), then what was paid
 * last on repayment of benefits. Adds up to the item, or to less where less is left. What is at the recovery authority is left out: it
 * is called back first.
 */
export async function coveredByItem(
  tx: MunicipalityReadTx,
  item: RefundItem,
): Promise<ReadonlyMap<ClaimNumber, Ore>> {
  const { debtor, amount } = item;
  const liabilities = await repaymentLiabilitiesOf(tx, [debtor]);
  const about = new Set(await claimsAbout(tx, item));
  const claims = [...new Set([...liabilities.map(({ claim }) => claim), ...about])];
  const there = await heldForRecovery(tx, claims);
  const paid = await paidBy(tx, item, claims);
  const covered = new Map<ClaimNumber, Ore>();
  let left = amount;
  for (const { claim, net } of paid.toSorted(
    (a, b) => Number(about.has(b.claim)) - Number(about.has(a.claim)),
  )) {
    const part = minOre(left, there.has(claim) ? zeroOre : net);
    if (part === zeroOre) continue;
    covered.set(claim, part);
    left = subtractOre(left, part);
  }
  return covered;
}

const EVER = date('1900-01-01');

/** What a debtor has paid on each claim and has not been given back, the one paid last first. */
async function paidBy(
  tx: MunicipalityReadTx,
  { debtor }: RefundItem,
  claims: readonly ClaimNumber[],
): Promise<{ readonly claim: ClaimNumber; readonly net: Ore }[]> {
  const movements = await paidAndGivenBack(tx, claims);
  const whose = await whoseMoney(tx, [...movements.values()].flat());
  return [...movements]
    .map(([claim, moved]) => {
      const own = moved.filter((each) => whose(each) === debtor);
      const last =
        own
          .map((each) => ('givenBackTo' in each ? EVER : each.valueDate))
          .toSorted()
          .at(-1) ?? EVER;
      return { claim, last, net: paidSince(EVER, own) };
    })
    .toSorted((a, b) => (a.last === b.last ? (a.claim < b.claim ? 1 : -1) : a.last < b.last ? 1 : -1));
}

async function claimsAbout(
  tx: MunicipalityReadTx,
  { debtor, about }: RefundItem,
): Promise<readonly ClaimNumber[]> {
  const [, what, which = ''] = /^(instalment|decision|time-barred) (\S+)$/.exec(about) ?? [];
  if (what === 'time-barred') return [claimNumber(BigInt(which))];
  const due = what === 'instalment' ? parsePlainDate(which) : null;
  if (due !== null) {
    const asked = await transfersOf(tx, 'instalment', [instalmentId(due, debtor)]);
    return asked.map(({ debit }) => claimNumber(debit.number));
  }
  const decision = what === 'decision' ? parseDecisionId(which) : null;
  const [decided] = decision === null ? [] : await decisionsById(tx, [decision]);
  return (decided?.lapses ?? []).map(({ claim }) => claim);
}
