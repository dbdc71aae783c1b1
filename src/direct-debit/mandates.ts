import { sql } from 'kysely';
import { openWorkItems } from '../agreements/work-items.ts';
import { lockDebtors } from '../debtors/lock.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Mandate, MandateEnd, MandateState } from './types.ts';

interface MandateRow {
  debtor: DebtorNumber;
  place: number;
  state: MandateState;
  agreement: string | null;
  validFrom: PlainDate | null;
  askedAt: Temporal.Instant | null;
  endedOn: PlainDate | null;
  endedWhy: MandateEnd | null;
}

const columns = sql`debtor_number as debtor, place, state, agreement, valid_from as "validFrom", asked_at as "askedAt",
  ended_on as "endedOn", ended_why as "endedWhy"`;

function asMandate({ endedOn: on, endedWhy: why, ...row }: MandateRow): Mandate {
  return { ...row, ended: on === null || why === null ? null : { on, why } };
}

/** A debtor's mandate that stands, or the last that has ended; null = there never was one. */
export async function mandateOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Mandate | null> {
  const { rows } = await sql<MandateRow>`
    select ${columns} from mandate where debtor_number = ${debtor}::int order by place desc limit 1`.execute(
    tx,
  );
  return rows.map(asMandate)[0] ?? null;
}

/** Every mandate that a debtor has had, the first first. */
export async function mandatesOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Mandate[]> {
  const { rows } = await sql<MandateRow>`
    select ${columns} from mandate where debtor_number = ${debtor}::int order by place`.execute(tx);
  return rows.map(asMandate);
}

/** The mandate of that number; null when we know none. */
export async function mandateByAgreement(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  agreement: string,
): Promise<Mandate | null> {
  const { rows } = await sql<MandateRow>`
    select ${columns} from mandate where debtor_number = ${debtor}::int and agreement = ${agreement}`.execute(
    tx,
  );
  return rows.map(asMandate)[0] ?? null;
}

/** The mandates by which is collected, by debtor. */
export async function activeMandates(tx: MunicipalityReadTx): Promise<Mandate[]> {
  const { rows } = await sql<MandateRow>`
    select ${columns} from mandate where state = 'active' order by debtor_number`.execute(tx);
  return rows.map(asMandate);
}

/** The mandates that citizens have stopped here, and that no delivery has told Betalingsservice of. */
export async function mandatesToCancel(tx: MunicipalityReadTx): Promise<Mandate[]> {
  const { rows } = await sql<MandateRow>`
    select ${columns} from mandate where state = 'stopping' and cancelled_by is null order by debtor_number`.execute(
    tx,
  );
  return rows.map(asMandate);
}

/** Whom a delivery has told Betalingsservice to end. */
export async function mandatesCancelledBy(tx: MunicipalityReadTx, delivery: bigint): Promise<Mandate[]> {
  const { rows } = await sql<MandateRow>`
    select ${columns} from mandate where cancelled_by = ${delivery.toString()}::bigint order by debtor_number`.execute(
    tx,
  );
  return rows.map(asMandate);
}

/** What a citizen does, and whose it is. */
export interface Wish {
  readonly debtor: DebtorNumber;
  readonly at: Temporal.Instant;
}

/** The citizen has stopped one that Betalingsservice still has. */
export interface StillStopping {
  readonly tag: 'still-stopping';
}

/**
 * The citizen signs up here. Nothing is collected before Betalingsservice has told of the mandate, which the bank gives only to whoever owns
 * the account. The same again changes nothing.
 */
export async function askForMandate(
  tx: MunicipalityTx,
  { debtor, at }: Wish,
): Promise<Result<Mandate, StillStopping>> {
  await lockDebtors(tx, [debtor]);
  const before = await mandateOf(tx, debtor);
  if (before?.state === 'stopping') return refuse({ tag: 'still-stopping' });
  if (before !== null && before.state !== 'ended') return ok(before);
  return ok(
    await insertMandate(tx, { debtor, state: 'asked', agreement: null, validFrom: null, askedAt: at }),
  );
}

/**
 * The citizen wants nothing collected any longer: what has not been delivered is not. Where Betalingsservice has a mandate, it is to be told:
 * by a file, or by a person, whom a work item tells. Answers the mandate; null = there is none.
 */
export async function stopMandate(
  tx: MunicipalityTx,
  { debtor, at }: Wish,
  { cancellationFiles }: { readonly cancellationFiles: boolean },
): Promise<Mandate | null> {
  await lockDebtors(tx, [debtor]);
  const before = await mandateOf(tx, debtor);
  if (before === null || before.state === 'ended' || before.state === 'stopping') return before;
  const on = dayInCopenhagen(at);
  if (before.state === 'asked') return endMandate(tx, before, { on, why: 'withdrawn' });
  await sql`
    update mandate set state = 'stopping', stop_asked_at = ${at}::timestamptz
    where debtor_number = ${debtor}::int and place = ${before.place}`.execute(tx);
  if (!cancellationFiles) {
    const item = {
      kind: 'direct-debit',
      debtor,
      month: monthOf(on),
      about: `stop ${before.agreement}`,
    } as const;
    await openWorkItems(tx, [item], at);
  }
  return { ...before, state: 'stopping' };
}

/** Writes a mandate down, the next of its debtor. */
export async function insertMandate(
  tx: MunicipalityTx,
  { debtor, state, agreement, validFrom, askedAt }: Omit<Mandate, 'place' | 'ended'>,
): Promise<Mandate> {
  const { rows } = await sql<MandateRow>`
    insert into mandate (debtor_number, place, state, agreement, valid_from, asked_at)
    select ${debtor}::int, coalesce(max(place), 0) + 1, ${state}, ${agreement}, ${validFrom}::date, ${askedAt}::timestamptz
    from mandate where debtor_number = ${debtor}::int
    returning ${columns}`.execute(tx);
  const [row] = rows;
  assert(row !== undefined, 'the mandate was written');
  return asMandate(row);
}

/** Betalingsservice has told of a mandate that was asked for here. */
export async function activateMandate(
  tx: MunicipalityTx,
  { debtor, place }: Mandate,
  { agreement, validFrom }: { readonly agreement: string; readonly validFrom: PlainDate },
): Promise<void> {
  await sql`
    update mandate set state = 'active', agreement = ${agreement}, valid_from = ${validFrom}::date
    where debtor_number = ${debtor}::int and place = ${place}`.execute(tx);
}

/** A mandate has ended. */
export async function endMandate(
  tx: MunicipalityTx,
  mandate: Mandate,
  ended: NonNullable<Mandate['ended']>,
): Promise<Mandate> {
  await sql`
    update mandate set state = 'ended', ended_on = ${ended.on}::date, ended_why = ${ended.why}
    where debtor_number = ${mandate.debtor}::int and place = ${mandate.place}`.execute(tx);
  return { ...mandate, state: 'ended', ended };
}

/** A delivery tells Betalingsservice to end them. */
export async function noteCancelled(
  tx: MunicipalityTx,
  mandates: readonly Mandate[],
  delivery: bigint,
): Promise<void> {
  await sql`
    update mandate m set cancelled_by = ${delivery.toString()}::bigint
    from unnest(${mandates.map(({ debtor }) => debtor)}::int[], ${mandates.map(({ place }) => place)}::int[]) t (debtor, place)
    where m.debtor_number = t.debtor and m.place = t.place`.execute(tx);
}
