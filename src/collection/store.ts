import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { RecoveryClaim } from './types.ts';

/** What is told of the claims has a file of its own. */
export {
  actionsInDelivery,
  actionsOf,
  actionsToSend,
  changeAction,
  changeMasterData,
  everyActionOf,
  insertActions,
  setOffActionsOf,
  tellingOf,
  tellingsOf,
  waitingAlongWith,
  writeActions,
  type ActionChange,
  type Telling,
} from './actions/store.ts';

interface ClaimRow {
  claim: ClaimNumber;
  main: ClaimNumber | null;
  state: RecoveryClaim['state'];
  authorityId: string | null;
  receivedOn: PlainDate | null;
  endedOn: PlainDate | null;
  endedWhy: string | null;
  reported: bigint;
  covered: bigint;
  coveredInterest: bigint;
  interest: bigint;
  returnedInterest: bigint;
  writtenOff: bigint;
}

const claimColumns = sql`claim_number as claim, main_claim as main, state, authority_id as "authorityId",
  received_on as "receivedOn", ended_on as "endedOn", ended_why as "endedWhy", reported_ore as reported,
  covered_ore as covered, covered_interest_ore as "coveredInterest", interest_ore as interest, returned_interest_ore as "returnedInterest",
  written_off_ore as "writtenOff"`;

function asClaim(row: ClaimRow): RecoveryClaim {
  return {
    ...row,
    reported: ore(row.reported),
    covered: ore(row.covered),
    coveredInterest: ore(row.coveredInterest),
    interest: ore(row.interest),
    returnedInterest: ore(row.returnedInterest),
    writtenOff: ore(row.writtenOff),
  };
}

/** What is known of these claims at the authority; claims that were never sent are left out. */
export async function recoveryClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, RecoveryClaim>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<ClaimRow>`
    select ${claimColumns} from recovery_claim where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number`.execute(tx);
  return new Map(rows.map((row) => [row.claim, asClaim(row)]));
}

/** A main claim and the interest and fees that went with it, in the order of their numbers. */
export async function recoveryFamily(tx: MunicipalityReadTx, main: ClaimNumber): Promise<RecoveryClaim[]> {
  const { rows } = await sql<ClaimRow>`
    select ${claimColumns} from recovery_claim
    where claim_number = ${String(main)}::bigint or main_claim = ${String(main)}::bigint order by claim_number`.execute(
    tx,
  );
  return rows.map(asClaim);
}

/** The claim that has this number at the authority; null when none has, or no longer. */
export async function claimByAuthorityId(tx: MunicipalityReadTx, id: string): Promise<RecoveryClaim | null> {
  return (await recoveryClaimsByIds(tx, [id])).get(id) ?? null;
}

/** The claims that have these numbers at the authority, by those; numbers that no claim has, or no longer, are left out. */
export async function recoveryClaimsByIds(
  tx: MunicipalityReadTx,
  ids: readonly string[],
): Promise<Map<string, RecoveryClaim>> {
  const { rows } = await sql<ClaimRow & { readonly authorityId: string }>`
    select ${claimColumns} from recovery_claim where authority_id = any (${ids}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.authorityId, asClaim(row)]));
}

/** Which claims have these numbers at the authority; numbers that no claim has, or no longer, are left out. */
export async function claimsByAuthorityIds(
  tx: MunicipalityReadTx,
  ids: readonly string[],
): Promise<Map<string, ClaimNumber>> {
  const { rows } = await sql<{ id: string; claim: ClaimNumber }>`
    select authority_id as id, claim_number as claim from recovery_claim
    where authority_id = any (${ids}::text[])`.execute(tx);
  return new Map(rows.map(({ id, claim }) => [id, claim]));
}

/** Writes how claims stand at the authority; each is named once. */
export async function writeRecoveryClaims(
  tx: MunicipalityTx,
  claims: readonly RecoveryClaim[],
): Promise<void> {
  if (claims.length === 0) return;
  const column = <T>(read: (claim: RecoveryClaim) => T): T[] => claims.map(read);
  await sql`
    insert into recovery_claim (claim_number, main_claim, state, authority_id, received_on, ended_on, ended_why, reported_ore,
      covered_ore, covered_interest_ore, interest_ore, returned_interest_ore, written_off_ore)
    select * from unnest(${column(({ claim }) => String(claim))}::bigint[],
      ${column(({ main }) => (main === null ? null : String(main)))}::bigint[], ${column(({ state }) => state)}::text[],
      ${column(({ authorityId }) => authorityId)}::text[], ${column(({ receivedOn }) => receivedOn)}::date[],
      ${column(({ endedOn }) => endedOn)}::date[], ${column(({ endedWhy }) => endedWhy)}::text[],
      ${column(({ reported }) => String(reported))}::bigint[], ${column(({ covered }) => String(covered))}::bigint[],
      ${column(({ coveredInterest }) => String(coveredInterest))}::bigint[],
      ${column(({ interest }) => String(interest))}::bigint[],
      ${column(({ returnedInterest }) => String(returnedInterest))}::bigint[],
      ${column(({ writtenOff }) => String(writtenOff))}::bigint[])
    on conflict (claim_number) do update set main_claim = excluded.main_claim, state = excluded.state,
      authority_id = excluded.authority_id, received_on = excluded.received_on, ended_on = excluded.ended_on,
      ended_why = excluded.ended_why, reported_ore = excluded.reported_ore, covered_ore = excluded.covered_ore,
      covered_interest_ore = excluded.covered_interest_ore, interest_ore = excluded.interest_ore,
      returned_interest_ore = excluded.returned_interest_ore,
      written_off_ore = excluded.written_off_ore`.execute(tx);
}

/** Writes how a claim stands at the authority. */
export function writeRecoveryClaim(tx: MunicipalityTx, claim: RecoveryClaim): Promise<void> {
  return writeRecoveryClaims(tx, [claim]);
}
