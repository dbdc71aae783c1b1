import type { ClaimRow } from '../../claims/columns.ts';
import type { CprNumber } from '../../kernel/cpr-number.ts';
import { date, firstDayOf, type PlainDate } from '../../kernel/dates.ts';
import { ore, type Ore } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';
import { dayBetween } from './calendar.ts';
import type { CaseName } from './case-names.ts';
import { claimsOf } from './claims.ts';
import { diceFor, type Dice } from './dice.ts';
import { ReplacementNumbers, type Gender } from './invented-numbers.ts';
import { firstNames, surname } from './names.ts';
import { ordinaryDebtor, ordinaryHousehold } from './ordinary-cases.ts';
import type { Child, Person } from './person.ts';
import { homeElsewhere, homeInBoegevang, type Home } from './places.ts';
import { sharesOf } from './shares.ts';
import { specialHouseholds } from './special-cases.ts';
import type { Household, Life, Livelihood, PersonTraits, Setting, Situation } from './types.ts';

/** One debtor of the invented municipality, with all that the registers will ever say. */
export interface Debtor {
  readonly cases: readonly CaseName[];
  readonly person: Person;
  readonly livelihood: Livelihood;
  readonly claims: readonly ClaimRow[];
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

/** Vallensbæk's case: 289 debtors owe 8.4 million kr. Other sizes owe in proportion. */
const KNOWN_CASE = { debtors: 289n, owed: 840_000_000n };

/** The whole invented world, in memory. The same size and seed give the same world. */
export function inventWorld(setting: Setting, { size, seed }: WorldSize): World {
  const numbers = new ReplacementNumbers();
  const total = ore((KNOWN_CASE.owed * BigInt(size)) / KNOWN_CASE.debtors);
  const shares = sharesOf(total, size, diceFor(`${seed}/owed`));
  const debtors: Debtor[] = [];
  const spouses: Person[] = [];
  for (let index = 0; debtors.length < size; index++) {
    const dice = diceFor(`${seed}/household/${index}`);
    const household = householdAt(index, size - debtors.length, dice);
    const members = inventHousehold(household, { setting, numbers, dice });
    for (const member of members) {
      const owed = shares[debtors.length];
      assert(owed !== undefined, 'there is a share for every debtor');
      debtors.push(debtorOf(member, { owed, number: 1_000 + 10 * debtors.length, dice }));
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
  const family = dice.chance(70) ? surname(dice) : null;
  const home =
    traits.livesElsewhere === true ? homeElsewhere(dice) : homeInBoegevang(setting.municipality.code, dice);
  const children = (traits.children ?? []).map((born) => inventChild(born, tools));
  const shared = { home, children, family: family ?? surname(dice) };
  const person = inventPerson(traits, shared, tools);
  const life = first.life(dice, setting);
  if (second === undefined && traits.married !== true)
    return [{ situation: first, person, spouse: null, life }];
  const other = inventPerson({ ...second?.traits(dice), age: traits.age }, shared, tools);
  const [one, two] = [
    { ...person, spouse: other.cpr },
    { ...other, spouse: person.cpr },
  ];
  const members = [{ situation: first, person: one, spouse: two, life }];
  if (second === undefined) return members;
  return [...members, { situation: second, person: two, spouse: one, life: second.life(dice, setting) }];
}

interface Shared {
  readonly home: Home;
  readonly children: readonly Child[];
  readonly family: string;
}

function inventPerson(
  traits: PersonTraits,
  { home, children, family }: Shared,
  { numbers, dice }: Tools,
): Person {
  const gender: Gender = dice.chance(50) ? 'K' : 'M';
  const born = birthDateFor(traits.age, dice);
  return {
    cpr: numbers.next(born, gender, dice),
    newCpr: traits.newNumberOn === undefined ? null : numbers.next(born, gender, dice),
    gender,
    name: `${firstNames(gender, dice)} ${family}`,
    born,
    home,
    children,
    spouse: null,
    traits,
  };
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
  /** The first account's number; the debtor's next accounts follow it. */
  readonly number: number;
  readonly dice: Dice;
}

function debtorOf({ situation, person, spouse, life }: Member, { owed, number, dice }: ToBeClaimed): Debtor {
  const parts = evenParts(owed, life.accounts.length);
  const claims = life.accounts.flatMap((plan, index) => {
    const part = parts[index];
    assert(part !== undefined, 'there is a part for every account');
    const spouseCpr: CprNumber | null = spouse?.cpr ?? null;
    return claimsOf(
      { plan, number: number + index, debtor: person.cpr, spouse: spouseCpr, owed: part },
      dice,
    );
  });
  return { cases: situation.cases, person, livelihood: life.livelihood, claims };
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
