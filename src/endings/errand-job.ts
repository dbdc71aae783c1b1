import { openWorkItems, type WorkItem } from '../agreements/work-items.ts';
import { companiesOf } from '../debtors/companies.ts';
import { deadDebtors, type DeadDebtor } from '../debtors/dead.ts';
import { addDays, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { askingAt } from '../law/filing-deadlines.ts';
import { whoOwe } from '../ledger/balances.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';
import { followClosed, type Followed } from './after-errand.ts';
import { debtorsAfterErrands, errandsOf, openErrands } from './errand-rows.ts';
import type { Errand } from './errand-types.ts';
import { openErrand } from './errands.ts';
import { liftWhereTold } from './liability-told.ts';
import { owedHere } from './owed-here.ts';
import { takeIn } from './take-in.ts';

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
  /** Claims that have come since an estate was closed, late or back from Gældsstyrelsen, and that a spouse or heir has taken over. */
  readonly takenOver: number;
  /** Those that the debtor was freed of by the outcome of an errand that is closed. */
  readonly freed: number;
}

/** Debtors a transaction. */
const AT_A_TIME = 500;

/**
 * Opens an errand for each debtor whom CPR tells to be dead and who owes something here, holds what has come to open errands
 * since, and asks a person as a deadline comes nearer: at 21, 7 and 1 days, and when it has passed. What has come since an errand was
 * closed follows its outcome. What spouses and heirs have become liable for is held no longer when the letter has reached them.
 * Safe to stop and to repeat.
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
  const followed = await followWhatCame(job);
  opened += followed.again;
  let told = 0;
  for (;;) {
    const acting = { by: job.by, at: job.clock() };
    const page = await inMunicipality(database, municipality, (tx) => liftWhereTold(tx, acting));
    told += page.told;
    if (!page.more)
      return {
        opened,
        open: open + followed.again,
        told,
        takenOver: followed.takenOver,
        freed: followed.freed,
      };
  }
}

/**
 * A debtor a transaction; most of those who have had an errand owe nothing any longer, and nothing is read of them. Nor of a person whose
 * bankruptcy paid a dividend: the rest of it is owed as before.
 */
async function followWhatCame({ database, municipality, on, by, clock }: ErrandJob): Promise<Followed> {
  const followed = { takenOver: 0, freed: 0, again: 0 };
  for (let after: DebtorNumber | 0 = 0; ;) {
    const from = after;
    const page = await inMunicipality(database, municipality, async (tx) => {
      const after = await debtorsAfterErrands(tx, from, AT_A_TIME);
      const dividends = after.flatMap(({ debtor, onlyDividends }) => (onlyDividends ? [debtor] : []));
      const companies = await companiesOf(tx, dividends);
      const freed = after.filter(({ debtor, onlyDividends }) => !onlyDividends || companies.has(debtor));
      const owing = await whoOwe(
        tx,
        freed.map(({ debtor }) => debtor),
      );
      return { last: after.at(-1)?.debtor, owing };
    });
    for (const debtor of page.owing) {
      const theirs = await inMunicipality(database, municipality, (tx) =>
        followClosed(tx, debtor, { by, on, at: clock() }),
      );
      followed.takenOver += theirs.takenOver;
      followed.freed += theirs.freed;
      followed.again += theirs.again;
    }
    const { last }: { readonly last: DebtorNumber | undefined } = page;
    if (last === undefined) return followed;
    after = last;
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
    const known = (errands.get(debtor) ?? []).filter(
      ({ kind, outcome }) => kind === 'death' && outcome !== 'mistake',
    );
    if (known.length > 0 || (await owedHere(tx, debtor)).length === 0) continue;
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
  const at = clock();
  for (const errand of await openErrands(tx)) await takeIn(tx, errand, { by, on, at });
  const errands = await openErrands(tx);
  await openWorkItems(
    tx,
    errands.flatMap((errand) => [...itemsOf(errand, on), ...unknownEstate(errand, on)]),
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

function itemsOf(errand: Errand, on: PlainDate): WorkItem[] {
  return deadlinesOf(errand).flatMap((deadline) => {
    const asked = askingAt(deadline, on);
    if (asked === null) return [];
    const about = `${errand.number} ${deadline} ${asked}`;
    return [{ kind: 'errand-deadline', debtor: errand.debtor, month: monthOf(deadline), about }];
  });
}

/**
 * What must be done by a day, the earliest first: to file at all, or what has come since the final filing; to make a provisional
 * filing final; to sue. None of them hides another.
 */
export function deadlinesOf({ sueBy, filed, fileBy, finalBy, unfiledSince }: Errand): PlainDate[] {
  // What came when the time to file was over has a work item, and no day.
  const isLate = unfiledSince !== null && fileBy !== null && unfiledSince > fileBy;
  const toFile = filed === null || (unfiledSince !== null && !isLate) ? fileBy : finalBy;
  return [...new Set([toFile, sueBy])].filter((day) => day !== null).toSorted();
}
