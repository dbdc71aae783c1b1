import type { CprNumber } from '../../kernel/cpr-number.ts';
import { addYears, type PlainDate } from '../../kernel/dates.ts';
import type { PersonOnTheWire } from '../../outside/cpr/answer.ts';
import type { Home } from './places.ts';
import type { Gender } from './invented-numbers.ts';
import type { PersonTraits } from './types.ts';

export interface Child {
  readonly cpr: CprNumber;
  readonly born: PlainDate;
}

/** A person as the CPR register will tell of them over the whole horizon. */
export interface Person {
  readonly cpr: CprNumber;
  /** The number from `traits.newNumberOn` on; null when the number never changes. */
  readonly newCpr: CprNumber | null;
  readonly gender: Gender;
  readonly name: string;
  /** The name from `traits.newNameOn` on; null when it never changes. */
  readonly newName: string | null;
  readonly born: PlainDate;
  readonly home: Home;
  /** The home from `traits.movesOutOn` or `traits.emigratedOn` on; null when nobody moves. */
  readonly newHome: Home | null;
  readonly children: readonly Child[];
  readonly spouse: CprNumber | null;
  readonly traits: PersonTraits;
}

export interface DatedRecord {
  /** The register says this from this day on. */
  readonly from: PlainDate;
  readonly record: PersonOnTheWire;
}

/** Everything the register says about the person: a new record on each day on which something changes. */
export function recordsOf(person: Person, first: PlainDate, last: PlainDate): DatedRecord[] {
  const { traits, children } = person;
  const events = [
    traits.diedOn,
    traits.emigratedOn,
    traits.missingFrom,
    traits.newNumberOn,
    traits.movesOutOn,
    traits.newNameOn,
    traits.addressProtectedFrom,
    ...children.flatMap(({ born }) => [born, addYears(born, 18)]),
  ];
  const days = events.filter((day): day is PlainDate => day !== undefined && first < day && day <= last);
  return [...new Set([first, ...days])].toSorted().map((from) => ({ from, record: recordOn(person, from) }));
}

/** The same person under the number they got: alive under it, since the day they got it. */
export function underNewNumber(person: Person): Person | null {
  if (person.newCpr === null) return null;
  const { newNumberOn: _, ...traits } = person.traits;
  return { ...person, cpr: person.newCpr, newCpr: null, traits };
}

const ALIVE_IN_DENMARK = 1;
const NUMBER_CHANGED = 60;
const MISSING = 70;
const ABROAD = 80;
const DEAD = 90;

function recordOn(person: Person, day: PlainDate): PersonOnTheWire {
  const { traits, cpr, newCpr } = person;
  const { status, from } = statusOn(traits, day);
  const children = person.children.filter(({ born }) => born <= day);
  const under18 = children.filter(({ born }) => day < addYears(born, 18)).length;
  const where = homeOn(person, day);
  return {
    cpr,
    currentCpr: status === NUMBER_CHANGED && newCpr !== null ? newCpr : cpr,
    name: hasCome(traits.newNameOn, day) ? (person.newName ?? person.name) : person.name,
    born: person.born,
    gender: person.gender,
    status,
    statusFrom: from,
    address: status === DEAD || status === MISSING ? [] : where.address,
    municipality: status === DEAD || status === MISSING ? null : where.municipality,
    addressProtected: traits.addressProtected === true || hasCome(traits.addressProtectedFrom, day),
    guardianship: traits.guardianship ?? null,
    ...(traits.guardianship === undefined ? {} : { guardianshipFrom: GUARDIAN_SINCE }),
    digitalPost: (traits.digitalPost ?? true) && status === ALIVE_IN_DENMARK,
    civilStatus: status === DEAD ? 'D' : person.spouse === null ? 'U' : 'G',
    spouse: person.spouse,
    children,
    childrenUnder18: Math.max(0, under18 + (traits.miscounted ?? 0)),
  };
}

function homeOn({ traits, home, newHome }: Person, day: PlainDate): Home {
  const gone = hasCome(traits.movesOutOn, day) || hasCome(traits.emigratedOn, day);
  return gone && newHome !== null ? newHome : home;
}

function hasCome(event: PlainDate | undefined, day: PlainDate): boolean {
  return event !== undefined && event <= day;
}

const GUARDIAN_SINCE = '2024-09-01' as PlainDate;

function statusOn(traits: PersonTraits, day: PlainDate): { status: number; from: PlainDate | null } {
  const events = [
    { status: DEAD, from: traits.diedOn },
    { status: ABROAD, from: traits.emigratedOn },
    { status: MISSING, from: traits.missingFrom },
    { status: NUMBER_CHANGED, from: traits.newNumberOn },
  ];
  for (const { status, from } of events) {
    if (from !== undefined && hasCome(from, day)) return { status, from };
  }
  return { status: ALIVE_IN_DENMARK, from: null };
}
