import { sql } from 'kysely';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { RecallWanted } from '../claims/recovery-work.ts';
import { withdrawClearances } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { tellPerson } from './answered.ts';
import { neverReceived } from './never-received.ts';
import { giveGround } from './grounds.ts';
import { putRightFirst } from './regretted-charges.ts';
import { actionsOf, changeAction, recoveryFamily } from './store.ts';
import { isCreation, referenceOf, type Doing, type RecoveryAction, type RecoveryClaim } from './types.ts';

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
    where a.state = 'hearing' and a.art = 'INDR' order by ends.on nulls last, a.claim_number`.execute(tx);
  return rows;
}

export type HearingRefusal =
  | { readonly tag: 'not-in-hearing' | 'reason-missing' }
  /** The authority may have received it by now: it is called back when it has answered. */
  | { readonly tag: 'confirmed'; readonly on: PlainDate };

/**
 * Notes our answer in a hearing, and gives the reference by which the authority is told. `approve`: it stays with the authority,
 * which decides. `regret`: the claim is ours again, and is put right before it is sent anew: a main claim must be cleared again, and
 * interest or a fee, which its main claim clears, is held until a person says that it may follow. What we have confirmed is not
 * regretted any more, unless a person sees that the authority still asks (`stillAsked`).
 */
export async function noteHearingAnswer(
  tx: MunicipalityTx,
  {
    claim,
    answer,
    because,
    stillAsked = false,
  }: {
    readonly claim: ClaimNumber;
    readonly answer: 'approve' | 'regret';
    readonly because: string;
    readonly stillAsked?: boolean;
  },
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
  const regretted = answer === 'regret' ? actions.findLast(wasInHearing) : undefined;
  if (asked === undefined && regretted !== undefined) return ok(referenceOf(regretted));
  if (asked === undefined) return refuse({ tag: 'not-in-hearing' });
  if (answer === 'regret' && asked.confirmedOn !== null && !stillAsked)
    return refuse({ tag: 'confirmed', on: asked.confirmedOn });
  await giveGround(tx, { claim, because }, doing);
  if (answer === 'regret') {
    await regret(tx, claim, { why: 'regretted', doing });
    await putRightFirst(tx, { claim, reference: referenceOf(asked) }, doing);
  } else await confirm(tx, claim, dayInCopenhagen(doing.at));
  return ok(referenceOf(asked));
}

/** The claim, with the interest and fees that wait with it: from that day the authority can have received them (GIB § 4). */
async function confirm(tx: MunicipalityTx, claim: ClaimNumber, on: PlainDate): Promise<void> {
  for (const asked of await inHearingWith(tx, claim))
    if (asked.action.confirmedOn === null) await changeAction(tx, asked.action, { confirmedOn: on });
}

/** Regretted here before it was told there: it was told, asked about, and never received. */
function wasInHearing({ code, state, delivery, errors }: RecoveryAction): boolean {
  return isCreation(code) && state === 'cancelled' && delivery !== null && errors.length > 0;
}

/**
 * Something has come up that stops a claim while the authority asks about it. It has not received it: what must be cleared anew
 * (an objection, a plan, a death) is regretted (fortrudt) at once, and a person says so in the portal, which alone takes it. What rests
 * only stays in hearing, and a person is told until when. What we have confirmed the authority may have received (GIB § 4): it is
 * called back when it has answered, as anything that has been handed over (`later`).
 */
export async function stopHearing(
  tx: MunicipalityTx,
  { claim }: RecoveryClaim,
  { wanted, doing }: { readonly wanted: RecallWanted; readonly doing: Doing },
): Promise<'cancelled' | 'not-there' | 'later'> {
  const asked = (await actionsOf(tx, [claim])).get(claim)?.find(({ state }) => state === 'hearing');
  if (asked === undefined) return 'not-there';
  if (asked.confirmedOn !== null) return 'later';
  if (wanted.staysCleared === true) {
    const ends = (await hearings(tx)).find((each) => each.claim === claim)?.endsOn ?? null;
    const detail = ends === null ? 'in-hearing' : `in-hearing until ${ends}`;
    await tellPerson(tx, wanted, { kind: 'recovery-stopped', detail, doing });
    return 'not-there';
  }
  await regret(tx, claim, { why: wanted.reason?.toLowerCase() ?? 'regretted', doing });
  await tellPerson(tx, wanted, {
    kind: 'recovery-stopped',
    detail: `regretted ${referenceOf(asked)}`,
    doing,
  });
  return 'cancelled';
}

/**
 * Somebody owes these claims no longer, and others do. While the authority asks about one, and we have not confirmed it, it would be told of
 * the wrong debtors: it is regretted as in `stopHearing`, and is sent as owed by the others when it has been cleared anew. Answers those that
 * were. Whoever owes them has been locked.
 */
export async function regretOwedByFewer(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  doing: Doing,
): Promise<ReadonlySet<ClaimNumber>> {
  const regretted = new Set<ClaimNumber>();
  for (const claim of claims) {
    // Interest and fees have perhaps been regretted with their main claim.
    const asked = (await inHearingWith(tx, claim)).find(({ each }) => each.claim === claim)?.action;
    if (asked === undefined || asked.confirmedOn !== null) continue;
    await regret(tx, claim, { why: 'liability', doing });
    const detail = `regretted ${referenceOf(asked)}`;
    await tellPerson(tx, { claim }, { kind: 'recovery-stopped', detail, doing });
    regretted.add(claim);
  }
  return regretted;
}

/** The claim is ours again, with the interest and fees that waited with it. */
async function regret(
  tx: MunicipalityTx,
  claim: ClaimNumber,
  { why, doing }: { readonly why: string; readonly doing: Doing },
): Promise<void> {
  for (const { each, action } of await inHearingWith(tx, claim)) {
    // The day is that of our answer: the authority is asked for a while whether it has received it all the same.
    await changeAction(tx, action, { state: 'cancelled', answeredOn: dayInCopenhagen(doing.at) });
    if (isCreation(action.code)) await neverReceived(tx, each, { state: 'cancelled', doing });
  }
  await withdrawClearances(tx, [claim], { on: dayInCopenhagen(doing.at), why });
}

/** What the authority asks about of a main claim and its interest and fees. */
async function inHearingWith(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
): Promise<{ readonly each: RecoveryClaim; readonly action: RecoveryAction }[]> {
  const family = await recoveryFamily(tx, claim);
  const actions = await actionsOf(
    tx,
    family.map((each) => each.claim),
  );
  return family.flatMap((each) => {
    const action = actions.get(each.claim)?.find(({ state }) => state === 'hearing');
    return action === undefined ? [] : [{ each, action }];
  });
}
