import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { openBalances } from '../ledger/balances.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { clearDefaulted, readyClaims } from './clear-defaulted.ts';
import { standingDefaults } from './plan-defaults.ts';
import { transferStandings } from './transfer-standings.ts';
import type { Decision } from './types.ts';

interface Arrived {
  readonly decision: Decision;
  readonly on: PlainDate;
}

/**
 * Puts decisions to transfer in force whose letters have arrived, and clears the claims for transfer of which all who owe them
 * have been told (bek. 585/2023 § 10). Answers those about a debt that has been settled, or a default that does not stand any
 * more: they are not put in force. The debtors must be locked.
 */
export async function putTransfersInForce(
  tx: MunicipalityTx,
  arrived: readonly Arrived[],
  at: Temporal.Instant,
): Promise<Arrived[]> {
  if (arrived.length === 0) return [];
  const debtors = arrived.map(({ decision }) => decision.debtor);
  const standing = await standingDefaults(tx, debtors);
  const open = await openBalances(tx, debtors);
  const stands = ({ decision: { debtor, id, covers } }: Arrived) => {
    const here = new Set((open.get(debtor) ?? []).map(({ claimNumber }) => claimNumber));
    return standing.get(debtor)?.decision === id && covers.some(({ claim }) => here.has(claim));
  };
  const told = arrived.filter(stands);
  await sql`
    update decision set state = 'in-force', in_force_on = arrived.day
    from unnest(${told.map(({ decision }) => decision.id.toString())}::bigint[], ${told.map(({ on }) => on)}::date[])
      arrived (id, day)
    where decision_id = arrived.id and state = 'decided'`.execute(tx);
  const theirs = await transferStandings(tx, [...(await standingDefaults(tx, debtors)).values()]);
  for (const { decision } of told) {
    const transfer = theirs.get(decision.debtor) ?? null;
    const here = new Set((open.get(decision.debtor) ?? []).map(({ claimNumber }) => claimNumber));
    const claims = readyClaims((transfer?.claims ?? []).filter(({ claim }) => here.has(claim)));
    await clearDefaulted(tx, transfer, { claims, at });
  }
  return arrived.filter((each) => !stands(each));
}
