import type { ClaimRow } from '../../claims/columns.ts';
import type { CprNumber } from '../../kernel/cpr-number.ts';
import {
  addDays,
  addMonths,
  dayOfMonth,
  monthOf,
  monthsBetween,
  type PlainDate,
  type YearMonth,
} from '../../kernel/dates.ts';
import { later } from '../generate/calendar.ts';
import { diceFor, type Dice } from '../generate/dice.ts';
import { inventedBusinessNumber } from '../generate/invented-numbers.ts';
import { benefitSpell, monthlyJob, together } from '../generate/livelihood.ts';
import type { Person } from '../generate/person.ts';
import { homeNextDoor } from '../generate/places.ts';
import { townOf } from '../generate/towns.ts';
import type { DemoMunicipality, Livelihood, Setting } from '../generate/types.ts';
import { inventWorld, type Debtor, type World } from '../generate/world.ts';
import { monthsOfLife, ORDINARY, temperamentOf, type MonthOfLife, type Temperament } from './lives.ts';

/** Somebody who lives in a town that is played. */
export interface PlayedPerson {
  /** Their place among all; part of what their dice are called. */
  readonly index: number;
  readonly cpr: CprNumber;
  /** Month by month from the first month that is played. */
  readonly life: readonly MonthOfLife[];
  readonly temperament: Temperament;
  readonly diesOn: PlainDate | null;
  /** Their benefit cases: the rows of each and the day on which the source hands them over. */
  readonly cases: readonly { readonly on: PlainDate; readonly rows: readonly ClaimRow[] }[];
  /** Whether they get bills of the municipality: those who owe nothing else do, and some of the others. */
  readonly billed: boolean;
}

/** Everybody, and the world as the registers know it. */
export interface Population {
  readonly world: World;
  readonly people: readonly PlayedPerson[];
}

