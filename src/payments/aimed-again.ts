import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { Aim } from '../law/payment-order.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { aimOfLine } from './aim.ts';
import type { Payment } from './types.ts';
import { whereLineLeads } from './where-line-leads.ts';

/** What a payment points at when it covers something anew. */
export interface AimedAgain {
  /** Null = nothing. */
  readonly aim: Aim<ClaimNumber> | null;
  /** A person found out what it was for, or moved it. */
  readonly byPerson: boolean;
}

/**
 * What was told of a payment stays: its line, or the debtor's wish; where a person has found out what it was for, the main claims that it
 * covered by that. `mainOf` has the main claim of each claim that may be meant.
 */
export async function aimedAgain(
  tx: MunicipalityReadTx,
  { number, told }: Payment,
  mainOf: ReadonlyMap<ClaimNumber, ClaimNumber>,
): Promise<AimedAgain> {
  const person = await foundOut(tx, number);
  if (person !== null) {
    const mains = person.flatMap((claim) => mainOf.get(claim) ?? []);
    return { aim: mains.length === 0 ? null : { rule: 'wish', claims: new Set(mains) }, byPerson: true };
  }
  if (told.by === 'line') {
    const led = await whereLineLeads(tx, told.line);
    return { aim: 'lead' in led ? await aimOfLine(tx, led.lead) : null, byPerson: false };
  }
  const wish = told.by === 'debtor' ? told.wish : [];
  return { aim: wish.length === 0 ? null : { rule: 'wish', claims: new Set(wish) }, byPerson: false };
}

/** What it has covered because a person said so; null = no person has said anything. */
async function foundOut(tx: MunicipalityReadTx, payment: bigint): Promise<ClaimNumber[] | null> {
  const { rows } = await sql<{ claims: ClaimNumber[] }>`
    select array(
      select distinct t.credit_number from allocation a join transfer t on t.cause = a.cause and t.cause_number = a.payment_number and t.line = a.line
      where a.payment_number = p.payment_number and a.rule = 'person' and t.credit_kind <> 'overpaid') as claims
    from payment p where payment_number = ${payment.toString()}::bigint
      and (exists (select from suspense s where s.payment_number = p.payment_number)
        or exists (select from payment_move m where m.payment_number = p.payment_number))`.execute(tx);
  return rows[0]?.claims ?? null;
}
