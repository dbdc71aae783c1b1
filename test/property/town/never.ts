import { sql, type RawBuilder } from 'kysely';
import { effects, holdReasons, type HoldEffects, type HoldReason } from '../../../src/law/holds.ts';
import type { MunicipalityReadTx } from '../../../src/platform/database.ts';

/** What must never be done about a claim that rests, is disputed, has ended, or whose debtor has died: asked of what was written. */

/**
 * Reasons for which money that came without a line or a wish leaves a claim alone: written here, so that a reason which is taken out of the
 * law's table is missed (never.test.ts).
 */
export const NOT_COVERED_UNASKED: readonly HoldReason[] = [
  'objection',
  'complaint',
  'source-to-correct',
  'deferral',
  'death',
  'bankruptcy',
  'debt-relief',
  'lapse-review',
  'ended',
  'recovery',
  'returned-less',
  'liability',
];

function stopping(effect: keyof HoldEffects): RawBuilder<unknown> {
  return sql`h.reason = any (${holdReasons.filter((reason) => effects([reason])[effect])}::text[])`;
}

/** Joins the holds of a claim, or of its main claim, that stood at a moment of the day's work and were known before it. */
function held(claim: string, moment: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`join claim hc on hc.claim_number = ${sql.ref(claim)}
    join hold h on h.claim_number in (hc.claim_number, hc.main_claim) and h.placed_at < ${moment}
      and h.from_on <= ${moment}::date and (h.lifted_at is null or h.lifted_at > ${moment})`;
}