export interface PopulationWanted {
  readonly municipality: DemoMunicipality;
  /** How many owe repayment of benefits, and how many more get only bills. */
  readonly size: number;
  readonly billedBesides: number;
  readonly seed: number;
  /** The days that are played, both included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Months before the first one that the registers must know: the lag, those looked back upon, and some room. */
const MONTHS_BEFORE = 8;

/**
 * The people of a demo's town with years to live through: those of `demo generate`, and where they are ordinary with lives
 * drawn anew, in which they lose and find work, move and die. The same wishes give the same people.
 */
export function populationOf(wanted: PopulationWanted): Population {
  const { municipality, size, billedBesides, seed, from, to } = wanted;
  const setting = { municipality, from: addMonths(monthOf(from), -MONTHS_BEFORE), to: monthOf(to) };
  const invented = inventWorld(setting, { size: size + billedBesides, seed });
  const widowed = deathsOfMarried(invented.debtors.slice(0, size), wanted);
  const lived = invented.debtors.map((debtor, index) =>
    livedBy(debtor, { ...wanted, setting, index, diesIn: widowed.get(index) ?? null }),
  );
  const debtors = lived.map(({ debtor }) => debtor);
  return { world: { ...invented, debtors }, people: lived.map(({ person }) => person) };
}

/**
 * One who is married dies in each year that is played, by their place: what becomes of a spouse must be seen in a small town too, where lives
 * drawn by themselves would seldom end so.
 */
function deathsOfMarried(
  debtors: readonly Debtor[],
  { municipality, seed, from, to }: PopulationWanted,
): Map<number, number> {
  const dice = diceFor(`play/${municipality.code}/${seed}/widowed`);
  const married = debtors.flatMap(({ person }, index) =>
    person.spouse !== null && person.traits.diedOn === undefined ? [index] : [],
  );
  const years = Math.ceil((monthsBetween(monthOf(from), monthOf(to)) + 1) / 12);
  const deaths = Array.from({ length: married.length === 0 ? 0 : years }, (_, year): [number, number] => [
    dice.pick(married),
    year * 12 + dice.whole(1, 4),
  ]);
  // Who is drawn twice dies the first time.
  return new Map(deaths.toReversed());
}

interface Living extends PopulationWanted {
  readonly setting: Setting;
  readonly index: number;
  /** The month of their death that is not drawn with their life; null = it is. */
  readonly diesIn: number | null;
}

interface Lived {
  readonly debtor: Debtor;
  readonly person: PlayedPerson;
}

function livedBy(debtor: Debtor, living: Living): Lived {
  const { municipality, seed, index, from, to, size } = living;
  const dice = diceFor(`play/${municipality.code}/${seed}/${index}`);
  const first = monthOf(from);
  const months = monthsBetween(first, monthOf(to)) + 1;
  const onHelp = debtor.claims.some(({ helpStopped }) => helpStopped === null);
  const drawn = monthsOfLife(dice, { months, odds: ORDINARY, onHelp });
  const { diesIn } = living;
  const life =
    diesIn === null ? drawn : drawn.map((each, at) => (at < diesIn ? each : { ...each, dead: true }));
  const temperament = temperamentOf(dice, { from: first, months });
  const traits = debtor.person.traits;
  const own = {
    diesOn: dayOfDeath(life, first, dice),
    movesOn: dayOfMoving(life, first, { inHundred: MOVES_IN_HUNDRED, dice }),
    missingFrom: dayOfMoving(life, first, { inHundred: MISSING_IN_HUNDRED, dice }),
  };
  const billed = index >= size || dice.chance(15);
  const lived = isOrdinary(debtor)
    ? {
        ...debtor,
        person: withFate(debtor.person, { ...own, municipality, dice }),
        livelihood: livelihoodOf(life, living.setting, { first, dice }),
      }
    : diesIn === null
      ? debtor
      : { ...debtor, person: { ...debtor.person, traits: { ...traits, ...diedOn(own.diesOn) } } };
  const diesOn = lived === debtor ? (traits.diedOn ?? null) : own.diesOn;
  const cases = index >= size ? [] : casesOf(debtor, from);
  const { cpr } = debtor.person;
  return { debtor: lived, person: { index, cpr, life, temperament, diesOn, cases, billed } };
}

const THEIR_OWN = new Set(['førtidspension', 'folkepension', 'su']);

/** Those whom the demo made to show something keep their lives, and so do pensioners and students. */
function isOrdinary({ cases, livelihood }: Debtor): boolean {
  return (
    cases.every((each) => each === 'ordinary') && !livelihood.grants.some(({ name }) => THEIR_OWN.has(name))
  );
}

function dayOfDeath(life: readonly MonthOfLife[], first: YearMonth, dice: Dice): PlainDate | null {
  const at = life.findIndex(({ dead }) => dead);
  return at < 0 ? null : dayOfMonth(addMonths(first, at), dice.whole(1, 28));
}

const MOVES_IN_HUNDRED = 6;
/** They move and tell nobody where to: CPR has no address for them from then on. */
const MISSING_IN_HUNDRED = 2;

interface Moving {
  readonly inHundred: number;
  readonly dice: Dice;
}

function dayOfMoving(
  life: readonly MonthOfLife[],
  first: YearMonth,
  { inHundred, dice }: Moving,
): PlainDate | null {
  const day = dayOfMonth(addMonths(first, dice.whole(0, life.length - 1)), dice.whole(1, 28));
  return dice.chance(inHundred) ? day : null;
}

interface Fate {
  readonly diesOn: PlainDate | null;
  readonly movesOn: PlainDate | null;
  readonly missingFrom: PlainDate | null;
  readonly municipality: DemoMunicipality;
  readonly dice: Dice;
}

function withFate(person: Person, { diesOn, movesOn, missingFrom, municipality, dice }: Fate): Person {
  const traits = {
    ...person.traits,
    ...diedOn(diesOn),
    ...(movesOn === null ? {} : { movesOutOn: movesOn }),
    ...(missingFrom === null ? {} : { missingFrom }),
  };
  const newHome = movesOn === null ? person.newHome : homeNextDoor(townOf(municipality.code), dice);
  return { ...person, traits, newHome };
}

function diedOn(day: PlainDate | null): { readonly diedOn?: PlainDate } {
  return day === null ? {} : { diedOn: day };
}

interface Begun {
  readonly first: YearMonth;
  readonly dice: Dice;
}

/** What the registers tell of a life: wages in the months of work, and grants with their payments in the others. */
function livelihoodOf(life: readonly MonthOfLife[], setting: Setting, { first, dice }: Begun): Livelihood {
  const monthOfLife = (month: YearMonth) => life[Math.max(0, monthsBetween(first, month))];
  const job = {
    employer: inventedBusinessNumber(dice),
    hours: '120.00',
    pay: (month: YearMonth) => {
      const lived = monthOfLife(month);
      if (lived === undefined || lived.dead || lived.receives !== null || lived.net === null) return null;
      return grossFor(lived.net);
    },
  };
  const monthly = 50 * dice.whole(230, 268);
  const spells = spellsOf(life).map(({ from, to }) =>
    benefitSpell(
      {
        name: 'kontanthjælp',
        monthly,
        from: from === 0 ? setting.from : addMonths(first, from),
        ...(to === null ? {} : { to: addMonths(first, to) }),
      },
      setting,
    ),
  );
  return together(monthlyJob(job, setting), ...spells);
}

/** Pay before tax that leaves about so much. */
function grossFor(net: number): number {
  return Math.round((net * 1.45) / 50) * 50;
}

interface Spell {
  readonly from: number;
  /** Null: to the end. */
  to: number | null;
}

/** The spells of months on help; who dies no longer receives any. */
function spellsOf(life: readonly MonthOfLife[]): Spell[] {
  const spells: Spell[] = [];
  for (const [at, { receives, dead }] of life.entries()) {
    const on = receives !== null && !dead;
    const last = spells.at(-1);
    if (on && (last === undefined || last.to !== null)) spells.push({ from: at, to: null });
    if (!on && last?.to === null) last.to = at - 1;
  }
  return spells;
}

/** A case is handed over some days after all that its rows tell has happened, and those from before at the beginning. */
const DAYS_TO_HAND_OVER = 7;

function casesOf({ claims }: Debtor, from: PlainDate): PlayedPerson['cases'] {
  return [...Map.groupBy(claims, ({ accountId }) => accountId).values()].map((rows) => {
    const happened = rows.flatMap((row) =>
      [row.decisionDelivered, row.helpStopped, row.knownFrom, row.planFrom].filter((day) => day !== null),
    );
    return {
      on: addDays(happened.reduce(later, addDays(from, -DAYS_TO_HAND_OVER)), DAYS_TO_HAND_OVER),
      rows,
    };
  });
}
