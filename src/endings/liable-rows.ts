import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** That somebody besides those who owe a claim is liable for it, as one has proposed and another approved or refused. */
export interface LiableProposal {
  /** The claim's number and its place among the claim's proposals. */
  readonly number: bigint;
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** Why, as the letter says it. */
  readonly because: string;
  readonly proposedOn: PlainDate;
  readonly proposedBy: string;
  /** Null: it waits for a second person. */
  readonly outcome: 'approved' | 'refused' | null;
}

const columns = sql`proposal as number, claim_number as claim, debtor_number as debtor, because, proposed_on as "proposedOn",
  proposed_by as "proposedBy", outcome`;

/** All proposals about a claim, oldest first. */
export async function proposalsOf(tx: MunicipalityReadTx, claim: ClaimNumber): Promise<LiableProposal[]> {
  const { rows } = await sql<LiableProposal>`
    select ${columns} from liable_proposal where claim_number = ${String(claim)}::bigint order by proposal`.execute(
    tx,
  );
  return rows;
}

/** Those that wait for a second person, oldest first. */
export async function openProposals(tx: MunicipalityReadTx): Promise<LiableProposal[]> {
  const { rows } = await sql<LiableProposal>`
    select ${columns} from liable_proposal where outcome is null order by proposed_on, proposal`.execute(tx);
  return rows;
}

/** One proposal, held until the transaction ends; null: there is none of that number. */
export async function heldProposal(tx: MunicipalityTx, number: bigint): Promise<LiableProposal | null> {
  const { rows } = await sql<LiableProposal>`
    select ${columns} from liable_proposal where proposal = ${String(number)}::bigint for no key update`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function insertProposal(tx: MunicipalityTx, proposal: LiableProposal): Promise<void> {
  const { number, claim, debtor, because, proposedOn, proposedBy } = proposal;
  await sql`
    insert into liable_proposal (proposal, claim_number, debtor_number, because, proposed_on, proposed_by)
    values (${String(number)}::bigint, ${String(claim)}::bigint, ${debtor}, ${because}, ${proposedOn}::date, ${proposedBy})`.execute(
    tx,
  );
}

export async function closeProposal(
  tx: MunicipalityTx,
  { number, outcome }: LiableProposal,
  { on, by, why }: { readonly on: PlainDate; readonly by: string; readonly why: string | null },
): Promise<void> {
  await sql`
    update liable_proposal set outcome = ${outcome}, closed_on = ${on}::date, closed_by = ${by}, closed_why = ${why}
    where proposal = ${String(number)}::bigint`.execute(tx);
}
