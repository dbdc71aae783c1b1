import { openWorkItems, type WorkItem } from '../agreements/work-items.ts';
import { deadDebtors, type DeadDebtor } from '../debtors/dead.ts';
import { addDays, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { askingAt } from '../law/filing-deadlines.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';
import { errandsOf, openErrands } from './errand-rows.ts';
import type { Errand } from './errand-types.ts';
import { holdNewClaims, openErrand, owesHere } from './errands.ts';
import { liftWhereTold } from './liability-told.ts';
import { takeOverReturned } from './take-over-later.ts';

export interface ErrandJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly on: PlainDate;
  readonly by: string;
  readonly clock: Clock;
}

export interface ErrandsSeen {
  /** Errands opened because CPR tells that the debtor is dead. */
  readonly opened: number;
  /** Errands that are open. */
  readonly open: number;
  /** Letters to those who have become liable that have arrived, so that what they owe is held no longer. */
  readonly told: number;
  /** Claims that have come back from Gældsstyrelsen and that a spouse or heir has taken over. */
  readonly takenOver: number;
}

/** Debtors a transaction. */
const AT_A_TIME = 500;

/**
 * Opens an errand for each debtor whom CPR tells to be dead and who owes something here, holds what has come to open errands
 * since, and asks a person as a deadline comes nearer: at 21, 7 and 1 days, and when it has passed. Spouses and heirs take over what
 * has come back from Gældsstyrelsen, and what they have become liable for is held no longer when the letter has reached them. Safe
 * to stop and to repeat.
 */
export async function seeToErrands(job: ErrandJob): Promise<ErrandsSeen> {
  const { database, municipality } = job;
  let opened = 0;
  for (let after: DebtorNumber | 0 = 0; ;) {
    const from = after;
    const page: DeadPage = await inMunicipality(database, municipality, (tx) => openForDead(tx, job, from));
    opened += page.opened;
    if (page.last === null) break;
    after = page.last;
  }
  const open = await inMunicipality(database, municipality, (tx) => remind(tx, job));
  const takenOver = await takeOverWhatCame(job);
  let told = 0;
  for (;;) {
    const acting = { by: job.by, at: job.clock() };
    const page = await inMunicipality(database, municipality, (tx) => liftWhereTold(tx, acting));
    told += page.told;
    if (!page.more) return { opened, open, told, takenOver };
  }
}

/** An errand a transaction. */
async function takeOverWhatCame({ database, municipality, by, clock }: ErrandJob): Promise<number> {
  for (let takenOver = 0; ;) {
    const page = await inMunicipality(database, municipality, (tx) =>
      takeOverReturned(tx, { by, at: clock() }),
    );
    takenOver += page.takenOver;
    if (!page.more) return takenOver;
  }
}

interface DeadPage {
  readonly opened: number;
  /** Null: there are no more. */
  readonly last: DebtorNumber | null;
}

async function openForDead(
  tx: MunicipalityTx,
  { on, by, clock }: ErrandJob,
  after: DebtorNumber | 0,
): Promise<DeadPage> {
  const dead = await deadDebtors(tx, after, AT_A_TIME);
  const errands = await errandsOf(
    tx,
    dead.map(({ debtor }) => debtor),
  );
  let opened = 0;
  for (const { debtor, diedOn } of dead) {
    const isKnown = (errands.get(debtor) ?? []).some(({ kind }) => kind === 'death');
    if (isKnown || !(await owesHere(tx, debtor))) continue;
    const beganOn = dayOfDeath({ debtor, diedOn }, on);
    const done = await openErrand(tx, { kind: 'death', debtor, beganOn, by, on, at: clock() });
    if (done.ok) opened += 1;
  }
  return { opened, last: dead.at(-1)?.debtor ?? null };
}

/** Where CPR tells no day, that on which we knew. */
function dayOfDeath({ diedOn }: DeadDebtor, on: PlainDate): PlainDate {
  return diedOn === null || diedOn > on ? on : diedOn;
}

async function remind(tx: MunicipalityTx, { on, by, clock }: ErrandJob): Promise<number> {
  const errands = await openErrands(tx);
  const at = clock();
  for (const errand of errands) await holdNewClaims(tx, errand, { by, on, at });
  await openWorkItems(
    tx,
    errands.flatMap((errand) => [...itemOf(errand, on), ...unknownEstate(errand, on)]),
    at,
  );
  return errands.length;
}

/** Days after which an estate that nobody has called creditors to is asked about; own choice: the eight weeks of a call. */
const ESTATE_KNOWN_WITHIN = 56;

/** Perhaps it is a boudlæg, which calls nobody: then nobody is liable, and the claims are a loss (dødsboskifteloven). */
function unknownEstate(
  { kind, announcedOn, filed, openedOn, number, debtor }: Errand,
  on: PlainDate,
): WorkItem[] {
  const askOn = addDays(openedOn, ESTATE_KNOWN_WITHIN);
  if (kind !== 'death' || announcedOn !== null || filed !== null || on < askOn) return [];
  return [{ kind: 'estate-unknown', debtor, month: monthOf(askOn), about: String(number) }];
}

function itemOf(errand: Errand, on: PlainDate): WorkItem[] {
  const deadline = nextDeadline(errand);
  const asked = deadline === null ? null : askingAt(deadline, on);
  if (deadline === null || asked === null) return [];
  const about = `${errand.number} ${deadline} ${asked}`;
  return [{ kind: 'errand-deadline', debtor: errand.debtor, month: monthOf(deadline), about }];
}

/** The next thing that must be done by a day: to sue, to file at all, or to make a provisional filing final. */
export function nextDeadline({ sueBy, filed, fileBy, finalBy }: Errand): PlainDate | null {
  if (sueBy !== null) return sueBy;
  return filed === null ? fileBy : finalBy;
}