/** Whether CPR had told before the day's work of a moment that a debtor was dead, or a person had: asked of them, and of no hold. */
function toldDead(debtor: string, moment: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(exists (select from person_record p join fact_batch b using (batch)
    where p.debtor_number = ${sql.ref(debtor)} and p.status = 90 and b.written_at < date_trunc('day', ${moment}))
    or exists (select from errand d where d.debtor_number = ${sql.ref(debtor)} and d.kind = 'death'
      and d.outcome is distinct from 'mistake' and d.opened_on < ${moment}::date))`;
}

/** Letters that ask for something, or tell what was agreed about it. */
const ASKING = sql`n.kind in ('reminder', 'demand', 'transfer-warning', 'voluntary-plan', 'voluntary-deferral', 'plan-broken')`;

const madeAt = sql`(n.made_on || 'T09:00Z')::timestamptz`;

/** One question each, with the words that tell it; the answer is what is wrong. */
const never: Readonly<Record<string, RawBuilder<{ what: string }>>> = {
  'a reminder, demand or warning about a claim that rests': sql`
    select n.kind || ' ' || n.notice_id || ' claim ' || c.claim_number || ' ' || h.reason as what
    from notice n join notice_claim c using (notice_id) ${held('c.claim_number', madeAt)}
    where n.kind in ('reminder', 'demand', 'transfer-warning') and n.withdrawn_on is null and ${stopping('dunning')}
      and (h.debtor_number is null or h.debtor_number = n.debtor_number)`,
  'a letter that asks one who had died for something': sql`
    select n.kind || ' ' || n.notice_id as what from notice n
    where ${ASKING} and n.withdrawn_on is null
      and ${toldDead('n.debtor_number', madeAt)}`,
  'a fee on a claim that rests': sql`
    select c.claim_number || ' of ' || c.posted_on || ' ' || h.reason as what from charge c
    join transfer t on t.credit_kind = 'source' and t.credit_number = c.claim_number ${held('c.claim_number', sql`t.recorded_at`)}
    where c.kind = 'fee' and t.cause = 'charge-raised' and ${stopping('fee')} and h.debtor_number is null`,
  'interest for days on which a claim rests': sql`
    select c.claim_number || ' of ' || c.period_from || ' to ' || c.period_to || ' ' || h.reason as what from charge c
    join hold h on h.claim_number = c.main_claim and (h.lifted_on is null or h.lifted_on > h.from_on)
    where c.kind = 'interest' and ${stopping('interest')} and h.from_on <= c.period_from
      and coalesce(h.lifted_on, 'infinity') > case c.regime when 'gebyrloven' then c.period_from else c.period_to end
      and coalesce((select stands_ore from charge_adjustment a where a.claim_number = c.claim_number
        order by entry desc limit 1), c.amount_ore) > 0
      and h.placed_at < (select min(recorded_at) from transfer t where t.credit_kind = 'source' and t.credit_number = c.claim_number)`,
  'a claim sent to Gældsstyrelsen that rests': sql`
    select a.claim_number || ' ' || a.place || ' ' || h.reason as what from recovery_action a
    ${held('a.claim_number', sql`a.recorded_at`)}
    where a.code in ('OPRETFORDRING', 'GENINDSENDFORDRING') and a.state <> 'cancelled' and ${stopping('transfer')}`,
  'an instalment of a claim that rests': sql`
    select t.cause_number || ' claim ' || t.debit_number || ' ' || h.reason as what from transfer t
    ${held('t.debit_number', sql`t.recorded_at`)}
    where t.cause = 'instalment' and ${stopping('instalments')}
      and (h.debtor_number is null or h.debtor_number = t.debit_debtor)`,
  'money without a line or a wish on a claim that rests': sql`
    select a.payment_number || ' claim ' || t.credit_number || ' ' || a.rule || ' ' || h.reason || ' ' || h.claim_number as what
    from allocation a join transfer t on t.cause = a.cause and t.cause_number = a.payment_number and t.line = a.line
    join payment p using (payment_number) ${held('t.credit_number', sql`t.recorded_at`)}
    where a.rule in ('oldest-due', 'not-asked', 'surplus', 'instalment', 'other-spouse')
      and h.reason = any (${NOT_COVERED_UNASKED}::text[])
      -- What came before a claim was handed over to Gældsstyrelsen came while it was owed here.
      and (h.reason <> 'recovery' or h.told_on <= p.received_on)
      and (h.debtor_number is null or h.debtor_number = p.debtor_number)`,
  'interest or a fee that stays here while its claim is at Gældsstyrelsen, and nobody is asked about it': sql`
    select c.claim_number || ' ' || k.claim_type || ' of ' || c.posted_on || ' main claim ' || c.main_claim as what
    from charge c join claim k using (claim_number)
    join recovery_claim main on main.claim_number = c.main_claim and main.state = 'received'
    join transfer_clearance cleared on cleared.claim_number = c.main_claim and cleared.withdrawn_on is null
    left join recovery_claim sent on sent.claim_number = c.claim_number
    -- What was sent and came back is for a person, and asked about where it did.
    where (sent.claim_number is null or sent.state = 'cancelled')
      and exists (select from account_balance b where b.number = c.claim_number and b.kind in ('claim', 'due') and b.balance_ore > 0)
      -- It leaves on the day after it was posted, or after its claim has been received.
      and (select max(day) from job_run) > greatest(c.posted_on, main.received_on, (
        select max(answered_on) from recovery_action a where a.claim_number = c.main_claim))
      and not exists (select from hold h where h.claim_number in (c.claim_number, c.main_claim) and h.lifted_at is null
        and ${stopping('transfer')})
      and not exists (select from work_item w where w.kind = 'transfer-not-ready' and w.closed_at is null
        and w.about like 'claim ' || c.claim_number || ' %')`,
  'anything asked, charged or covered after nobody owed it': sql`
    with gone as (
      select l.claim_number as claim, max(e.recorded_at) as since, max(e.ended_on) as on
      from liability l left join liability_end e using (claim_number, debtor_number)
      group by 1 having count(e.ended_on) = count(*))
    select t.cause || ' ' || t.cause_number || ' claim ' || claim as what from transfer t join gone
      on (t.credit_kind in ('claim', 'due') and t.credit_number = claim) or (t.debit_kind in ('claim', 'due') and t.debit_number = claim)
    left join payment p on t.cause in ('payment', 'suspense-resolved', 'reallocated') and p.payment_number = t.cause_number
    -- What had been received by the last day covers it, whenever that is known.
    where t.recorded_at > since and (p.received_on is null or p.received_on > gone.on)`,
  'an ended claim that is not held': sql`
    select l.claim_number::text as what from liability l left join liability_end e using (claim_number, debtor_number)
    where not exists (select from hold h where h.claim_number = l.claim_number and h.reason = 'ended' and h.lifted_on is null)
    group by l.claim_number having count(e.ended_on) = count(*) and bool_or(e.kind in ('lapsed', 'time-barred'))`,
  'a letter to one who had died': sql`
    select l.letter_id || ' ' || l.kind as what from letter l
    where l.recipient = 0 and exists (
      select from person_record p join fact_batch b using (batch)
      where p.debtor_number = case when l.letter_id > 1000000000000000000 then (select debtor_number from notice where notice_id = l.letter_id)
          else (select debtor_number from decision where decision_id = l.letter_id / 10) end
        and p.status = 90 and b.written_at < l.rendered_at)`,
  'an arrangement with one who owes nothing of it': sql`
    select a.arrangement || ' ' || a.state as what from arrangement a
    where a.state in ('in-force', 'demanded') and not exists (
      select from arrangement_claim c join liability l using (claim_number)
      where c.arrangement = a.arrangement and l.debtor_number = a.debtor_number and not exists (
        select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number))`,
  'a claim that is paid and has more to be done': sql`
    select c.claim_number || ' ' || c.step_on as what from claim_course c
    where c.step_on is not null and c.ended_on is not null`,
};

/** What has been done and must never be, each with its words. */
export async function neverDone(tx: MunicipalityReadTx): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, query] of Object.entries(never)) {
    const { rows } = await query.execute(tx);
    faults.push(...rows.map(({ what }) => `${name}: ${what}`));
  }
  return faults;
}
