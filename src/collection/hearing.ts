import { sql } from 'kysely';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { withdrawClearances } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { neverReceived } from './never-received.ts';
import { giveGround } from './grounds.ts';
import { actionsOf, changeAction, recoveryFamily } from './store.ts';
import { isCreation, referenceOf, type Doing } from './types.ts';

/** A claim that the authority asks about. It has not received it: our own time limits run on. */
export interface InHearing {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** The rules that it asks about. */
  readonly rules: readonly string[];
  readonly since: PlainDate;
  /** The last day before it is time-barred, or lapses; null = not known. */
  readonly endsOn: PlainDate | null;
}

/** The claims in hearing, those that end first, first. */
export async function hearings(tx: MunicipalityReadTx): Promise<InHearing[]> {
  const { rows } = await sql<InHearing>`
    select a.claim_number as claim, l.debtor_number as debtor, a.errors as rules, a.queued_on as since, ends.on as "endsOn"
    from recovery_action a
    cross join lateral (
      select min(debtor_number) as debtor_number from liability l where l.claim_number = a.claim_number) l
    cross join lateral (
      select min((each ->> 'limitationOn')::date) as on
      from json_array_elements(a.master_data -> 'liable') each) ends
    where a.state = 'hearing' order by ends.on nulls last, a.claim_number`.execute(tx);
  return rows;
}

export type HearingRefusal = { readonly tag: 'not-in-hearing' | 'reason-missing' };

/**
 * Notes our answer in a hearing, and gives the reference by which the authority is told. `approve`: it stays with the authority,
 * which decides. `regret`: the claim is ours again, and is put right before it is sent anew.
 */
export async function noteHearingAnswer(
  tx: MunicipalityTx,
  {
    claim,
    answer,
    because,
  }: { readonly claim: ClaimNumber; readonly answer: 'approve' | 'regret'; readonly because: string },
  doing: Doing,
): Promise<Result<string, HearingRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  const liable = await liabilitiesFor(tx, [claim]);
  await lockReceivables(
    tx,
    liable.map(({ debtor }) => debtor),
  );
  const actions = (await actionsOf(tx, [claim])).get(claim) ?? [];
  const asked = actions.find(({ state }) => state === 'hearing');
  if (asked === undefined) return refuse({ tag: 'not-in-hearing' });
  await giveGround(tx, { claim, because }, doing);
  if (answer === 'regret') await regret(tx, claim, doing);
  return ok(referenceOf(asked));
}

/** The claim is ours again, with the interest and fees that waited with it. */
async function regret(tx: MunicipalityTx, main: ClaimNumber, doing: Doing): Promise<void> {
  const family = await recoveryFamily(tx, main);
  const actions = await actionsOf(
    tx,
    family.map(({ claim }) => claim),
  );
  for (const each of family) {
    const asked = actions.get(each.claim)?.find(({ state }) => state === 'hearing');
    if (asked === undefined) continue;
    await changeAction(tx, asked, { state: 'cancelled' });
    if (isCreation(asked.code)) await neverReceived(tx, each, { state: 'cancelled', doing });
  }
  await withdrawClearances(tx, [main], { on: dayInCopenhagen(doing.at), why: 'regretted' });
}
