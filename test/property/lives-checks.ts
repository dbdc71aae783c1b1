import { sql } from 'kysely';
import { whereStand } from '../../src/agreements/where-stands.ts';
import { debtorState, type DebtorState } from '../../src/agreements/state-machine.ts';
import { verifyDeterminations } from '../../src/agreements/verify.ts';
import type { PlainDate } from '../../src/kernel/dates.ts';
import { debtorNumber, type InstalmentId } from '../../src/kernel/ids.ts';
import { checkCharges } from '../../src/charges/check.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { claimEnds } from '../../src/ledger/claim-ends.ts';
import { instalmentStandings } from '../../src/ledger/instalment-standings.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { checkPayments } from '../../src/payments/check.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
} from '../../src/platform/database.ts';
import { unlikeAfresh } from '../integration/interest-afresh.ts';
import { allTables, morningOf, rowsOf, TOWN } from '../integration/town.ts';

/** What must be true of every debtor at the end of every month, whatever has happened. */

/** Everything that is wrong; nothing, when all is as it should be. */
export function faultsIn(database: Database): Promise<unknown[]> {
  return readInMunicipality(database, TOWN, async (tx) => [
    ...(await checkLedger(tx)),
    ...(await checkPayments(tx)),
    ...(await wrongStates(tx)),
    ...(await wrongBalances(tx)),
    ...(await askedOfDeferred(tx)),
    ...(await impossible(tx)),
  ]);
}

/** Interest and fees that are not what they would be, computed anew at the end of a day. */
export function chargeFaultsIn(database: Database, on: PlainDate): Promise<unknown[]> {
  return inMunicipality(database, TOWN, async (tx) => [
    ...(await checkCharges(tx)),
    ...(await unlikeAfresh(tx, on)),
  ]);
}

const SETTLED: readonly DebtorState[] = ['paid', 'lapsed', 'freed', 'cancelled'];

/** Each debtor is in one state; who owes nothing has nothing in force and nothing proposed. */
async function wrongStates(tx: MunicipalityReadTx): Promise<string[]> {
  const { rows } = await sql<{ number: number; proposed: string[] }>`
    select debtor_number as number, array(select state from decision d
      where d.debtor_number = debtor.debtor_number and state in ('hearing', 'waiting')) as proposed
    from debtor order by 1`.execute(tx);
  const debtors = rows.map(({ number }) => debtorNumber(number));
  const [stands, ends] = [await whereStand(tx, debtors), await claimEnds(tx, debtors)];
  return rows.flatMap(({ number, proposed }) => {
    const debtor = debtorNumber(number);
    const terms = stands.get(debtor) ?? null;
    const state = debtorState(terms, ends.get(debtor) ?? []);
    if (!SETTLED.includes(state)) return [];
    const faults =
      terms === null
        ? []
        : [`${debtor} is ${state} and has ${terms === 'defaulted' ? terms : terms.outcome} in force`];
    return proposed.length === 0
      ? faults
      : [...faults, `${debtor} is ${state} and has a proposal ${proposed.join()}`];
  });
}

/** What has not been asked for and what is due make a claim's balance, none of them below nothing. */
async function wrongBalances(tx: MunicipalityReadTx): Promise<string[]> {
  const { rows } = await sql<{ claim: bigint }>`select claim_number as claim from claim`.execute(tx);
  const accounts = await accountsOfClaims(
    tx,
    rows.map(({ claim }) => claimNumber(claim)),
  );
  return [...accounts].flatMap(([claim, each]) => {
    const parts = [each.notAsked, ...each.due.values()];
    const sum = parts.reduce((total, part) => total + part, 0n);
    const right = parts.every((part) => part >= 0n) && sum === balanceOf(each) && sum <= each.raised;
    return right ? [] : [`claim ${claim}: ${parts.join(' + ')} of ${each.raised}`];
  });
}

/** Nothing is unpaid of an instalment that fell due while a deferral or suspension was in force. */
async function askedOfDeferred(tx: MunicipalityReadTx): Promise<string[]> {
  const { rows } = await sql<{ id: InstalmentId }>`
    select instalment_id as id from instalment i join agreement a using (debtor_number)
    where a.outcome = 'deferral' and due_on >= a.in_force_from and due_on < coalesce(a.ended_on, 'infinity')`.execute(
    tx,
  );
  const standings = await instalmentStandings(
    tx,
    rows.map(({ id }) => id),
  );
  return [...standings].flatMap(([id, { unpaid }]) =>
    unpaid === 0n ? [] : [`${id} asks a deferred debtor for ${unpaid}`],
  );
}

