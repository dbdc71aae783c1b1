import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { isNoticeLetter, noticeOfLetter, type LetterId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { enqueue } from '../platform/due-work.ts';
import type { DeliveryFailure } from './delivery-port.ts';
import { queueDeliveries } from './delivery-queue.ts';
import { arrivalOf, followUps, standingAfter, type FollowUp } from './delivery-standing.ts';
import {
  keyText,
  type DeliveryChannel,
  type DeliveryEvent,
  type DeliveryKey,
  type DeliveryRole,
  type Standing,
} from './delivery-types.ts';
import { arrivedWork, notArrivedWork } from './delivery-work.ts';
import { noteNoticesArrived, noteNoticesNotArrived, type NoticeArrived } from './notice-arrivals.ts';

/** What was told about one delivery; nothing: it is only asked whether it counts as arrived by now. */
export interface Told {
  readonly key: DeliveryKey;
  readonly events: readonly DeliveryEvent[];
}

export interface ToldBy {
  /** `delivery` for the other side, or the person who registered it. */
  readonly by: string;
  readonly today: PlainDate;
  readonly paperWeekdays: number;
  readonly at: Temporal.Instant;
}

/** How many deliveries of those told about … */
export interface Recorded {
  readonly arrived: number;
  readonly returned: number;
  readonly failed: number;
}

/**
 * Notes what was told: the events for evidence, what is known of each delivery now, and in the same transaction what
 * follows for others: a letter has arrived, has not, or goes on paper instead. Telling the same again changes nothing.
 */
export async function recordTold(
  tx: MunicipalityTx,
  told: readonly Told[],
  { by, today, paperWeekdays, at }: ToldBy,
): Promise<Recorded> {
  const deliveries = await lockDeliveries(tx, told);
  const changes = told.map(({ key, events }): Change => {
    const delivery = deliveries.get(keyText(key));
    assert(delivery !== undefined, 'news are about deliveries that were queued');
    const heard = standingAfter(delivery.standing, events);
    const arrival = arrivalOf(heard, { channel: key.channel, today, paperWeekdays });
    const byRule: DeliveryEvent[] = arrival === null ? [] : [{ state: 'arrived', ...arrival }];
    const after = standingAfter(heard, byRule);
    const followed = followUps(key.channel, delivery.standing, after);
    return { key, role: delivery.role, events, byRule, after, followed };
  });
  await writeEvents(tx, changes, { by, at });
  await writeStandings(tx, changes, at);
  await writeFollowUps(tx, changes, at);
  const count = (tag: FollowUp['tag'], reason?: string) =>
    changes.filter(({ followed }) =>
      followed.some(
        (each) => each.tag === tag && (each.tag !== 'not-arrived' || each.trouble.reason === reason),
      ),
    ).length;
  return {
    arrived: count('arrived'),
    returned: count('not-arrived', 'returned'),
    failed: count('not-arrived', 'failed') + count('on-paper'),
  };
}

interface Change extends Told {
  readonly role: DeliveryRole;
  /** The arrival that follows by law from what was told. */
  readonly byRule: readonly DeliveryEvent[];
  readonly after: Standing;
  readonly followed: readonly FollowUp[];
}

interface Delivery {
  readonly role: DeliveryRole;
  readonly standing: Standing;
}

interface DeliveryRow {
  letter_id: LetterId;
  recipient: number;
  channel: DeliveryChannel;
  role: DeliveryRole;
  handed_on: PlainDate | null;
  sent_on: PlainDate | null;
  available_on: PlainDate | null;
  arrived_on: PlainDate | null;
  returned_on: PlainDate | null;
  failed_on: PlainDate | null;
  failure: DeliveryFailure | null;
}

/** The deliveries as they stand, held until the transaction ends: two who are told things at once wait for each other. */
async function lockDeliveries(tx: MunicipalityTx, told: readonly Told[]): Promise<Map<string, Delivery>> {
  const { rows } = await sql<DeliveryRow>`
    select delivery.* from delivery join ${keysOf(told)} using (letter_id, recipient, channel)
    order by letter_id, recipient, channel for update of delivery`.execute(tx);
  return new Map(rows.map((row) => [keyText({ ...row, letter: row.letter_id }), asDelivery(row)]));
}

function asDelivery(row: DeliveryRow): Delivery {
  const { failed_on, failure } = row;
  return {
    role: row.role,
    standing: {
      handedOn: row.handed_on,
      sentOn: row.sent_on,
      availableOn: row.available_on,
      arrivedOn: row.arrived_on,
      returnedOn: row.returned_on,
      failed: failed_on === null || failure === null ? null : { on: failed_on, code: failure },
    },
  };
}

function keysOf(told: readonly Told[]) {
  return sql`unnest(${told.map(({ key }) => key.letter.toString())}::bigint[],
    ${told.map(({ key }) => key.recipient)}::smallint[], ${told.map(({ key }) => key.channel)}::text[])
    told (letter_id, recipient, channel)`;
}

/** Who told an arrival that nobody told: the law (see arrivalOf). */
const BY_RULE = 'arrival-rule';

async function writeEvents(
  tx: MunicipalityTx,
  changes: readonly Change[],
  { by, at }: Pick<ToldBy, 'by' | 'at'>,
): Promise<void> {
  const events = changes.flatMap(({ key, events: heard, byRule }) => [
    ...heard.map((event) => ({ key, event, by })),
    ...byRule.map((event) => ({ key, event, by: BY_RULE })),
  ]);
  await sql`
    insert into delivery_event (letter_id, recipient, channel, state, happened_on, code, told_by, told_at)
    select letter, recipient, channel, state, happened, code, teller, ${at}::timestamptz
    from unnest(${events.map(({ key }) => key.letter.toString())}::bigint[],
      ${events.map(({ key }) => key.recipient)}::smallint[], ${events.map(({ key }) => key.channel)}::text[],
      ${events.map(({ event }) => event.state)}::text[], ${events.map(({ event }) => event.on)}::date[],
      ${events.map(({ event }) => ('code' in event ? event.code : null))}::text[], ${events.map((each) => each.by)}::text[])
      told (letter, recipient, channel, state, happened, code, teller)
    on conflict (letter_id, recipient, channel, state, happened_on) do nothing`.execute(tx);
}

async function writeStandings(
  tx: MunicipalityTx,
  changes: readonly Change[],
  at: Temporal.Instant,
): Promise<void> {
  const day = (read: (standing: Standing) => PlainDate | null) => changes.map(({ after }) => read(after));
  await sql`
    update delivery set handed_on = after.handed, sent_on = after.sent, available_on = after.available,
      arrived_on = after.arrived, returned_on = after.returned, failed_on = after.failed, failure = after.code,
      updated_at = ${at}
    from unnest(${changes.map(({ key }) => key.letter.toString())}::bigint[],
      ${changes.map(({ key }) => key.recipient)}::smallint[], ${changes.map(({ key }) => key.channel)}::text[],
      ${day(({ handedOn }) => handedOn)}::date[], ${day(({ sentOn }) => sentOn)}::date[],
      ${day(({ availableOn }) => availableOn)}::date[], ${day(({ arrivedOn }) => arrivedOn)}::date[],
      ${day(({ returnedOn }) => returnedOn)}::date[], ${day(({ failed }) => failed?.on ?? null)}::date[],
      ${changes.map(({ after }) => after.failed?.code ?? null)}::text[])
      after (letter, recipient, channel, handed, sent, available, arrived, returned, failed, code)
    where delivery.letter_id = after.letter and delivery.recipient = after.recipient
      and delivery.channel = after.channel
      and (handed_on, sent_on, available_on, arrived_on, returned_on, failed_on, failure) is distinct from
        (after.handed, after.sent, after.available, after.arrived, after.returned, after.failed, after.code)`.execute(
    tx,
  );
}

async function writeFollowUps(
  tx: MunicipalityTx,
  changes: readonly Change[],
  at: Temporal.Instant,
): Promise<void> {
  const having = (tag: FollowUp['tag']) =>
    changes.filter(({ followed }) => followed.some((each) => each.tag === tag));
  const arrived = await arrivedEverywhere(
    tx,
    having('arrived').map(({ key }) => key.letter),
  );
  const notArrived = changes.flatMap(({ key, role, followed }) =>
    followed.flatMap((each) =>
      each.tag === 'not-arrived' ? [notArrivedWork(key, { role, trouble: each.trouble, at })] : [],
    ),
  );
  const decisions = arrived.filter(({ letter }) => !isNoticeLetter(letter));
  await enqueue(tx, [...decisions.map(({ letter, on }) => arrivedWork(letter, on, at)), ...notArrived]);
  await noteNoticesArrived(tx, arrived.flatMap(noticeThat));
  await noteNoticesNotArrived(tx, changes.flatMap(noticesNotArrived));
  await sendOnPaper(tx, having('on-paper'), at);
}

function noticeThat({ letter, on }: { readonly letter: LetterId; readonly on: PlainDate }): NoticeArrived[] {
  const notice = noticeOfLetter(letter);
  return notice === null ? [] : [{ notice, on }];
}

/** What came back or failed on its way to an addressee. What must be brought by hand is still on its way. */
function noticesNotArrived({ key: { letter }, role, followed }: Change): NoticeArrived[] {
  if (role !== 'addressee') return [];
  return followed.flatMap((each) =>
    each.tag === 'not-arrived' && each.trouble.reason !== 'by-hand'
      ? noticeThat({ letter, on: each.trouble.on })
      : [],
  );
}

/** Those of the letters that have reached every addressee, with the day the last of them was reached. */
async function arrivedEverywhere(
  tx: MunicipalityReadTx,
  letters: readonly LetterId[],
): Promise<{ readonly letter: LetterId; readonly on: PlainDate }[]> {
  if (letters.length === 0) return [];
  const { rows } = await sql<{ letter: LetterId; on: PlainDate }>`
    select letter_id as letter, max(arrived_on) as on
    from (
      -- By whichever channel reached the recipient first.
      select letter_id, recipient, min(arrived_on) as arrived_on from delivery
      where letter_id = any (${letters.map(String)}::bigint[]) and role = 'addressee'
      group by letter_id, recipient) addressee
    group by letter_id having bool_and(arrived_on is not null) order by letter_id`.execute(tx);
  return rows;
}

/** The letter as it is, by post; where it has no address on it, a person must bring it. */
async function sendOnPaper(
  tx: MunicipalityTx,
  changes: readonly Change[],
  at: Temporal.Instant,
): Promise<void> {
  if (changes.length === 0) return;
  const { rows } = await sql<{ letter_id: LetterId; recipient: number; shown: boolean }>`
    select letter_id, recipient, model #>> '{recipient,address,kind}' = 'shown' as shown
    from letter join ${keysOf(changes)} using (letter_id, recipient) where language = 'da'`.execute(tx);
  const shown = new Map(rows.map((row) => [`${row.letter_id}/${row.recipient}`, row.shown]));
  await queueDeliveries(
    tx,
    changes.map(({ key: { letter, recipient }, role }) => {
      const hasAddress = shown.get(`${letter}/${recipient}`) === true;
      const channel = hasAddress ? 'paper' : 'by-hand';
      return { key: { letter, recipient, channel }, role, hasAddress, at };
    }),
  );
}
