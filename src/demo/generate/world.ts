import type { ClaimRow } from '../../claims/columns.ts';
import type { CprNumber } from '../../kernel/cpr-number.ts';
import { date, firstDayOf, type PlainDate } from '../../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../../kernel/ids.ts';
import { ore, type Ore } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';
import { dayBetween } from './calendar.ts';
import type { CaseName } from './case-names.ts';
import { claimsOf } from './claims.ts';
import { diceFor, type Dice } from './dice.ts';
import { ReplacementNumbers, type Gender } from './invented-numbers.ts';
import { firstNames, otherSurname, surname } from './names.ts';
import { ordinaryDebtor, ordinaryHousehold } from './ordinary-cases.ts';
import type { Child, Person } from './person.ts';
import { homeIn, homeNextDoor, type Home } from './places.ts';
import { sharesOf } from './shares.ts';
import { specialHouseholds } from './special-cases.ts';
import { townOf } from './towns.ts';
import type { Household, Life, Livelihood, PersonTraits, Setting, Situation, Story } from './types.ts';

/** One debtor of the invented municipality, with all that the registers will ever say. */
export interface Debtor {
  /** The number that the intake gives: it counts from 100001 in the order of the claims file. */
  readonly number: DebtorNumber;
  readonly cases: readonly CaseName[];
  readonly person: Person;
  readonly livelihood: Livelihood;
  readonly claims: readonly ClaimRow[];
  readonly story: Story;
}

export interface World {
  readonly setting: Setting;
  readonly debtors: readonly Debtor[];
  /** Spouses who owe nothing themselves. */
  readonly spouses: readonly Person[];
}

export interface WorldSize {
  readonly size: number;
  readonly seed: number;
}

/**
 * Vallensbæk's case: 289 debtors owe 8.4 million kr. Others owe in proportion; also the 1,100 of Hedensted's case, about
 * which no amount is published.
 */
const KNOWN_CASE = { debtors: 289n, owed: 840_000_000n };

/** The whole invented world, in memory. The same municipality, size and seed give the same world. */
export function inventWorld(setting: Setting, { size, seed }: WorldSize): World {
  const stream = `${setting.municipality.code}/${seed}`;
  const numbers = new ReplacementNumbers();
  const total = ore((KNOWN_CASE.owed * BigInt(size)) / KNOWN_CASE.debtors);
  const shares = sharesOf(total, size, diceFor(`${stream}/owed`));
  const debtors: Debtor[] = [];
  const spouses: Person[] = [];
  for (let index = 0; debtors.length < size; index++) {
    const dice = diceFor(`${stream}/household/${index}`);
    const household = householdAt(index, size - debtors.length, dice);
    const members = inventHousehold(household, { setting, numbers, dice });
    for (const member of members) {
      const owed = shares[debtors.length];
      assert(owed !== undefined, 'there is a share for every debtor');
      debtors.push(debtorOf(member, { owed, index: debtors.length, dice }));
      if (member.spouse !== null && members.length === 1) spouses.push(member.spouse);
    }
  }
  return { setting, debtors, spouses };
}

function householdAt(index: number, room: number, dice: Dice): Household {
  const household = specialHouseholds[index] ?? ordinaryHousehold(dice);
  return household.length <= room ? household : ordinaryDebtor(dice);
}

interface Tools {
  readonly setting: Setting;
  readonly numbers: ReplacementNumbers;
  readonly dice: Dice;
}

interface Member {
  readonly situation: Situation;
  readonly person: Person;
  readonly spouse: Person | null;
  readonly life: Life;
}

function inventHousehold(household: Household, tools: Tools): Member[] {
  const { setting, dice } = tools;
  const [first, second] = household;
  const traits = first.traits(dice);
  const shared = inventHome(traits, tools);
  const person = inventPerson(traits, shared, tools);
  const one = { situation: first, person, life: first.life(dice, setting) };
  if (second === undefined) {
    return traits.married === true
      ? [married(one, inventPerson({ age: traits.age }, shared, tools))]
      : [{ ...one, spouse: null }];
  }
  const theirs = { ...second.traits(dice), age: traits.age };
  const apart = theirs.livesApart === true;
  const home = apart ? { ...inventHome(theirs, tools), children: shared.children } : shared;
  const other = inventPerson(theirs, home, tools);
  const two = { situation: second, person: other, life: second.life(dice, setting) };
  if (apart)
    return [
      { ...one, spouse: null },
      { ...two, spouse: null },
    ];
  return [married(one, other), married(two, person)];
}

