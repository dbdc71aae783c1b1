import { sql } from 'kysely';
import type { ClaimNumber } from '../../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../../kernel/dates.ts';
import { ore } from '../../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../../platform/database.ts';
import { withRulings, type KeptBefore } from '../rulings-told.ts';
import type { ActionToQueue, Doing, KeptMasterData, RecoveryAction } from '../types.ts';

/** What is told to the recovery authority of each claim, one after the other. */

interface ActionRow extends Omit<RecoveryAction, 'amount' | 'masterData'> {
  amount: bigint | null;
  masterData:
    | (Omit<KeptBefore<KeptMasterData>, 'estate' | 'interestChoice'> &
        Partial<Pick<KeptMasterData, 'estate' | 'interestChoice'>>)
    | null;
}

const actionColumns = sql`claim_number as claim, place, art, code, reason, amount_ore as amount, effective_on as "effectiveOn", about,
  undoes, state, attempts, delivery_number as delivery, along_with as "alongWith", action_id as "actionId",
  master_data as "masterData", errors, queued_on as "queuedOn", confirmed_on as "confirmedOn", answered_on as "answeredOn"`;

function asAction(row: ActionRow): RecoveryAction {
  // What was queued before the authority was told of estates and interest has neither.
  const masterData =
    row.masterData === null
      ? null
      : withRulings<KeptMasterData>({ estate: false, interestChoice: null, ...row.masterData });
  return { ...row, masterData, amount: row.amount === null ? null : ore(row.amount) };
}

/**
 * All that was told, or waits to be, about the recovery of these claims, by claim and in the order of its places. What is told of a
 * registration for set-off alone is `setOffActionsOf`.
 */
export async function actionsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, RecoveryAction[]>> {
  if (claims.length === 0) return new Map();
  return byArt(await everyActionOf(tx, claims), 'INDR');
}

/** The same about their registrations for set-off alone. */
export async function setOffActionsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, RecoveryAction[]>> {
  return byArt(await everyActionOf(tx, claims), 'MODR');
}

function byArt(
  actions: ReadonlyMap<ClaimNumber, readonly RecoveryAction[]>,
  art: RecoveryAction['art'],
): Map<ClaimNumber, RecoveryAction[]> {
  const ofArt = [...actions].map(
    ([claim, those]) => [claim, those.filter((each) => each.art === art)] as const,
  );
  return new Map(ofArt.filter(([, those]) => those.length > 0));
}

/** All that was told, or waits to be, about these claims, whatever for. */
export async function everyActionOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, RecoveryAction[]>> {
  const { rows } = await sql<ActionRow>`
    select ${actionColumns} from recovery_action where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number, place`.execute(tx);
  return Map.groupBy(rows.map(asAction), ({ claim }) => claim);
}

/**
 * The next actions that can be told, by claim: the first that waits of each claim on which nothing is open. What goes along
 * with a main claim's action stands beside it.
 */
export async function actionsToSend(
  tx: MunicipalityReadTx,
  after: ClaimNumber | 0n,
  limit: number,
): Promise<RecoveryAction[]> {
  const { rows } = await sql<ActionRow>`
    select ${actionColumns} from recovery_action a
    where state = 'queued' and along_with is null and claim_number > ${String(after)}::bigint
      and not exists (
        select from recovery_action o where o.claim_number = a.claim_number
          and (o.state in ('sent', 'hearing') or o.state = 'queued' and o.place < a.place))
    order by claim_number limit ${limit}::int`.execute(tx);
  return rows.map(asAction);
}

