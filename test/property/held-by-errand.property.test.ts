import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldLetters } from '../../src/agreements/held-letters.ts';
import { takeArrivals } from '../../src/agreements/arrivals.ts';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { errandKinds, type ErrandKind } from '../../src/endings/errand-types.ts';
import { openErrand } from '../../src/endings/errands.ts';
import {
  addDays,
  addMonths,
  date,
  month,
  monthOf,
  type PlainDate,
  type YearMonth,
} from '../../src/kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { assert } from '../../src/kernel/result.ts';
import { deliverDue } from '../../src/letters/deliver-due.ts';
import { takeDeliveryNews } from '../../src/letters/delivery-news.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { receive } from '../../src/payments/receive.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { approve } from '../integration/decisions-town.ts';
import { monthly, registersOf } from '../integration/month-town.ts';
import {
  approvedByPerson,
  fetchFor,
  letterJob,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  type PreparedTown,
  type TownCopy,
} from '../integration/town.ts';
import { runs } from '../long/length.ts';
import { aDebtor } from '../vocabulary.ts';

/** Three who can pay, and one in a § 6 situation. */
const people = [
  ...[1, 2, 3].map((index) =>
    aDebtor(index)
      .owing(20_000)
      .withReports(...monthly(20_000)),
  ),
  aDebtor(4).receiving('kontanthjælp'),
];
const numbers = people.map(({ number }) => number);
const registers = registersOf(...people);
let prepared: PreparedTown;
beforeAll(async () => {
  prepared = await prepareTown((database) => settle(database, people, approvedByPerson));
});
afterAll(() => prepared[Symbol.asyncDispose]());

