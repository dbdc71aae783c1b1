import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { LetterId } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { addDeliveries } from './delivery-queue.ts';
import { recordTold } from './delivery-record.ts';
import type { DeliveryChannel, DeliveryEvent, DeliveryKey, DeliveryRole } from './delivery-types.ts';

/** What a person knows about a letter: it has reached somebody, or it came back to us. */
export interface Registration {
  readonly letter: LetterId;
  /** Null: everyone it is addressed to. */
  readonly recipient: number | null;
  readonly on: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type RegistrationRefusal =
  | { readonly tag: 'unknown-letter' }
  | { readonly tag: 'unknown-recipient' }
  | { readonly tag: 'no-configuration' }
  | { readonly tag: 'later-than-today'; readonly today: PlainDate }
  | { readonly tag: 'before-the-letter'; readonly madeOn: PlainDate }
  | { readonly tag: 'already-arrived' }
  | { readonly tag: 'already-returned' }
  /** Nothing that can come back has been sent. */
  | { readonly tag: 'not-sent' };

/**
 * Notes that a letter has reached those who had not got it, as a person says who brought it or knows. Deadlines run from
 * that day, as from any other arrival. Answers how many recipients it was noted for.
 */
export async function registerArrival(
  tx: MunicipalityTx,
  registration: Registration,
): Promise<Result<number, RegistrationRefusal>> {
  const found = await deliveriesMeant(tx, registration);
  if (!found.ok) return found;
  const byRecipient = Map.groupBy(found.value, ({ recipient }) => recipient);
  const without = [...byRecipient.values()].flatMap((deliveries) =>
    deliveries.some(({ arrived }) => arrived) ? [] : deliveries.slice(0, 1),
  );
  if (without.length === 0) return refuse({ tag: 'already-arrived' });
  // A delivery of its own beside the one that failed, came back or is still on its way.
  const brought = without.map(({ recipient, role }) => ({
    key: { letter: registration.letter, recipient, channel: 'by-hand' as const },
    role,
    at: registration.at,
  }));
  await addDeliveries(tx, brought);
  const event: DeliveryEvent = { state: 'arrived', on: registration.on, code: 'by-hand' };
  return note(
    tx,
    registration,
    brought.map(({ key }) => ({ key, events: [event] })),
  );
}

/**
 * Notes that a letter on paper, or one a person brought, has come back. One that counted as arrived keeps its day; a person
 * is told in either case. Answers how many recipients it was noted for.
 */
export async function registerReturn(
  tx: MunicipalityTx,
  registration: Registration,
): Promise<Result<number, RegistrationRefusal>> {
  const found = await deliveriesMeant(tx, registration);
  if (!found.ok) return found;
  const sent = found.value.filter(
    ({ channel, handed }) => channel === 'by-hand' || (channel === 'paper' && handed),
  );
  if (sent.length === 0) return refuse({ tag: 'not-sent' });
  const out = sent.filter(({ returned }) => !returned);
  if (out.length === 0) return refuse({ tag: 'already-returned' });
  const event: DeliveryEvent = { state: 'returned', on: registration.on };
  const { letter } = registration;
  return note(
    tx,
    registration,
    out.map(({ recipient, channel }) => ({ key: { letter, recipient, channel }, events: [event] })),
  );
}

async function note(
  tx: MunicipalityTx,
  { by, at }: Registration,
  told: readonly { readonly key: DeliveryKey; readonly events: readonly DeliveryEvent[] }[],
): Promise<Result<number, RegistrationRefusal>> {
  const configured = await configurationVersion(tx, null);
  if (configured === null) return refuse({ tag: 'no-configuration' });
  const { paperWeekdays } = configured.configuration.run;
  await recordTold(tx, told, { by, today: dayInCopenhagen(at), paperWeekdays, at });
  return ok(told.length);
}

interface DeliveryMeant {
  readonly recipient: number;
  readonly channel: DeliveryChannel;
  readonly role: DeliveryRole;
  readonly handed: boolean;
  readonly arrived: boolean;
  readonly returned: boolean;
  readonly made: Temporal.Instant;
}

/** The deliveries that a registration is about: never none. */
async function deliveriesMeant(
  tx: MunicipalityReadTx,
  { letter, recipient, on, at }: Registration,
): Promise<Result<readonly DeliveryMeant[], RegistrationRefusal>> {
  const today = dayInCopenhagen(at);
  if (on > today) return refuse({ tag: 'later-than-today', today });
  const { rows } = await sql<DeliveryMeant>`
    select recipient, channel, role, handed_on is not null as handed, arrived_on is not null as arrived,
      returned_on is not null as returned, rendered_at as made
    from delivery join letter using (letter_id, recipient)
    where letter_id = ${letter.toString()}::bigint and language = 'da'
    order by recipient, channel`.execute(tx);
  const [first] = rows;
  if (first === undefined) return refuse({ tag: 'unknown-letter' });
  const madeOn = dayInCopenhagen(first.made);
  if (on < madeOn) return refuse({ tag: 'before-the-letter', madeOn });
  const meant = rows.filter((row) =>
    recipient === null ? row.role === 'addressee' : row.recipient === recipient,
  );
  return meant.length === 0 ? refuse({ tag: 'unknown-recipient' }) : ok(meant);
}
