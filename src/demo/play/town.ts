import { addMonths, dayOfMonth, monthOf, type PlainDate } from '../../kernel/dates.ts';
import type { Ore } from '../../kernel/money.ts';
import type { CprNumber } from '../../kernel/cpr-number.ts';
import type { DebtorNumber, MunicipalityCode } from '../../kernel/ids.ts';
import { cprOfDebtors, debtorByCpr } from '../../debtors/register.ts';
import type { Result } from '../../kernel/result.ts';
import type { RecoveryAuthority } from '../../collection/recovery-port.ts';
import type { PaymentNumber } from '../../payments/types.ts';
import type { Configuration } from '../../municipality/configuration.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../../platform/database.ts';
import { diceFor, type Dice } from '../generate/dice.ts';
import { Agenda, daysAfter, type PlayedDay } from './agenda.ts';
import { PlayedBank } from './bank.ts';
import type { LifeEvent } from './lives.ts';
import type { PlayedPerson, Population } from './people.ts';

export { Agenda, type PlayedDay } from './agenda.ts';

/** Something that happens in a town: each in a file of its own in `happenings/`, which is found by being there. */
export interface Happening {
  /** Before the day's work of the municipality, or after it. */
  readonly when: 'before-work' | 'after-work';
  happen(day: PlayedDay): Promise<void>;
}

/** Each file exports one of these as `happening`: what it adds to a day. It may remember, for a town is played in one go. */
export type HappeningOf = (town: PlayedTown) => readonly Happening[];

export interface TownToPlay {
  readonly database: Database;
  readonly configuration: Configuration;
  readonly population: Population;
  readonly recovery: RecoveryAuthority;
  readonly seed: number;
  /** The first day that is played. */
  readonly from: PlainDate;
}

/** A payment that came by the bank. */
export interface PaidByBank {
  readonly payment: PaymentNumber;
  readonly amount: Ore;
}

/** The people of a demo's debt office; the second one approves what the first has proposed. */
export const CASEWORKER = 'demo: Anna, sagsbehandler';
export const SECOND_PERSON = 'demo: Bodil, anden medarbejder';

/** Something that somebody does or meets with on a day. */
export interface EventOf<D extends LifeEvent['do']> {
  readonly person: PlayedPerson;
  readonly event: LifeEvent & { readonly do: D };
}

/** Undoes the transaction of what was refused. */
class Refused extends Error {}

/** A demo's town while it is played: who lives there, and by which number the municipality knows them. */
export class PlayedTown {
  readonly configuration: Configuration;
  readonly population: Population;
  readonly recovery: RecoveryAuthority;
  readonly seed: number;
  readonly from: PlainDate;
  /** Payments that the bank will take back. */
  readonly takenBack = new Agenda<PaidByBank>();
  readonly bank = new PlayedBank((about) => this.dice(about));
  readonly #database: Database;
  readonly #events: ReadonlyMap<PlainDate, readonly EventOf<LifeEvent['do']>[]>;
  readonly #byCpr: ReadonlyMap<CprNumber, PlayedPerson>;
  readonly #numbers = new Map<PlayedPerson, DebtorNumber>();
  readonly #people = new Map<DebtorNumber, PlayedPerson | null>();

  constructor({ database, configuration, population, recovery, seed, from }: TownToPlay) {
    this.#database = database;
    this.configuration = configuration;
    this.population = population;
    this.recovery = recovery;
    this.seed = seed;
    this.from = from;
    this.#byCpr = byEveryNumber(population);
    const events = population.people.flatMap((person) => this.#eventsOf(person, from));
    this.#events = new Map(
      [...Map.groupBy(events, ({ on }) => on)].map(([on, those]) => [
        on,
        those.map(({ happens }) => happens),
      ]),
    );
  }

  get municipality(): MunicipalityCode {
    return this.configuration.code;
  }

  get database(): Database {
    return this.#database;
  }

  /** Chance, by what it is about: the same seed and words throw the same. */
  dice(about: string): Dice {
    return diceFor(`play/${this.municipality}/${this.seed}/${about}`);
  }

  read<T>(work: (tx: MunicipalityReadTx) => Promise<T>): Promise<T> {
    return readInMunicipality(this.#database, this.municipality, work);
  }

  write<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T> {
    return inMunicipality(this.#database, this.municipality, work);
  }

  /**
   * As `write`; what is refused leaves nothing half done, for not all that people try is possible. Answers whether something was done.
   */
  async attempt(
    work: (tx: MunicipalityTx) => Promise<Result<unknown, { readonly tag: string }> | null>,
  ): Promise<boolean> {
    try {
      return await this.write(async (tx) => {
        const came = await work(tx);
        if (came?.ok === false) throw new Refused();
        return came !== null;
      });
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }

  /** What happens to people since the day played before, of a kind; in the order of days and people. */
  eventsOn<D extends LifeEvent['do']>({ since, on }: PlayedDay, kind: D): EventOf<D>[] {
    const isOfKind = (event: LifeEvent): event is LifeEvent & { readonly do: D } => event.do === kind;
    return daysAfter(since, on)
      .flatMap((day) => this.#events.get(day) ?? [])
      .flatMap(({ person, event }) => (isOfKind(event) ? [{ person, event }] : []));
  }

  /** By which number the municipality knows somebody; null as long as it has no claim on them. */
  async numberOf(tx: MunicipalityReadTx, person: PlayedPerson): Promise<DebtorNumber | null> {
    const known = this.#numbers.get(person) ?? (await debtorByCpr(tx, person.cpr));
    if (known !== null) this.#numbers.set(person, known);
    return known;
  }

  /** Who these debtors are; those who do not live here, such as companies, are left out. */
  async peopleOf(
    tx: MunicipalityReadTx,
    debtors: readonly DebtorNumber[],
  ): Promise<Map<DebtorNumber, PlayedPerson>> {
    const unknown = [...new Set(debtors)].filter((debtor) => !this.#people.has(debtor));
    if (unknown.length > 0) {
      const numbers = await cprOfDebtors(tx, unknown);
      for (const debtor of unknown) {
        const cpr = numbers.get(debtor);
        this.#people.set(debtor, cpr === undefined ? null : (this.#byCpr.get(cpr) ?? null));
      }
    }
    return new Map(
      debtors.flatMap((debtor) => {
        const person = this.#people.get(debtor) ?? null;
        return person === null ? [] : [[debtor, person] as const];
      }),
    );
  }

  #eventsOf(person: PlayedPerson, from: PlainDate) {
    return person.life.flatMap(({ events }, month) =>
      events.map((event, place) => {
        const of = addMonths(monthOf(from), month);
        const on = dayOfMonth(of, this.dice(`event/${person.index}/${of}/${place}`).whole(1, 28));
        return { on, happens: { person, event } };
      }),
    );
  }
}

function byEveryNumber({ people, world }: Population): Map<CprNumber, PlayedPerson> {
  return new Map(
    people.flatMap((person) => {
      const newCpr = world.debtors[person.index]?.person.newCpr ?? null;
      const own: [CprNumber, PlayedPerson][] = [[person.cpr, person]];
      return newCpr === null ? own : [...own, [newCpr, person]];
    }),
  );
}

/** Alive on a day, as far as anybody may expect something of them. */
export function isAlive({ diesOn }: PlayedPerson, on: PlainDate): boolean {
  return diesOn === null || on < diesOn;
}
