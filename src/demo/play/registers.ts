import { createHash } from 'node:crypto';
import type { Registers } from '../../facts/fetch.ts';
import type { Answer, BenefitGrant, PersonRecord } from '../../facts/ports.ts';
import { birthDate, type CprNumber } from '../../kernel/cpr-number.ts';
import {
  addYears,
  dayInCopenhagen,
  lastDayOf,
  monthOf,
  overlaps,
  type PlainDate,
} from '../../kernel/dates.ts';
import type { IncomeReport } from '../../law/net-income.ts';
import type { PersonOnTheWire } from '../../outside/cpr/answer.ts';
import { recordsOf, underNewNumber, type DatedRecord } from '../generate/person.ts';
import type { Livelihood, RegisteredReport } from '../generate/types.ts';
import { firstDay, type World } from '../generate/world.ts';

/**
 * The three registers as they would answer over their protocols about an invented world, from memory: three years of
 * questions through XML would take longer than all the rest. A test asks the simulators' clients the same.
 */
export function registersOf(world: World): Registers {
  const known = knownAbout(world);
  const answers = new Answering();
  return {
    income: {
      incomeOf: (cpr, from, to, at) => {
        const today = dayInCopenhagen(at);
        const registered = known
          .livelihoodOn(cpr, today)
          .reports.filter(({ knownFrom }) => knownFrom === null || knownFrom <= today);
        const asked = ({ paidOn }: IncomeReport) =>
          paidOn <= today && from <= monthOf(paidOn) && monthOf(paidOn) <= to;
        const about = { register: 'eindkomst', place: known.placeOf(cpr), at };
        return answers.give(about, asTheRegisterTells(registered).filter(asked));
      },
    },
    persons: {
      personOf: (cpr, at) => {
        const today = dayInCopenhagen(at);
        const record = known.persons.get(cpr)?.findLast(({ from }) => from <= today)?.record;
        if (record !== undefined)
          return answers.give({ register: 'cpr', place: known.placeOf(cpr), at }, asThePersonIs(record));
        const reason = { tag: 'unknown-person', detail: 'the number is not in the register' } as const;
        return Promise.resolve({ state: 'not-obtained', reason, evidence: null });
      },
    },
    benefits: {
      benefitsOf: (cpr, at) => {
        const { grants } = known.livelihoodOn(cpr, dayInCopenhagen(at));
        const asked = { register: 'ydelsesindeks', place: known.placeOf(cpr), at };
        return answers.give(asked, grantsTold(grants, dayInCopenhagen(at)));
      },
    },
  };
}

interface Known {
  readonly persons: ReadonlyMap<CprNumber, readonly DatedRecord[]>;
  /** Nothing of a number that the register does not know, or that somebody has not got yet. */
  readonly livelihoodOn: (cpr: CprNumber, day: PlainDate) => Livelihood;
  /** Tells messages about people apart without naming anybody. */
  readonly placeOf: (cpr: CprNumber) => number;
}

/** By number, also the one that somebody got later: it is answered from that day on. */
function knownAbout({ setting, debtors, spouses }: World): Known {
  const persons = new Map<CprNumber, readonly DatedRecord[]>();
  const livelihoods = new Map<CprNumber, { readonly since: PlainDate; readonly livelihood: Livelihood }>();
  const [first, last] = [firstDay(setting), lastDayOf(setting.to)];
  for (const person of [...debtors.map((debtor) => debtor.person), ...spouses]) {
    persons.set(person.cpr, recordsOf(person, first, last));
    const [successor, since] = [underNewNumber(person), person.traits.newNumberOn];
    if (successor !== null && since !== undefined)
      persons.set(successor.cpr, recordsOf(successor, since, last));
  }
  for (const { person, livelihood } of debtors) {
    livelihoods.set(person.cpr, { since: first, livelihood });
    const since = person.traits.newNumberOn;
    if (person.newCpr !== null && since !== undefined) livelihoods.set(person.newCpr, { since, livelihood });
  }
  const places = new Map([...persons.keys()].map((cpr, place) => [cpr, place]));
  return {
    persons,
    livelihoodOn: (cpr, day) => {
      const known = livelihoods.get(cpr);
      return known === undefined || day < known.since ? NOTHING_KNOWN : known.livelihood;
    },
    placeOf: (cpr) => places.get(cpr) ?? places.size,
  };
}

const NOTHING_KNOWN: Livelihood = { reports: [], grants: [] };

/** By employer, and within each by pay day; what employers tell besides is for nobody here. */
function asTheRegisterTells(registered: readonly RegisteredReport[]): IncomeReport[] {
  const reports = registered
    .map(({ report }) => report)
    .toSorted((a, b) => (a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0));
  return [...Map.groupBy(reports, ({ employer }) => employer).values()]
    .flat()
    .map(({ kind, incomeType, amounts, employer, periodFrom, periodTo, paidOn }) => ({
      kind,
      incomeType,
      amounts,
      employer,
      periodFrom,
      periodTo,
      paidOn,
    }));
}

/** The marriage of the dead is over, and children are known by their numbers. */
function asThePersonIs(record: PersonOnTheWire): PersonRecord {
  const { gender: _gender, civilStatus, guardianshipFrom: _from, ...told } = record;
  return {
    ...told,
    spouse: civilStatus === 'G' ? told.spouse : null,
    children: told.children.map(({ cpr }) => ({ cpr, born: cpr === null ? null : birthDate(cpr) })),
  };
}

/** A grant is told from the day it starts, its end from the day it ends, and both for a year after. */
function grantsTold(grants: readonly BenefitGrant[], today: PlainDate): BenefitGrant[] {
  const lastYear = { from: addYears(today, -1), to: today };
  return grants
    .filter(({ period }) => period.from <= today)
    .map(({ name, period: { from, to } }) => {
      return { name, period: { from, to: to !== null && to <= today ? to : null } };
    })
    .filter(({ period }) => overlaps(period, lastYear));
}

interface Asked {
  readonly register: string;
  readonly place: number;
  readonly at: Temporal.Instant;
}

/**
 * The messages are not made, but their ids are derived as a message's would be: the same play has the same rows. The play's clock
 * stands still for a day: who is asked about twice then gets two messages, as from a register.
 */
class Answering {
  #at: string | null = null;
  readonly #given = new Map<string, number>();

  give<T>({ register, place, at }: Asked, value: T): Promise<Answer<T>> {
    const messageId = this.#messageId(register, place, at.toString());
    const evidence = { messageId, receivedAt: at, body: `<${register}/>` };
    return Promise.resolve({ state: 'answered', value, evidence });
  }

  #messageId(register: string, place: number, at: string): string {
    if (this.#at !== at) this.#given.clear();
    this.#at = at;
    const about = `play/${register}/${place}/${at}`;
    const before = this.#given.get(about) ?? 0;
    this.#given.set(about, before + 1);
    const hex = createHash('sha256')
      .update(before === 0 ? about : `${about}/${before}`)
      .digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}