/** One query for each thing that must never be, with the words that tell it. */
const never: Readonly<Record<string, ReturnType<typeof sql<{ what: string }>>>> = {
  'two in force at once': sql`select a.agreement_id || ' and ' || b.agreement_id as what from agreement a
    join agreement b on b.debtor_number = a.debtor_number and b.agreement_id > a.agreement_id
    where a.in_force_from < coalesce(b.ended_on, 'infinity') and b.in_force_from < coalesce(a.ended_on, 'infinity')
      and a.in_force_from < coalesce(a.ended_on, 'infinity') and b.in_force_from < coalesce(b.ended_on, 'infinity')
      and a.ended_why is distinct from 'reversed' and b.ended_why is distinct from 'reversed'`,
  'an instalment whose shares are not its amount': sql`select instalment_id::text as what from instalment i
    left join transfer t on cause = 'instalment' and cause_number = instalment_id
    group by instalment_id having i.amount_ore <> coalesce(sum(t.amount_ore), 0)`,
  'an instalment above the amount of its plan': sql`select instalment_id::text as what from instalment
    join agreement using (agreement_id) where amount_ore > monthly_ore`,
  'an agreement that no decision has put in force': sql`select agreement_id::text as what from agreement
    left join decision on decision_id = agreement_id where state is null or state not in ('in-force', 'reversed')`,
  'a decision in force without an agreement': sql`select decision_id::text as what from decision
    where state = 'in-force' and change not in ('lapse', 'transfer') and not exists (select from agreement where agreement_id = decision_id)`,
  'an amount that is due sooner than two weeks after its letter': sql`select agreement_id::text as what from agreement
    join decision on decision_id = agreement_id
    where change in ('start-plan', 'rise', 'resume', 'manual') and agreement.first_due < in_force_on + 14`,
  'a burden without a hearing': sql`select d.decision_id::text as what from decision d
    where d.change in ('start-plan', 'rise', 'resume', 'manual') and d.state in ('decided', 'in-force', 'reversed')
      and (select document #>> '{hearing,leftOut}' is null from configuration order by version desc limit 1)
      and not exists (select from hearing h where h.decision_id = coalesce(d.heard_as, d.decision_id))`,
  'an amount asked of one whose deferral is under way': sql`select instalment_id::text as what from instalment
    join decision d using (debtor_number)
    where d.outcome = 'deferral' and d.state in ('hearing', 'waiting', 'decided') and amount_ore > 0
      and due_on >= d.drafted_on and raised_at::date >= d.drafted_on`,
  'an amount asked of one whose last finding is deferral': sql`select i.instalment_id::text as what from instalment i
    join agreement a using (agreement_id)
    cross join lateral (select * from determination t
      where t.debtor_number = i.debtor_number and t.calculation_date <= i.raised_at::date
      order by month desc, ordinal desc limit 1) found
    where amount_ore > 0 and a.reason <> 'manual' and found.outcome = 'deferral' and found.calculation_date <= due_on
      and not exists (select from decision d where d.debtor_number = i.debtor_number and d.month = found.month
        and d.ordinal = found.ordinal and d.state = 'withdrawn' and d.closed_by <> 'automatic')`,
  'more given back of an instalment than it asked for': sql`select i.instalment_id::text as what from instalment i
    join refund_item r on r.debtor_number = i.debtor_number and r.about = 'instalment ' || to_char(i.due_on, 'YYYY-MM-DD')
    group by i.instalment_id having sum(r.amount_ore) > i.amount_ore`,
  'more given back than was paid': sql`select debtor_number::text as what from refund_item
    group by debtor_number having sum(amount_ore) filter (where about like 'instalment %') > coalesce((
      select sum(p.amount_ore) from payment p where p.debtor_number = refund_item.debtor_number), 0)`,
  'a claim that has lapsed and is still owed': sql`select d.decision_id || ' claim ' || claim as what
    from decision d, unnest(lapses_claims) claim
    where state in ('decided', 'in-force') and not exists (select from liability_end e
      where e.claim_number = claim and e.debtor_number = d.debtor_number and e.kind = 'lapsed')`,
  'an answer that the decision says nothing to': sql`select d.decision_id::text as what from decision d
    join hearing h on h.decision_id = d.heard_as
    where d.state in ('decided', 'in-force', 'reversed') and h.answer is not null and h.reply is null`,
  'a hearing that is open about nothing': sql`select decision_id::text as what from hearing h join decision d using (decision_id)
    where h.closed_on is null and d.state <> 'hearing'`,
  'a default without a demand that has arrived and passed': sql`select debtor_number || ' ' || demanded_on as what
    from plan_default p join notice n using (notice_id, debtor_number)
    where p.defaulted_on is not null and (n.deadline is null or n.deadline >= p.defaulted_on)`,
  'one in default with something in force': sql`select debtor_number::text as what
    from plan_default p join agreement a using (debtor_number) where p.state = 'defaulted' and a.ended_on is null`,
  'a default of one whose facts said deferral': sql`select d.decision_id::text as what from decision d
    join determination t on t.debtor_number = d.debtor_number and t.month = d.month and t.ordinal = d.ordinal
    where d.change = 'transfer' and t.outcome <> 'plan'`,
  'a claim cleared for transfer whose debtors have not all been told': sql`select c.claim_number::text as what
    from transfer_clearance c join liability l using (claim_number)
    left join told_of_transfer t on t.claim_number = c.claim_number and t.entry = c.entry and t.debtor_number = l.debtor_number
    where c.withdrawn_on is null and (t.arrived_on is null or not t.in_default or c.cleared_from <= t.arrived_on)
      and not exists (select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)`,
  'a claim cleared for transfer of one who is deferred': sql`select c.claim_number::text as what
    from transfer_clearance c join told_of_transfer t using (claim_number, entry)
    join decision d on d.debtor_number = t.debtor_number
    where c.withdrawn_on is null and c.because = 'default' and d.outcome = 'deferral' and (d.state in ('hearing', 'waiting', 'decided')
      or d.state = 'in-force' and exists (select from agreement a where a.agreement_id = d.decision_id and a.ended_on is null))`,
  'interest on what is deferred, or paid by a plan that did not fall away': sql`select c.claim_number::text as what from charge c
    join liability l on l.claim_number = c.main_claim
    join agreement a on a.debtor_number = l.debtor_number
    join decision d on d.decision_id = a.agreement_id and c.main_claim = any (d.covers_claims)
    where c.kind = 'interest' and coalesce((select stands_ore from charge_adjustment t
        where t.claim_number = c.claim_number order by entry desc limit 1), c.amount_ore) > 0
      and c.posted_on >= a.in_force_from and c.posted_on < coalesce(a.ended_on, 'infinity')
      and a.ended_why is distinct from 'defaulted' and a.ended_why is distinct from 'reversed'
      and not exists (select from liability_end e where e.claim_number = l.claim_number
        and e.debtor_number = l.debtor_number and e.ended_on <= c.posted_on)`,
  'work that is stuck': sql`select kind || ' ' || key as what from due_work where state = 'stuck'`,
};

