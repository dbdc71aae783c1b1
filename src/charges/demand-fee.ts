import type { DemandFee, DemandToCharge } from '../agreements/demand-fees.ts';
import { holdsOn } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { NoticeId } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { feeRegime, localClaimTypes } from '../law/claim-types.ts';
import { feeFigures, type FeeFigures } from '../law/fee-figures.ts';
import { feeFor } from '../law/fees.ts';
import { effects } from '../law/holds.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { typeOf } from './bearing.ts';
import { feeDecided, type ChargesConfigured } from './council-decision.ts';
import { feeOfNotice, postFees, standingFeeLetters, type FeeToPost } from './fees.ts';

/**
 * Raises the fee for a demand about instalments (gebyrloven § 2; open question Q41), where the council has decided one, on the
 * largest of the claims that are demanded. Null: it costs nothing, as where all of them are owed by others too, who may have
 * kept their plan. The debtor has been locked.
 */
export async function chargeDemand(tx: MunicipalityTx, demand: DemandToCharge): Promise<DemandFee | null> {
  const { configuration, version: configurationVersion } = demand.configured;
  const found = await feeForDemand(tx, demand, configuration);
  if (found === null) return null;
  const { notice, on: letterOn, payBy: srb, at } = demand;
  const fee: FeeToPost = { notice, main: found.on, letterOn, srb, amount: found.amount };
  const claim = (await postFees(tx, [fee], { configurationVersion, at })).get(notice);
  assert(claim !== undefined, 'each fee has become a claim');
  return { claim, amount: found.amount };
}

/** What is left of the fee of a demand that came back; null = it cost nothing, nothing is left, or a hold lets the fee rest. */
export async function demandFeeLeft(tx: MunicipalityReadTx, notice: NoticeId): Promise<DemandFee | null> {
  const fee = await feeOfNotice(tx, notice);
  if (fee === null) return null;
  const { claim, main } = fee;
  const amount = balanceOf((await accountsOfClaims(tx, [claim])).get(claim));
  const rests = effects(((await holdsOn(tx, [main])).get(main) ?? []).map(({ reason }) => reason)).fee;
  return amount === zeroOre || rests ? null : { claim, amount };
}

/** What a demand on a day would cost by these choices, and on which claim; null = nothing. Writes nothing. */
export async function feeForDemand(
  tx: MunicipalityReadTx,
  { claims, on }: Pick<DemandToCharge, 'claims' | 'on'>,
  configuration: ChargesConfigured,
  figures: FeeFigures = feeFigures,
): Promise<{ readonly amount: DemandFee['amount']; readonly on: ClaimNumber } | null> {
  const mains = [...(await mainClaims(tx, claims)).values()];
  const decided = mains.filter(({ type }) => feeDecided(configuration, type) !== null);
  if (decided.length === 0) return null;
  const alone = await owedByOne(tx, claims);
  const accounts = await accountsOfClaims(tx, claims);
  const letters = await standingFeeLetters(tx, claims);
  const holds = await holdsOn(tx, claims);
  const [largest] = decided
    .filter(({ claim }) => alone.has(claim))
    .map((main) => ({ ...main, principal: accounts.get(main.claim)?.raised ?? zeroOre }))
    .toSorted((a, b) => compare(b.principal, a.principal) || compare(a.claim, b.claim));
  if (largest === undefined) return null;
  const { claim, principal, due, type } = largest;
  const council = feeDecided(configuration, type);
  const fee = feeFor(
    {
      regime: feeRegime(typeOf(type, localClaimTypes)),
      kind: 'reminder',
      letterOn: on,
      wanted: council?.amount ?? null,
      councilDecision: council,
      benefitRepayment: true,
      commercial: false,
      held: effects((holds.get(claim) ?? []).map(({ reason }) => reason)).fee,
      // It has no due date of its own before the plan has fallen away.
      claims: [{ claim, principal, due: due ?? on, feeLetters: letters.get(claim) ?? [] }],
      onWhich: 'largest',
    },
    figures,
  );
  return fee.ok ? fee.value : null;
}

/** Those of these claims that one alone is or was liable for: a fee is owed by whoever owes its claim. */
async function owedByOne(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlySet<ClaimNumber>> {
  const liable = Map.groupBy(await liabilitiesFor(tx, claims), ({ claim }) => claim);
  return new Set(claims.filter((claim) => liable.get(claim)?.length === 1));
}

function compare<T extends bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
