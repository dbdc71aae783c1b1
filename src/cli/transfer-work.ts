import { deliverQueued, RECOVERY_LOCK, type DeliveriesMade } from '../collection/deliver.ts';
import { recoveryList, type ListRow } from '../collection/list-channel.ts';
import { actOnMessages, takeRecoveryNews, type RecoveryNews } from '../collection/recovery-day.ts';
import type { RecoveryAuthority } from '../collection/recovery-port.ts';
import { anythingRegistered, keepRegistrations } from '../collection/registration-job.ts';
import { anythingToSend, queueTransfers } from '../collection/transfer-job.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { parseKroner, readableKroner, zeroOre } from '../kernel/money.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { Clock } from '../platform/clock.ts';
import type { JobDone } from '../platform/daily-job.ts';
import { readInMunicipality, type Database } from '../platform/database.ts';
import { withJobLock, type Held } from '../platform/job-locks.ts';
import { configuredDay, notBusy } from './daily-job-run.ts';

/** The transfer to the recovery authority, as a day's work and the command do it. */
export interface TransferWork {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly configured: ConfigurationVersion;
  /** Null: by a list. */
  readonly authority: RecoveryAuthority | null;
  readonly by: string;
  readonly clock: Clock;
  readonly held?: Held;
}

const nothing: DeliveriesMade = { taken: 0, refused: 0, unknown: 0 };

/** What the authority has told, and what has changed on our side. */
export async function recoveryNews(work: TransferWork): Promise<RecoveryNews> {
  const { authority } = work;
  return alone(work, async (lost) =>
    authority === null
      ? { ...(await actOnMessages(work)), unavailable: 0 }
      : takeRecoveryNews({ ...work, authority, creditor: creditorOf(work), lost }),
  );
}

/** The list for the creditors' portal. */
export function listFor(work: TransferWork): Promise<ListRow[]> {
  return alone(work, () => recoveryList(work));
}

/** With the authority to itself; a day's work has that already. Refused when another has it. */
async function alone<T>(
  { database, municipality, held }: TransferWork,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  if (held !== undefined) return work(held.lost);
  return notBusy(await withJobLock(database, { municipality, lock: RECOVERY_LOCK }, work), municipality);
}

/** What is registered for set-off alone is kept as it stands here; null where nothing is, and nothing is to be. */
export async function registrationsIfAny(work: TransferWork): Promise<JobDone | null> {
  const { database, municipality, clock, configured } = work;
  const on = dayInCopenhagen(clock());
  const { setOffRegistration: registration } = configured.configuration;
  const any = await readInMunicipality(database, municipality, (tx) =>
    anythingRegistered(tx, { on, registration }),
  );
  return any ? registrationsKept(work, false) : null;
}

/** Queues what is to be told of registrations for set-off alone. */
export async function registrationsKept(work: TransferWork, dryRun: boolean): Promise<JobDone> {
  const request = { ...work, dryRun, on: dayInCopenhagen(work.clock()) };
  const access = { purpose: 'registration for set-off', about: 'set-off-registration' };
  return notBusy(await keepRegistrations(configuredDay(request, work.configured, access)), work.municipality);
}

/** As `transferReady`, where anything is cleared or waits; null where nothing is, so that such a day leaves no trace. */
export async function transferIfAny(work: TransferWork): Promise<Transferred | null> {
  const { database, municipality, clock } = work;
  const any = await readInMunicipality(database, municipality, (tx) =>
    anythingToSend(tx, dayInCopenhagen(clock())),
  );
  return any ? transferReady(work, false) : null;
}

export interface Transferred {
  readonly done: JobDone;
  readonly delivered: DeliveriesMade;
}

/** Queues what is ready, and tells the authority all that waits. A dry run tells nothing. */
export async function transferReady(work: TransferWork, dryRun: boolean): Promise<Transferred> {
  const { clock, authority, configured, municipality } = work;
  const request = { ...work, dryRun, on: dayInCopenhagen(clock()) };
  const access = { purpose: 'transfer to recovery', about: 'transfer' };
  const done = notBusy(await queueTransfers(configuredDay(request, configured, access)), municipality);
  const tells = !dryRun && authority !== null;
  if (!tells) return { done, delivered: nothing };
  const job = { ...work, authority, creditor: creditorOf(work) };
  return { done, delivered: await alone(work, (lost) => deliverQueued({ ...job, lost })) };
}

function creditorOf({ configured }: TransferWork): string {
  return configured.configuration.recovery.creditor ?? '';
}

/** For the terminal; lines without line ends. */
export function recoveryNewsLine({ messages, notifications, changes, unavailable }: RecoveryNews): string {
  const silent = unavailable > 0 ? ` Intet svar på ${unavailable} spørgsmål; prøv igen senere.` : '';
  return `Nyt fra Gældsstyrelsen: ${messages} kvitteringer, ${notifications} underretninger. Egne ændringer taget: ${changes}.${silent}`;
}

export function transferredLines({ done, delivered }: Transferred): string[] {
  const { state, report } = done;
  const tried = state === 'dry-run' ? 'Prøvekørsel, intet er gemt. ' : '';
  const { sent, refused, withdrawn } = report.changes;
  const unknown =
    delivered.unknown > 0
      ? ` ${delivered.unknown} leverancer er uden svar og slås op, før noget sendes igen.`
      : '';
  return [
    `${tried}Til Gældsstyrelsen: ${sent?.count ?? 0} krav på ${asKroner(report.amounts['sent'])} og ${asKroner(report.amounts['related'])} i renter og gebyrer. Kan ikke sendes: ${refused?.count ?? 0} nye punkter til en medarbejder. Ikke længere aktuelle: ${withdrawn?.count ?? 0}.${unknown}`,
  ];
}

function asKroner(text: string | undefined): string {
  return readableKroner(parseKroner(text ?? '') ?? zeroOre);
}
