import { logAccess } from '../access/access-log.ts';
import { deliverQueued, RECOVERY_LOCK, tryDeliveries, type DeliveriesMade } from '../collection/deliver.ts';
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
import { inMunicipality, readInMunicipality, type Database } from '../platform/database.ts';
import { withJobLock, type Held } from '../platform/job-locks.ts';
import { rehearse } from '../platform/rehearsal.ts';
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

const nothing: DeliveriesMade = { taken: 0, refused: 0, unknown: 0, told: {} };

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
  const day = configuredDay(request, work.configured, registrationAccess);
  return notBusy(await keepRegistrations(day), work.municipality);
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
  const done = notBusy(
    await queueTransfers(configuredDay(request, configured, transferAccess)),
    municipality,
  );
  const tells = !dryRun && authority !== null;
  if (!tells) return { done, delivered: nothing };
  const job = { ...work, authority, creditor: creditorOf(work) };
  return { done, delivered: await alone(work, (lost) => deliverQueued({ ...job, lost })) };
}

/** All that one call of the command does. */
export interface TransferDone {
  readonly news: RecoveryNews;
  readonly registrations: JobDone;
  readonly transferred: Transferred;
}

/** Takes what is new, keeps registrations, queues what is ready, and tells the authority all that waits. */
export async function transferAll(work: TransferWork): Promise<TransferDone> {
  const news = await recoveryNews(work);
  const registrations = await registrationsKept(work, false);
  return { news, registrations, transferred: await transferReady(work, false) };
}

/**
 * The same rehearsed: what is kept of the authority's messages and what our own rooms have told is acted on, and what would be told is made
 * up and taken back. Nobody outside is asked or told. `forList`: what would be put on the list.
 */
export async function tryTransfer(
  work: TransferWork,
  { forList }: { readonly forList: boolean },
): Promise<TransferDone> {
  const { database, municipality, clock, by, configured } = work;
  await inMunicipality(database, municipality, async (tx) => {
    for (const { purpose, about } of [registrationAccess, transferAccess])
      await logAccess(tx, { at: clock(), actor: by, purpose, debtor: null, about: `${about}, dry run` });
  });
  const { channel } = configured.configuration.recovery;
  const tried = await rehearse(database, { code: municipality, name: RECOVERY_LOCK }, async (rehearsed) => {
    const inside = { ...work, database: rehearsed, authority: null };
    const news = { ...(await actOnMessages(inside)), unavailable: 0 };
    const registrations = await registrationsKept(inside, true);
    const { done } = await transferReady(inside, true);
    const told = channel === 'system' || forList ? await tryDeliveries(inside, channel) : {};
    return { news, registrations, transferred: { done, delivered: { ...nothing, told } } };
  });
  return notBusy(tried, municipality);
}

const registrationAccess = { purpose: 'registration for set-off', about: 'set-off-registration' };
const transferAccess = { purpose: 'transfer to recovery', about: 'transfer' };

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
    ...toldLines(delivered.told),
  ];
}

/** The actions are called what Gældsstyrelsen calls them. */
function toldLines(told: DeliveriesMade['told']): string[] {
  const counted = Object.entries(told).map(([name, count]) => `${name} ${count}`);
  return counted.length === 0 ? [] : [`Besked til Gældsstyrelsen: ${counted.join(', ')}.`];
}

function asKroner(text: string | undefined): string {
  return readableKroner(parseKroner(text ?? '') ?? zeroOre);
}