function married(member: Omit<Member, 'spouse'>, spouse: Person): Member {
  const { person } = member;
  return {
    ...member,
    person: { ...person, spouse: spouse.cpr },
    spouse: { ...spouse, spouse: person.cpr },
  };
}

/** A home with a family name and the children of those who live there. */
function inventHome(traits: PersonTraits, tools: Tools): Shared {
  const { setting, dice } = tools;
  const town = townOf(setting.municipality.code);
  return {
    family: surname(dice),
    home:
      traits.livesElsewhere === true
        ? homeNextDoor(town, dice)
        : homeIn(town, setting.municipality.code, dice),
    children: (traits.children ?? []).map((born) => inventChild(born, tools)),
  };
}

interface Shared {
  readonly home: Home;
  readonly children: readonly Child[];
  readonly family: string;
}

function inventPerson(traits: PersonTraits, { home, children, family }: Shared, tools: Tools): Person {
  const { numbers, dice } = tools;
  const gender: Gender = dice.chance(50) ? 'K' : 'M';
  const born = traits.born ?? birthDateFor(traits.age, dice);
  const given = firstNames(gender, dice);
  return {
    cpr: numbers.next(born, gender, dice),
    newCpr: traits.newNumberOn === undefined ? null : numbers.next(born, gender, dice),
    gender,
    name: `${given} ${family}`,
    newName: traits.newNameOn === undefined ? null : `${given} ${otherSurname(family, dice)}`,
    born,
    home,
    newHome: newHomeOf(traits, tools),
    children,
    spouse: null,
    traits,
  };
}

function newHomeOf({ emigratedOn, movesOutOn }: PersonTraits, { setting, dice }: Tools): Home | null {
  const town = townOf(setting.municipality.code);
  if (emigratedOn !== undefined) return town.abroad;
  return movesOutOn === undefined ? null : homeNextDoor(town, dice);
}

function inventChild(born: PlainDate, { numbers, dice }: Tools): Child {
  return { born, cpr: numbers.next(born, dice.chance(50) ? 'K' : 'M', dice) };
}

/** Born so that the age on 1 January 2026 lies between the two. */
function birthDateFor([youngest, oldest]: PersonTraits['age'], dice: Dice): PlainDate {
  return dayBetween(date(`${2025 - oldest}-01-02`), date(`${2026 - youngest}-01-01`), dice);
}

interface ToBeClaimed {
  readonly owed: Ore;
  /** The debtor's place among all, from 0. */
  readonly index: number;
  readonly dice: Dice;
}

const FIRST_DEBTOR = 100_001;
/** The accounts' own numbers: room for ten of each debtor. */
const FIRST_ACCOUNT = 1_000;

function debtorOf({ situation, person, spouse, life }: Member, { owed, index, dice }: ToBeClaimed): Debtor {
  const parts = evenParts(owed, life.accounts.length);
  const claims = life.accounts.flatMap((plan, place) => {
    const part = parts[place];
    assert(part !== undefined, 'there is a part for every account');
    const spouseCpr: CprNumber | null = spouse?.cpr ?? null;
    const number = FIRST_ACCOUNT + 10 * index + place;
    return claimsOf({ plan, number, debtor: person.cpr, spouse: spouseCpr, owed: part }, dice);
  });
  const { cases, story = {} } = situation;
  const number = debtorNumber(FIRST_DEBTOR + index);
  return { number, cases, person, livelihood: life.livelihood, claims, story };
}

function evenParts(owed: Ore, count: number): Ore[] {
  const part = owed / BigInt(count);
  return Array.from({ length: count }, (_, index) =>
    ore(index === 0 ? owed - part * BigInt(count - 1) : part),
  );
}

/** What the debtors of a world owe together, in øre: what was left when the claims were handed over. */
export function totalOwed(world: World): Ore {
  let total = 0n;
  for (const { claims } of world.debtors) {
    for (const { principal, outstanding } of claims) total += outstanding ?? principal;
  }
  return ore(total);
}

export function firstDay({ from }: Setting): PlainDate {
  return firstDayOf(from);
}
