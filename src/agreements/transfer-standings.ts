import { lastClearances, type LastClearance } from '../claims/last-clearances.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ToldOfTransfer } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { letterId, type DebtorNumber, type DecisionId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { configurationVersions } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { arrivalsOf } from './course.ts';
import { decisionsById } from './decisions.ts';
import { decisionRule } from './decision-rule.ts';
import { transferFrom } from './deciding.ts';
import { standingDefaults, type PlanDefault } from './plan-defaults.ts';
import type { Decision } from './types.ts';

/** How far the decision to transfer the debt of one in default has come. */
export interface TransferStanding {
  readonly decision: Decision;
  /** The claims that it is about and that are not cleared, with what the others who owe them have been told. */
  readonly claims: readonly ClaimToClear[];
}

/** A claim to be sent, and everyone who still owes it. */
export interface ClaimToClear {
  readonly claim: ClaimNumber;
  readonly told: readonly ToldOfTransfer[];
  /** The first day on which it may be sent; null = somebody has not been told. */
  readonly from: PlainDate | null;
  readonly lastDeadline: PlainDate | null;
}

interface Told extends ToldOfTransfer {
  readonly decision: DecisionId;
  readonly from: PlainDate | null;
  readonly lastDeadline: PlainDate | null;
  readonly about: ReadonlySet<ClaimNumber>;
}

/** How far the decisions of those of these who are in default have come. Of joint claims, what the other one was told counts too. */
export async function transferStandings(
  tx: MunicipalityReadTx,
  standing: readonly PlanDefault[],
): Promise<Map<DebtorNumber, TransferStanding>> {
  const defaulted = standing.filter(({ state }) => state === 'defaulted');
  if (defaulted.length === 0) return new Map();
  const decisions = await decisionsOf(tx, defaulted);
  const covered = [...decisions.values()].flatMap(({ covers }) => covers.map(({ claim }) => claim));
  const liable = Map.groupBy(
    (await liabilitiesFor(tx, [...new Set(covered)])).filter(({ ended }) => ended === null),
    ({ claim }) => claim,
  );
  const others = [...liable.values()].flatMap((those) => those.map(({ debtor }) => debtor));
  const told = await toldOf(tx, [...new Set(others)]);
  const last = await lastClearances(tx, covered);
  return new Map(
    defaulted.flatMap(({ debtor }) => {
      const decision = decisions.get(debtor);
      if (decision === undefined) return [];
      const claims = decision.covers.flatMap(({ claim }) => {
        const owing = (liable.get(claim) ?? []).map((each) => each.debtor);
        return isToClear(last.get(claim), owing, told) ? [toClear(claim, owing, told)] : [];
      });
      return [[debtor, { decision, claims }] as const];
    }),
  );
}

/**
 * Cleared once for a decision; again only where it was our own finding that stopped it, or it was paid and something of it is owed again. Why
 * else one was taken back is not ours.
 */
function isToClear(
  last: LastClearance | undefined,
  owing: readonly DebtorNumber[],
  told: ReadonlyMap<DebtorNumber, Told>,
): boolean {
  if (last === undefined || [DEFERRAL_FOUND, PAID].includes(last.withdrawnWhy ?? '')) return true;
  const now = owing.map((debtor) => String(told.get(debtor)?.decision));
  return last.withdrawnWhy !== null && !now.includes(last.about);
}

/** Why a clearance is taken back when one in default is found in a § 6 situation. */
export const DEFERRAL_FOUND = 'deferral-found';

/** And where nothing is left of the claim. */
const PAID = 'paid';

function toClear(
  claim: ClaimNumber,
  liable: readonly DebtorNumber[],
  told: ReadonlyMap<DebtorNumber, Told>,
): ClaimToClear {
  const those = liable.map((debtor) => {
    const each = told.get(debtor);
    return each?.about.has(claim) === true ? each : null;
  });
  const days = those.map((each) => each?.from ?? null);
  return {
    claim,
    told: liable.map((debtor, index) => asTold(debtor, those[index] ?? null)),
    from: days.includes(null) ? null : latest(days),
    lastDeadline: latest(those.map((each) => each?.lastDeadline ?? null)),
  };
}

function asTold(debtor: DebtorNumber, told: Told | null): ToldOfTransfer {
  if (told === null) return { debtor, letter: null, arrivedOn: null, exception: null, inDefault: false };
  const { letter, arrivedOn, exception, inDefault } = told;
  return { debtor, letter, arrivedOn, exception, inDefault };
}

function latest(days: readonly (PlainDate | null)[]): PlainDate | null {
  return (
    days
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null
  );
}

/** What each of these debtors, who is in default, has been told of the transfer; the others are left out. */
async function toldOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Told>> {
  const defaults = [...(await standingDefaults(tx, debtors)).values()].filter(
    ({ state }) => state === 'defaulted',
  );
  const decisions = await decisionsOf(tx, defaults);
  const arrivals = await arrivalsOf(
    tx,
    [...decisions.values()].map(({ id }) => id),
  );
  const configurations = await configurationVersions(
    tx,
    [...decisions.values()].map(({ configurationVersion }) => configurationVersion),
  );
  const told = new Map<DebtorNumber, Told>();
  for (const { debtor, deadline: lastDeadline } of defaults) {
    const decision = decisions.get(debtor);
    const configuration = decision && configurations.get(decision.configurationVersion);
    assert(
      decision !== undefined && configuration !== undefined,
      'one in default has a decision to transfer',
    );
    const arrivedOn = decision.state === 'in-force' ? (arrivals.get(decision.id) ?? null) : null;
    told.set(debtor, {
      debtor,
      decision: decision.id,
      letter: decision.decided === null ? null : letterId(decision.id, 'decision'),
      arrivedOn,
      exception: null,
      inDefault: true,
      from: arrivedOn === null ? null : firstDay(decision, arrivedOn, decisionRule(configuration).due),
      lastDeadline,
      about: new Set(decision.covers.map(({ claim }) => claim)),
    });
  }
  return told;
}

/** Never before the day that the letter told, nor before the days from its arrival have passed. */
function firstDay(
  { decided }: Decision,
  arrivedOn: PlainDate,
  due: Parameters<typeof transferFrom>[1],
): PlainDate {
  const own = transferFrom(arrivedOn, due);
  const said = decided?.effectiveFrom ?? own;
  return own > said ? own : said;
}

async function decisionsOf(
  tx: MunicipalityReadTx,
  defaults: readonly PlanDefault[],
): Promise<Map<DebtorNumber, Decision>> {
  const ids = defaults.flatMap(({ decision }) => (decision === null ? [] : [decision]));
  return new Map((await decisionsById(tx, ids)).map((decision) => [decision.debtor, decision]));
}