async function impossible(tx: MunicipalityReadTx): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, query] of Object.entries(never)) {
    const { rows } = await query.execute(tx);
    faults.push(...rows.map(({ what }) => `${name}: ${what}`));
  }
  return faults;
}

/** How many determinations come out otherwise when they are computed again. */
export async function differencesIn(database: Database, on: string): Promise<number> {
  const clock = () => morningOf(on);
  const { differences } = await verifyDeterminations({ database, municipality: TOWN, by: 'prøve', clock });
  return differences.length;
}

/** All that is stored but who looked, and how often each day's work began. */
export async function everythingIn(database: Database): Promise<Record<string, unknown>> {
  const { access_log: _looked, job_run: _attempts, ...tables } = await allTables(database);
  return tables;
}

/** Where everybody stands: what is in force, asked for and owed, whatever order things came in. */
export async function standingsIn(database: Database): Promise<unknown> {
  const ask = (query: ReturnType<typeof sql>) => rowsOf(database, query);
  return {
    decisions: await ask(
      sql`select decision_id::text, state, outcome, monthly_ore, first_due, effective_from from decision order by 1`,
    ),
    agreements: await ask(
      sql`select agreement_id::text, in_force_from, ended_on, ended_why, next_due from agreement order by 1`,
    ),
    instalments: await ask(
      sql`select instalment_id::text, amount_ore, less_because from instalment order by 1`,
    ),
    findings: await ask(sql`select month, debtor_number, ordinal, outcome, reason, consequence
      from determination order by 1, 2, 3`),
    accounts: await ask(sql`select kind, account.number, debtor, sum(amount)::bigint as balance from (
        select debit_kind as kind, claim_id as number, debit_debtor as debtor, amount_ore as amount from transfer join claim on claim_number = debit_number
          where debit_kind in ('claim', 'due', 'ended', 'written-off')
        union all
        select credit_kind, claim_id, credit_debtor, -amount_ore from transfer join claim on claim_number = credit_number
          where credit_kind in ('claim', 'due', 'ended', 'written-off')) account
      group by 1, 2, 3 having sum(amount) <> 0 order by 1, 2, 3`),
    items: await ask(sql`select month, debtor_number, kind from work_item order by 1, 2, 3`),
  };
}