/** What waits to go along with the actions of these main claims. */
export async function waitingAlongWith(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<RecoveryAction[]> {
  const { rows } = await sql<ActionRow>`
    select ${actionColumns} from recovery_action
    where state = 'queued' and along_with = any (${mains.map(String)}::bigint[]) order by claim_number, place`.execute(
    tx,
  );
  return rows.map(asAction);
}

/** The actions of a delivery, by claim. */
export async function actionsInDelivery(tx: MunicipalityReadTx, delivery: bigint): Promise<RecoveryAction[]> {
  const { rows } = await sql<ActionRow>`
    select ${actionColumns} from recovery_action where delivery_number = ${String(delivery)}::bigint
    order by claim_number, place`.execute(tx);
  return rows.map(asAction);
}

/** Queues actions, each at the next place of its claim; a matter that was told, or waits, stays as it is. */
export async function insertActions(
  tx: MunicipalityTx,
  actions: readonly ActionToQueue[],
  { by, at }: Doing,
): Promise<void> {
  for (const round of inRounds(actions)) {
    const column = <T>(read: (action: ActionToQueue) => T): T[] => round.map(read);
    await sql`
      insert into recovery_action (claim_number, place, art, code, reason, amount_ore, effective_on, about, undoes, state, along_with,
        master_data, queued_on, recorded_at, recorded_by)
      select claim, coalesce((
          select max(place) from recovery_action where claim_number = claim), 0) + 1,
        told.art, told.code, told.reason, amount, effective, told.about, told.undoes, 'queued', along, data::json,
        ${dayInCopenhagen(at)}::date, ${at}::timestamptz, ${by}
      from unnest(${column(({ claim }) => String(claim))}::bigint[], ${column(({ art }) => art)}::text[],
        ${column(({ code }) => code)}::text[], ${column(({ reason }) => reason)}::text[],
        ${column(({ amount }) => (amount === null ? null : String(amount)))}::bigint[],
        ${column(({ effectiveOn }) => effectiveOn)}::date[], ${column(({ about }) => about)}::text[],
        ${column(({ undoes }) => undoes)}::smallint[],
        ${column(({ alongWith }) => (alongWith === null ? null : String(alongWith)))}::bigint[],
        ${column(({ masterData }) => (masterData === null ? null : JSON.stringify(masterData)))}::text[])
        told (claim, art, code, reason, amount, effective, about, undoes, along, data)
      on conflict (claim_number, code, about) do nothing`.execute(tx);
  }
}

/** The first of each claim, then the second of each: the places of a claim follow each other. */
function inRounds(actions: readonly ActionToQueue[]): ActionToQueue[][] {
  const rounds: ActionToQueue[][] = [];
  for (const theirs of Map.groupBy(actions, ({ claim }) => claim).values())
    for (const [round, action] of theirs.entries()) (rounds[round] ??= []).push(action);
  return rounds;
}

/** What becomes of an action: only what is named changes. */
export type ActionChange = Partial<
  Pick<
    RecoveryAction,
    'state' | 'attempts' | 'delivery' | 'amount' | 'actionId' | 'errors' | 'confirmedOn' | 'answeredOn'
  >
>;

export async function changeAction(
  tx: MunicipalityTx,
  action: RecoveryAction,
  change: ActionChange,
): Promise<RecoveryAction> {
  const now = { ...action, ...change };
  await writeActions(tx, [now]);
  return now;
}

/** Writes what has become of actions. */
export async function writeActions(tx: MunicipalityTx, actions: readonly RecoveryAction[]): Promise<void> {
  if (actions.length === 0) return;
  const column = <T>(read: (action: RecoveryAction) => T): T[] => actions.map(read);
  // A list of lists of different lengths is no array of the server's.
  const errors = column((action) => JSON.stringify(action.errors));
  await sql`
    update recovery_action set state = told.state, attempts = told.attempts, delivery_number = delivery, amount_ore = amount,
      action_id = told.action, confirmed_on = confirmed, answered_on = answered, errors = array(select json_array_elements_text(told.errors::json))
    from unnest(${column(({ claim }) => String(claim))}::bigint[], ${column(({ place }) => place)}::smallint[],
      ${column(({ state }) => state)}::text[], ${column(({ attempts }) => attempts)}::smallint[],
      ${column(({ delivery }) => (delivery === null ? null : String(delivery)))}::bigint[],
      ${column(({ amount }) => (amount === null ? null : String(amount)))}::bigint[],
      ${column(({ actionId }) => actionId)}::text[], ${column(({ confirmedOn }) => confirmedOn)}::date[],
      ${column(({ answeredOn }) => answeredOn)}::date[], ${errors}::text[])
      told (claim, place, state, attempts, delivery, amount, action, confirmed, answered, errors)
    where claim_number = claim and recovery_action.place = told.place`.execute(tx);
}

/** How and when something was told. */
export interface Telling {
  readonly channel: 'system' | 'list';
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** How and when an action was told; null when it has not been. */
export async function tellingOf(
  tx: MunicipalityReadTx,
  { delivery }: Pick<RecoveryAction, 'delivery'>,
): Promise<Telling | null> {
  return delivery === null ? null : ((await tellingsOf(tx, [{ delivery }])).get(delivery) ?? null);
}

/** The same of many, by delivery. */
export async function tellingsOf(
  tx: MunicipalityReadTx,
  actions: readonly Pick<RecoveryAction, 'delivery'>[],
): Promise<Map<bigint, Telling>> {
  const deliveries = new Set(
    actions.flatMap(({ delivery }) => (delivery === null ? [] : [String(delivery)])),
  );
  const { rows } = await sql<Telling & { delivery: bigint }>`
    select delivery_number as delivery, channel, made_on as "on", recorded_at as at from recovery_delivery
    where delivery_number = any (${[...deliveries]}::bigint[])`.execute(tx);
  return new Map(rows.map(({ delivery, ...telling }) => [delivery, telling]));
}

/** Sets what will be told of a claim that waits to be sent. */
export async function changeMasterData(
  tx: MunicipalityTx,
  { claim, place }: Pick<RecoveryAction, 'claim' | 'place'>,
  masterData: KeptMasterData,
): Promise<void> {
  await sql`
    update recovery_action set master_data = ${JSON.stringify(masterData)}::json
    where claim_number = ${String(claim)}::bigint and place = ${place}::smallint and state = 'queued'`.execute(
    tx,
  );
}
