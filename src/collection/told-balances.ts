import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { unexplained, type ChangeOnItsWay } from './explained.ts';
import { typedRow } from './typed-numbers.ts';
import { changeBy, isCreation, type RecoveryAction } from './types.ts';

/** A claim of which the authority says that it has another amount left than its own messages come to. */
export interface ToldOtherwise {
  readonly claim: ClaimNumber;
  /** INDR: in recovery there; MODR: registered for set-off alone. */
  readonly art: RecoveryAction['art'];
  /** What it has by its own messages. */
  readonly known: Ore;
  /** What it said, and of which day. */
  readonly said: Ore;
  readonly on: PlainDate;
  /** Above 0: it has more. Of what was on its way, all that may explain it has been allowed for. */
  readonly differs: Ore;
}

/** The authority's messages come late and in any order: what it says is believed when so many days have passed since we heard it. */
const DAYS_FOR_LATE_MESSAGES = 7;

interface SaidRow {
  claim: ClaimNumber;
  art: RecoveryAction['art'];
  known: bigint;
  on: PlainDate;
  said: bigint;
  difference: bigint;
  late: string[];
}

/**
 * Holds what the authority last said that it has left of each claim there, in recovery or registered for set-off, against what its receipts, coverings and losses come to: a
 * message that never came, or was read wrongly, is found here. `on`: the day on which it is asked.
 */
export async function toldOtherwise(tx: MunicipalityReadTx, on: PlainDate): Promise<ToldOtherwise[]> {
  const rows = await saidOtherwise(tx, addDays(on, -DAYS_FOR_LATE_MESSAGES));
  if (rows.length === 0) return [];
  const actions = await actionsOn(
    tx,
    rows.map(({ claim }) => claim),
  );
  return rows.flatMap(({ claim, art, known, on: day, said, difference, late }) => {
    const changes = [
      ...(actions.get(`${art} ${claim}`) ?? []).flatMap((action) => onItsWay(action, day)),
      ...late.map((gone) => ({ by: -BigInt(gone), when: 'perhaps-there' as const, counted: true })),
    ];
    const differs = ore(unexplained(difference, changes));
    return differs === 0n ? [] : [{ claim, art, known: ore(known), said: ore(said), on: day, differs }];
  });
}

/**
 * What it said, less what it has covered or given up since by what we have heard, less what we know it to have. Coverings that we
 * have heard of and not acted on yet are known too. `late`: what it told of after that, with an earlier value day: it may have had it
 * in what it said, or not.
 */
async function saidOtherwise(tx: MunicipalityReadTx, heardBy: PlainDate): Promise<SaidRow[]> {
  const { rows } = await sql<SaidRow>`
    with there as (
      select claim_number as claim, 'INDR' as art, authority_id, reported_ore - covered_ore - written_off_ore as known
      from recovery_claim where state = 'received'
      union all
      select claim_number, 'MODR', authority_id, reported_ore - covered_ore from set_off_registration where state = 'registered'),
    waiting as materialized (
      select n.authority_id, sum(n.principal_ore) as gone from recovery_notification n
      where n.kind in ('UDLIGNING', 'ALLOKERING', 'AFSKRIVNING') and n.applied_on is null group by n.authority_id)
    select * from (
      select there.claim, there.art, there.known::bigint as known, last.effective_on as "on", last.left_ore as said,
        (last.left_ore - coalesce(since.gone, 0) - (there.known - coalesce(waiting.gone, 0)))::bigint as difference,
        late.gone as late
      from there
      cross join lateral (
        select n.notification_id, n.effective_on, n.left_ore from recovery_notification n join recovery_message m using (message_id)
        where n.authority_id = there.authority_id and n.left_ore is not null
          and (m.received_at at time zone 'Europe/Copenhagen')::date <= ${heardBy}::date
        order by n.effective_on desc, n.notification_id desc limit 1) last
      cross join lateral (
        select sum(n.principal_ore) as gone from recovery_notification n
        -- What was told twice has the authority's own place among those of its day, which is the lower number (told-twice.ts).
        left join recovery_notification again on again.repeats = n.notification_id
        where n.authority_id = there.authority_id and n.kind in ('UDLIGNING', 'ALLOKERING', 'AFSKRIVNING')
          and n.repeats is null
          -- Said a second time for the index, so that not all that was ever told of the claim is read.
          and n.effective_on >= last.effective_on and (n.effective_on, least(n.notification_id, again.notification_id))
            > (last.effective_on, last.notification_id)) since
      left join waiting using (authority_id)
      cross join lateral (
        select array(
          select n.principal_ore::text from recovery_notification n
          where n.authority_id = there.authority_id and n.kind in ('UDLIGNING', 'ALLOKERING', 'AFSKRIVNING')
            and n.repeats is null and n.principal_ore <> 0 and n.effective_on < last.effective_on
            and n.notification_id > last.notification_id and not (${typedRow('n')})) as gone) late) compared
    where difference <> 0 order by claim`.execute(tx);
  return rows;
}

interface TellingAction extends Pick<RecoveryAction, 'art' | 'code' | 'amount' | 'answeredOn'> {
  claim: ClaimNumber;
  state: 'sent' | 'hearing' | 'done';
  toldOn: PlainDate;
}

/** By art and claim; of a registration those of the one that stands. */
async function actionsOn(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<string, TellingAction[]>> {
  const { rows } = await sql<TellingAction>`
    select a.claim_number as claim, a.art, a.code, a.amount_ore as amount, a.state, a.answered_on as "answeredOn", d.made_on as "toldOn"
    from recovery_action a join recovery_delivery d using (delivery_number)
    left join set_off_registration r on a.art = 'MODR' and r.claim_number = a.claim_number and r.ended_on is null
    where a.claim_number = any (${claims.map(String)}::bigint[]) and a.state in ('sent', 'hearing', 'done')
      and (a.art = 'INDR' or starts_with(a.about, 'set-off/' || r.entry || '/'))
    order by a.claim_number, a.place`.execute(tx);
  return Map.groupBy(rows, ({ art, claim }) => `${art} ${claim}`);
}

function onItsWay(action: TellingAction, day: PlainDate): ChangeOnItsWay[] {
  const by = changeBy(action);
  if (by === 0n || isCreation(action.code)) return [];
  const { answeredOn, toldOn, state } = action;
  // Answered before it said so: counted by both.
  if (answeredOn !== null && answeredOn < day) return [];
  return [{ by, when: toldOn > day ? 'not-yet-there' : 'perhaps-there', counted: state === 'done' }];
}
