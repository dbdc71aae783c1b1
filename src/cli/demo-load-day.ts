import { readableMonth, weekdayOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { addOre, parseKroner, readableKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { storedRun } from '../agreements/runs.ts';
import { approveWaiting } from '../demo/approvals.ts';
import { noteRepresentative } from '../demo/representatives.ts';
import type { DemoEvent, DemoRepresentative } from '../demo/events.ts';
import { CASEWORKER, SECOND_PERSON } from '../demo/play/town.ts';
import type { LetterAssets } from '../letters/assets.ts';
import type { LetterDelivery } from '../letters/delivery-port.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { clockOn } from '../platform/clock.ts';
import { inMunicipality, readInMunicipality, type Database } from '../platform/database.ts';
import type { Shell } from './command.ts';
import { workTheDay, type DayWorked } from './days-work.ts';
import { DEMO_MONTHS, monthRunOn, tryAgainNextDay, workDone, workLeft } from './demo-days.ts';
import { playEvent, type DemoMoment, type EventPlayed } from './demo-events.ts';
import { fetchForMonth } from './facts-fetch.ts';
import { runOrRefuse } from './month-run.ts';
import { letterAddresses } from '../web/portal/letter-addresses.ts';

/** A demo municipality that is being played. */
export interface DemoTown {
  readonly database: Database;
  readonly shell: Shell;
  readonly configuration: Configuration;
  readonly delivery: LetterDelivery;
  readonly assets: (configuration: Configuration) => LetterAssets;
  /** By the key under which each is due. */
  readonly events: ReadonlyMap<string, DemoEvent>;
  readonly representatives: readonly DemoRepresentative[];
}

/** What a month of the demo has come to so far. */
export interface MonthPlayed {
  letters: number;
  arrived: number;
  approved: number;
  instalments: number;
  asked: Ore;
  payments: number;
  paid: Ore;
}

export function nothingPlayed(): MonthPlayed {
  return { letters: 0, arrived: 0, approved: 0, instalments: 0, asked: zeroOre, payments: 0, paid: zeroOre };
}

/**
 * One day as its people would live it: who acts for whom, what happens, the month's run, approvals, the day's work; and
 * then what is paid, for people pay what they have been asked for.
 */
export async function playDay(town: DemoTown, day: PlainDate, played: MonthPlayed): Promise<void> {
  const { database, shell, configuration, delivery, assets, representatives } = town;
  const municipality = configuration.code;
  const clock = clockOn(day);
  const moment = { database, municipality, at: clock() };
  for (const each of representatives) if (each.recordedOn === day) await noteOne(moment, each);
  const { payments, others } = await eventsDue(town, moment);
  for (const each of others) await play(town, moment, each);
  const toRun = monthRunOn(day);
  if (toRun !== null) await runOn(town, toRun, day);
  played.approved += await approveAsPeopleDo(town, moment, day);
  const { by, progress } = shell;
  const page = letterAddresses(shell.config.publicAddress, municipality);
  const worked = await workTheDay({ database, municipality, delivery, assets, page, by, clock, progress });
  addDay(played, worked);
  for (const each of payments) {
    const came = await play(town, moment, each);
    if (came !== 'done' || each.event.event !== 'payment') continue;
    played.payments += 1;
    played.paid = addOre(played.paid, each.event.amount);
  }
}

async function noteOne(
  { database, municipality, at }: DemoMoment,
  representative: DemoRepresentative,
): Promise<void> {
  await inMunicipality(database, municipality, (tx) =>
    noteRepresentative(tx, representative, { by: CASEWORKER, at }),
  );
}

interface DueEvent {
  readonly key: string;
  readonly event: DemoEvent;
}

async function eventsDue({ database, events }: DemoTown, { municipality, at }: DemoMoment) {
  const keys = await workLeft(database, municipality, { kind: 'demo-event', by: at });
  const due = keys.flatMap((key): DueEvent[] => {
    const event = events.get(key);
    return event === undefined ? [] : [{ key, event }];
  });
  const pays = ({ event }: DueEvent) => event.event === 'payment';
  return { payments: due.filter(pays), others: due.filter((each) => !pays(each)) };
}

async function play(
  { database, shell }: DemoTown,
  moment: DemoMoment,
  { key, event }: DueEvent,
): Promise<EventPlayed> {
  const { municipality, at } = moment;
  const came = await playEvent(moment, event);
  // A complaint can only be dealt with when the month has been run: later then.
  if (came !== 'done' && came.refused === 'month-not-run') {
    await tryAgainNextDay(database, municipality, { key, at, because: came.refused });
    return came;
  }
  if (came !== 'done') shell.tell(`  debitor ${event.debtor}, ${event.event}: ${came.refused}`);
  await workDone(database, municipality, { kind: 'demo-event', key, at });
  return came;
}

async function runOn(
  { database, shell, configuration }: DemoTown,
  month: YearMonth,
  on: PlainDate,
): Promise<void> {
  const municipality = configuration.code;
  const onTheDay = { ...shell, clock: clockOn(on) };
  const ran = await readInMunicipality(database, municipality, (tx) => storedRun(tx, month));
  if (ran === null) await fetchForMonth(database, onTheDay, { municipality, month });
  const { report } = await runOrRefuse({
    database,
    municipality,
    month,
    on,
    factsAsOf: ran?.factsAsOf ?? null,
    dryRun: false,
    by: shell.by,
    clock: onTheDay.clock,
    progress: shell.progress(`Borgere beregnet, ${readableMonth(month)}`),
  });
  const { plan, deferral, none } = report.outcomes;
  shell.say(
    `  ${readableMonth(month)}: ${report.debtors} borgere i kørslen, ${plan} skal betale, ${deferral} får henstand, for ${none} kunne intet beregnes.`,
  );
}

/** Tuesday and Thursday. */
const APPROVAL_DAYS: readonly number[] = [2, 4];

/**
 * A second person approves, twice a week: what a caseworker has fixed, one by one; and where people are heard, what the
 * runs have proposed, after a look at a sample. What nobody has recorded a ground for elsewhere is left waiting.
 */
async function approveAsPeopleDo(
  { configuration }: DemoTown,
  { database, municipality, at }: DemoMoment,
  on: PlainDate,
): Promise<number> {
  if (!APPROVAL_DAYS.includes(weekdayOf(on))) return 0;
  const together = configuration.hearing.leftOut === null;
  const approving = { by: SECOND_PERSON, on, at, oneByOne: 'manual', together, reply: null } as const;
  let approved = 0;
  for (const month of DEMO_MONTHS)
    approved += await inMunicipality(database, municipality, (tx) => approveWaiting(tx, month, approving));
  return approved;
}

function addDay(played: MonthPlayed, { letters, arrived, instalments }: DayWorked): void {
  played.letters += letters.made;
  played.arrived += arrived;
  played.instalments += instalments.instalments;
  played.asked = addOre(played.asked, parseKroner(instalments.amount) ?? zeroOre);
}

/** What a month came to, in one line. */
export function monthPlayedLine(month: YearMonth, played: MonthPlayed): string {
  const { letters, arrived, approved, instalments, asked, payments, paid } = played;
  const by = approved === 0 ? '' : ` ${approved} forslag godkendt.`;
  return `  ${readableMonth(month)}: ${letters} breve lavet, ${arrived} kommet frem.${by} Opkrævet med ${instalments} rater: ${readableKroner(asked)} Indbetalt ${payments} gange: ${readableKroner(paid)}`;
}