const who = fc.constantFrom(...numbers);
const step = fc.oneof(
  fc.record({ what: fc.constant('opened' as const), debtor: who, kind: fc.constantFrom(...errandKinds) }),
  fc.record({ what: fc.constantFrom('closed' as const, 'pays' as const), debtor: who }),
  fc.record({ what: fc.constantFrom('run' as const, 'approved' as const, 'written' as const) }),
  fc.record({ what: fc.constantFrom('run' as const, 'approved' as const, 'written' as const) }),
  fc.record({ what: fc.constantFrom('arrived' as const, 'raised' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const life = fc.array(fc.tuple(step, fc.integer({ min: 1, max: 7 })), { minLength: 12, maxLength: 18 });

/** The pay that the registers know reaches to the run of June. */
const LAST_MONTH: YearMonth = month('2026-06');

/** A town on its way through a life. */
class Spring {
  readonly #town: TownCopy;
  readonly open = new Map<DebtorNumber, { readonly number: bigint; readonly before: string }>();
  #nextRun: YearMonth = month('2026-03');
  #payments = 0;

  constructor(town: TownCopy) {
    this.#town = town;
  }

  async take(told: Step, on: PlainDate): Promise<void> {
    switch (told.what) {
      case 'opened':
        return this.#opens(told.debtor, told.kind, on);
      case 'closed':
        return this.closes(told.debtor, on);
      case 'pays':
        return this.#pays(told.debtor, on);
      case 'run':
        return this.runs(on);
      case 'approved':
        return this.#approves(on);
      case 'written':
        return this.#writes(on);
      case 'arrived':
        return this.#arrives(on);
      case 'raised':
        return void (await raise(this.#town, addDays(on, 14), on));
    }
  }

  async #opens(debtor: DebtorNumber, kind: ErrandKind, on: PlainDate): Promise<void> {
    if (this.open.has(debtor)) return;
    const opened = await inMunicipality(this.#town, TOWN, (tx) =>
      openErrand(tx, { kind, debtor, beganOn: on, by: 'Ane', on, at: morningOf(on) }),
    );
    // One of a kind from one day is opened once.
    if (opened.ok)
      this.open.set(debtor, { number: opened.value.number, before: await this.doneAbout(debtor) });
  }

  async closes(debtor: DebtorNumber, on: PlainDate): Promise<void> {
    const errand = this.open.get(debtor);
    if (errand === undefined) return;
    const close = { number: errand.number, outcome: 'mistake', kept: null, successors: [] } as const;
    const closed = await inMunicipality(this.#town, TOWN, (tx) =>
      closeErrand(tx, { ...close, by: 'Ane', on, at: morningOf(on) }),
    );
    assert(closed.ok, 'the errand that was opened can be closed');
    this.open.delete(debtor);
  }

  async #pays(debtor: DebtorNumber, on: PlainDate): Promise<void> {
    this.#payments += 1;
    const paid = {
      amount: kroner(100),
      channel: 'bank',
      reference: `${this.#payments}`,
      receivedOn: on,
    } as const;
    const told = { by: 'debtor', debtor, wish: [] } as const;
    const received = await inMunicipality(this.#town, TOWN, (tx) =>
      receive(tx, { ...paid, told, by: 'prøve', at: morningOf(on) }),
    );
    assert(received.ok, 'money is always received');
  }

  /** Runs the month, when it is not run; answers what followed for whom. */
  async runs(on: PlainDate): Promise<void> {
    const of = monthOf(on);
    if (of < this.#nextRun || of > LAST_MONTH) return;
    await fetchFor({ database: this.#town, registers }, of, on);
    await run(this.#town, of, { on });
    this.#nextRun = addMonths(of, 1);
  }

  async #approves(on: PlainDate): Promise<void> {
    const waiting = await rowsOf<{ id: DecisionId }>(
      this.#town,
      sql`select decision_id as id from decision where state = 'waiting' order by 1`,
    );
    for (const { id } of waiting) await approve(this.#town, id, { on });
  }

  async #writes(on: PlainDate): Promise<void> {
    await makeDueLetters({ ...letterJob(this.#town, on), keep: 'model-only' });
    await deliverDue({ ...this.#post(on), heldAmong: heldLetters });
  }

  async #arrives(on: PlainDate): Promise<void> {
    await takeDeliveryNews(this.#post(on));
    await takeArrivals({ database: this.#town, municipality: TOWN, clock: () => morningOf(on) });
  }

  #post(on: PlainDate) {
    const delivery = letterDeliveryStandIn({});
    return { database: this.#town, municipality: TOWN, delivery, by: 'prøve', clock: () => morningOf(on) };
  }

  /** All that may not become more while something is dealt with: proposed, put in force, asked, written, handed, covered by itself. */
  async doneAbout(debtor: DebtorNumber): Promise<string> {
    const [row] = await rowsOf<{ done: string }>(
      this.#town,
      sql`select concat_ws(' ',
        'proposed', (select count(*) from decision where debtor_number = ${debtor}),
        'decided', (select count(*) from decision where debtor_number = ${debtor} and decided_on is not null),
        'in-force', (select count(*) from agreement where debtor_number = ${debtor}),
        'asked', (select coalesce(sum(amount_ore), 0) from instalment where debtor_number = ${debtor}),
        'letters', (select count(*) from letter where debtor_number = ${debtor} and kind <> 'hearing-closed'),
        'handed', (select count(*) from delivery join letter using (letter_id, recipient)
          where debtor_number = ${debtor} and kind <> 'hearing-closed' and handed_on is not null),
        'covered', (select count(*) from allocation a join payment p on p.payment_number = a.payment_number
          where p.debtor_number = ${debtor})) as done`,
    );
    return row?.done ?? '';
  }

  consequences() {
    return rowsOf<{ debtor: number; consequence: string }>(
      this.#town,
      sql`select debtor_number as debtor, consequence from determination where month = (select max(month) from determination)
        order by 1`,
    );
  }

  get monthToRun(): YearMonth {
    return this.#nextRun;
  }
}

test('whatever happens in whatever order, nothing is asked of, decided about, written to or taken from one whose errand is open, and all is taken up when it is closed', async () => {
  await fc.assert(
    fc.asyncProperty(life, async (steps) => {
      await using town = await prepared.copy();
      const spring = new Spring(town);
      let on = date('2026-03-10');
      for (const [told, days] of [[{ what: 'run' } as Step, 0] as const, ...steps]) {
        on = addDays(on, days);
        await spring.take(told, on);
        for (const [debtor, { before }] of spring.open)
          expect(`${debtor} ${await spring.doneAbout(debtor)}`).toBe(`${debtor} ${before}`);
      }
      for (const debtor of numbers) await spring.closes(debtor, on);
      const next = spring.monthToRun;
      if (next > LAST_MONTH) return;
      const day = date(`${next}-10`);
      await spring.runs(day > on ? day : on);
      const found = await spring.consequences();
      expect(found.filter(({ consequence }) => consequence.startsWith('not-while'))).toEqual([]);
      expect(found.map(({ debtor }) => debtor)).toEqual([...numbers]);
    }),
    runs(2, { seed: 2_026, endOnFailure: true }),
  );
});
