import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { mainClaims } from '../claims/main-claims.ts';
import { clearancesFrom, type TransferClearance } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { date, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, parseKroner, zeroOre, type Ore } from '../kernel/money.ts';
import type { OwnTypes } from '../law/claim-types.ts';
import { later } from '../law/interest-facts.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

const CLAIMS_PER_PAGE = 5_000;
const ANY_DAY = date('9999-12-31');

/**
 * What other choices about the way to Gældsstyrelsen would mean for the claims that are cleared and not sent: those that would go by
 * a system from now on, or by the list (`by-system`, `by-list`), those that the new least amount keeps here, or lets go (`kept-here`,
 * `let-go`), and the others that wait (`waits`).
 */
export async function consequencesForTransfer(
  tx: MunicipalityReadTx,
  between: Between,
): Promise<Consequence[]> {
  const counting = new Counting('recovery');
  await forEachCleared(tx, (cleared) => {
    const next = later(between.on, cleared.from);
    counting.add(kindOf(between, cleared.amount), { ...cleared, claims: [cleared.claim], next });
  });
  return counting.found();
}

/**
 * What it would mean for the claims that are cleared and not sent that types of the municipality's own are sent to Gældsstyrelsen (`may-be-sent`),
 * or are not any more (`not-sent`). What is there is called back first (`recoverableRefused`).
 */
export async function consequencesForRecoverable(
  tx: MunicipalityReadTx,
  { before, after, on }: Between,
): Promise<Consequence[]> {
  const counting = new Counting('ownTypes');
  const [was, is] = [ownTypesOf(before), ownTypesOf(after)];
  await forEachCleared(tx, (cleared) => {
    const [old, now] = [isSent(was, cleared.type), isSent(is, cleared.type)];
    if (old === now) return;
    const next = later(on, cleared.from);
    counting.add(now ? 'may-be-sent' : 'not-sent', { ...cleared, claims: [cleared.claim], next });
  });
  return counting.found();
}

function isSent(own: OwnTypes, code: string): boolean {
  return own.get(code)?.recoverable ?? false;
}

/** A type of the municipality's own that cannot be stated as never sent while claims of it are at the authority, or on their way there. */
export interface RecoverableRefusal {
  readonly code: string;
  readonly why: 'at-recovery';
  readonly claims: number;
}

/**
 * Types that would not be sent any more, and of which claims are at the authority or on their way: what is to become of those a person says, who
 * calls them back for a reason. One that cancels what has been covered cannot be undone, and none follows from the statement.
 */
export async function recoverableRefused(
  tx: MunicipalityReadTx,
  { before, after }: Between,
): Promise<RecoverableRefusal[]> {
  const [was, is] = [ownTypesOf(before), ownTypesOf(after)];
  const codes = [...was.keys()].filter((code) => isSent(was, code) && is.get(code)?.recoverable === false);
  const { rows } = await sql<{ code: string; claims: number }>`
    select c.claim_type as code, count(*)::int as claims from claim c join recovery_claim r using (claim_number)
    where c.claim_type = any (${codes}::text[]) and c.level = 'main' and r.state in ('in-transfer', 'in-hearing', 'received')
    group by c.claim_type order by c.claim_type`.execute(tx);
  return rows.map(({ code, claims }) => ({ code, why: 'at-recovery', claims }));
}

/** A claim that is cleared and not sent, with who owes it first. */
interface Cleared extends Pick<TransferClearance, 'claim' | 'from'> {
  readonly type: string;
  readonly debtor: DebtorNumber;
  readonly amount: Ore;
}

async function forEachCleared(tx: MunicipalityReadTx, look: (cleared: Cleared) => void): Promise<void> {
  for (let after: ClaimNumber | null = null; ;) {
    const page: readonly TransferClearance[] = await clearancesFrom(tx, {
      on: ANY_DAY,
      after,
      limit: CLAIMS_PER_PAGE,
    });
    const last = page.at(-1);
    if (last === undefined) return;
    const claims = page.map(({ claim }) => claim);
    const accounts = await accountsOfClaims(tx, claims);
    const mains = await mainClaims(tx, claims);
    const liable = Map.groupBy(await liabilitiesFor(tx, claims), ({ claim }) => claim);
    for (const { claim, from } of page) {
      const debtor = liable.get(claim)?.[0]?.debtor;
      if (debtor === undefined) continue;
      look({
        claim,
        from,
        type: mains.get(claim)?.type ?? '',
        debtor,
        amount: balanceOf(accounts.get(claim)),
      });
    }
    after = last.claim;
  }
}

function kindOf({ before: { recovery: was }, after: { recovery: is } }: Between, amount: bigint): string {
  const kept = (least: string) => amount < (parseKroner(least) ?? zeroOre);
  if (kept(was.least) !== kept(is.least)) return kept(is.least) ? 'kept-here' : 'let-go';
  return was.channel === is.channel ? 'waits' : `by-${is.channel}`;
}

/**
 * What another choice of interest would mean: claims of its types that are cleared and not sent (`told-otherwise`), and those at the
 * authority or on their way there, which keep what they were told with (`kept`).
 */
export async function consequencesForInterestChoice(
  tx: MunicipalityReadTx,
  { before, after, on }: Between,
): Promise<Consequence[]> {
  const counting = new Counting('recoveryInterest');
  const [was, is] = [before.recoveryInterest, after.recoveryInterest];
  const types = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (type) => !isDeepStrictEqual(was[type], is[type]),
  );
  const { rows } = await sql<ChoiceRow>`
    select c.claim_number as claim, r.claim_number is not null as there, t.cleared_from as cleared, (
        select min(debtor_number) from liability l where l.claim_number = c.claim_number) as debtor
    from claim c
    left join recovery_claim r on r.claim_number = c.claim_number and r.state in ('in-transfer', 'in-hearing', 'received')
    left join transfer_clearance t on t.claim_number = c.claim_number and t.withdrawn_on is null and t.sent_on is null
    where c.claim_type = any (${types}::text[]) and c.level = 'main'
      and (r.claim_number is not null or t.claim_number is not null)
    order by c.claim_number`.execute(tx);
  const accounts = await accountsOfClaims(
    tx,
    rows.map(({ claim }) => claim),
  );
  for (const { claim, debtor, there, cleared } of rows) {
    const owed = accounts.get(claim);
    const amount = addOre(balanceOf(owed), owed?.atRecovery ?? zeroOre);
    const next = there || cleared === null ? null : later(on, cleared);
    counting.add(there ? 'kept' : 'told-otherwise', { debtor, amount, claims: [claim], next });
  }
  return counting.found();
}

interface ChoiceRow {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber | null;
  readonly there: boolean;
  readonly cleared: PlainDate | null;
}
