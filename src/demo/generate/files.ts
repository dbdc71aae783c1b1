import { createHash } from 'node:crypto';
import { claimsCsv } from '../../claims/columns.ts';
import type { CprNumber } from '../../kernel/cpr-number.ts';
import { lastDayOf, type PlainDate } from '../../kernel/dates.ts';
import type { BenefitGrant } from '../../facts/ports.ts';
import { personAnswerXml } from '../../outside/cpr/answer.ts';
import { LOGINS_FILE } from '../../outside/login/test-provider/people.ts';
import { incomeAnswerXml, type ReportOnTheWire } from '../../outside/eindkomst/answer.ts';
import { benefitsAnswerXml } from '../../outside/ydelsesindeks/answer.ts';
import {
  DELIVERY_FILE,
  deliveryJson,
  EVENTS_FILE,
  eventsJson,
  REPRESENTATIVES_FILE,
  representativesJson,
} from '../events.ts';
import { later } from './calendar.ts';
import { eventsOf, letterFatesOf, representativesOf } from './events.ts';
import { BILLS_FILE, companyBillsCsv } from './company.ts';
import { loginsFile } from './logins.ts';
import { recordsOf, underNewNumber, type Person } from './person.ts';
import { firstDay, type Debtor, type World } from './world.ts';
import type { Livelihood } from './types.ts';

export interface DemoFile {
  /** Relative to the demo's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/**
 * The world as the program will read it: the claims file, what happens in the town, and for each register and person one
 * file per day from which the register says something new.
 */
export function* filesOf(world: World, seed: number): Generator<DemoFile> {
  yield { path: 'claims.csv', text: claimsCsv(world.debtors.flatMap(({ claims }) => claims)) };
  yield { path: EVENTS_FILE, text: eventsJson(eventsOf(world, seed)) };
  yield { path: REPRESENTATIVES_FILE, text: representativesJson(representativesOf(world, seed)) };
  yield { path: DELIVERY_FILE, text: deliveryJson(letterFatesOf(world)) };
  yield { path: BILLS_FILE, text: companyBillsCsv() };
  yield { path: LOGINS_FILE, text: loginsFile(world) };
  let ordinal = 0;
  for (const debtor of world.debtors) {
    yield* personFiles(debtor.person, world);
    yield* livelihoodFiles(debtor, { world, stream: `${seed}/${ordinal++}` });
  }
  for (const spouse of world.spouses) yield* personFiles(spouse, world);
}

function* personFiles(person: Person, { setting }: World): Generator<DemoFile> {
  const [first, last] = [firstDay(setting), lastDayOf(setting.to)];
  for (const { from, record } of recordsOf(person, first, last)) {
    yield { path: `cpr/${person.cpr}/${from}.xml`, text: personAnswerXml(record) };
  }
  const successor = underNewNumber(person);
  const since = person.traits.newNumberOn;
  if (successor === null || since === undefined || since > last) return;
  for (const { from, record } of recordsOf(successor, since, last)) {
    yield { path: `cpr/${successor.cpr}/${from}.xml`, text: personAnswerXml(record) };
  }
}

interface Telling {
  readonly world: World;
  /** Distinguishes one person's messages from another's, without naming anybody. */
  readonly stream: string;
}

function* livelihoodFiles({ person, livelihood }: Debtor, telling: Telling): Generator<DemoFile> {
  const first = firstDay(telling.world.setting);
  yield* registerFiles(livelihood, { ...telling, cpr: person.cpr, since: first });
  const since = person.traits.newNumberOn;
  if (person.newCpr !== null && since !== undefined) {
    const stream = `${telling.stream}/new`;
    yield* registerFiles(livelihood, { ...telling, stream, cpr: person.newCpr, since });
  }
}

interface Asked extends Telling {
  readonly cpr: CprNumber;
  /** The register answers under this number from this day on. */
  readonly since: PlainDate;
}

function* registerFiles({ reports, grants }: Livelihood, asked: Asked): Generator<DemoFile> {
  const { cpr, since, stream, world } = asked;
  const incomeDays = reports.map(({ knownFrom }) => knownFrom).filter((day) => day !== null);
  for (const day of newsDays(since, incomeDays)) {
    const known = reports.filter(({ knownFrom }) => knownFrom === null || knownFrom <= day);
    const answer = { cpr, reports: known.map(({ report }) => report).toSorted(byPayDate) };
    const message = messageOf(`eindkomst/${stream}/${day}`, day);
    yield { path: `eindkomst/${cpr}/${day}.xml`, text: incomeAnswerXml({ ...answer, ...message }) };
  }
  const municipalityCvr = world.setting.municipality.cvr;
  const grantDays = grants.flatMap(({ period }) => [period.from, period.to]).filter((day) => day !== null);
  const last = lastDayOf(world.setting.to);
  for (const day of newsDays(
    since,
    grantDays.filter((one) => one <= last),
  )) {
    const answer = { cpr, municipalityCvr, grants: grantsKnownOn(day, grants) };
    const message = messageOf(`ydelsesindeks/${stream}/${day}`, day);
    yield { path: `ydelsesindeks/${cpr}/${day}.xml`, text: benefitsAnswerXml({ ...answer, ...message }) };
  }
}

/** The first day, and each later day with news, in order. */
function newsDays(first: PlainDate, news: readonly PlainDate[]): PlainDate[] {
  return [...new Set(news.map((day) => later(day, first))).add(first)].toSorted();
}

/** A grant is told from the day it starts, and its end from the day it ends. */
function grantsKnownOn(day: PlainDate, grants: readonly BenefitGrant[]): BenefitGrant[] {
  return grants
    .filter(({ period }) => period.from <= day)
    .map(({ name, period }) => {
      const ended = period.to !== null && period.to <= day;
      return { name, period: { from: period.from, to: ended ? period.to : null } };
    });
}

// Stable: a reversal and the report that follows it stay in the order in which the register got them.
function byPayDate(a: ReportOnTheWire, b: ReportOnTheWire): number {
  return a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0;
}

/** The message as it was sent early that day; its id is derived, so that the same demo has the same bytes. */
function messageOf(name: string, day: PlainDate) {
  const hex = createHash('sha256').update(`demo/${name}`).digest('hex');
  const messageId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return { messageId, at: Temporal.Instant.from(`${day}T04:00:00Z`) };
}
