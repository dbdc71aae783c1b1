import { sql } from 'kysely';
import { approveMonth, approveOne, waitingIn } from '../../src/agreements/approve.ts';
import { takeArrivals } from '../../src/agreements/arrivals.ts';
import { underWayFor } from '../../src/agreements/decisions.ts';
import { answerHearing, closeDueHearings } from '../../src/agreements/hearings.ts';
import { raiseInstalments } from '../../src/agreements/instalments.ts';
import { letterBases, type LetterBasis } from '../../src/agreements/letter-basis.ts';
import { letterModelOf } from '../../src/agreements/letter-model.ts';
import { followPlans } from '../../src/agreements/plan-default-job.ts';
import { proposeManualPlan } from '../../src/agreements/manual-plan.ts';
import { reassess } from '../../src/agreements/reassess.ts';
import { reverseDecision } from '../../src/agreements/reverse.ts';
import { importClaimsFile } from '../../src/claims/import.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { interestOn } from '../../src/cli/interest-run.ts';
import { diceFor } from '../../src/demo/generate/dice.ts';
import type { LifeEvent } from '../../src/demo/play/lives.ts';
import { stateIncome } from '../../src/facts/stated-income.ts';
import { addDays, addMonths, type PlainDate, type YearMonth } from '../../src/kernel/dates.ts';
import {
  debtorNumber,
  letterId,
  type DebtorNumber,
  type DecisionId,
  type LetterId,
  type NoticeId,
} from '../../src/kernel/ids.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import { raiseImported } from '../../src/ledger/raise.ts';
import { arrivedWork } from '../../src/letters/delivery-work.ts';
import { noteNoticesArrived } from '../../src/letters/notice-arrivals.ts';
import { noticeLetters } from '../../src/letters/notice-letters.ts';
import { NOTICE_LETTER } from '../../src/letters/notices.ts';
import { checkModel } from '../../src/letters/render.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { demandFees } from '../../src/payments/demand-fees.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import { paidAheadFor } from '../../src/payments/paid-ahead.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../src/platform/database.ts';
import { complete, enqueue, takeDue } from '../../src/platform/due-work.ts';
import { claimsFile, cprNumber, inPieces, type RowText } from '../integration/claims-rows.ts';
import { fetchFor, morningOf, run, TOWN, townConfiguration, TownRegisters } from '../integration/town.ts';
import type { RunReport } from '../../src/agreements/run-report.ts';
import { BEGINS, claimRow, dayIn, toldIn, type Life } from './lives.ts';

export interface Arrangement {
  readonly seed: number;
  readonly lives: readonly Life[];
  readonly configuration: Partial<Configuration>;
  /** Everything that may come in any order comes in another. */
  readonly otherOrder: boolean;
}

/** Lives as they are lived in one database: months are run, letters travel, people pay, answer and complain. */
export class PlayedLives {
  readonly #database: Database;
  readonly #arrangement: Arrangement;
  readonly #registers = new TownRegisters();
  /** On how many claims a day's interest was posted, all days together. */
  posted = 0;

  constructor(database: Database, arrangement: Arrangement) {
    this.#database = database;
    this.#arrangement = arrangement;
  }

  async begin(): Promise<void> {
    const { lives, configuration } = this.#arrangement;
    const at = morningOf('2024-06-20');
    await this.#do((tx) =>
      saveConfiguration(tx, { configuration: townConfiguration(configuration), by: 'prøve', at }),
    );
    await this.#import(
      lives.flatMap(({ rows }) => rows),
      at,
    );
  }

  /** Fetches the facts of a month. */
  async fetch(of: YearMonth): Promise<void> {
    const { lives } = this.#arrangement;
    this.#registers.recover();
    for (const life of this.#ordered(lives)) {
      const told = toldIn(life, of);
      const reports = this.#ordered(told.reports);
      this.#registers.tell(told.withReports(...reports));
      if (life.months[monthsSince(of)]?.unanswered === true)
        this.#registers.fail('income', 'unavailable', told);
    }
    await fetchFor({ database: this.#database, registers: this.#registers }, of, dayIn(of, 2));
  }

  async run(of: YearMonth): Promise<RunReport> {
    const pageSize = this.#arrangement.otherOrder ? 100 : 4;
    const { report } = await run(this.#database, of, { on: dayIn(of, 10), pageSize, by: 'Anne' });
    return report;
  }

  /** The rest of a month after its run, to the second day of the next one. */
  async live(of: YearMonth): Promise<void> {
    await this.work(dayIn(of, 12));
    await this.#happen(of, dayIn(of, 14));
    // Now and then nobody finds time to approve anything in a month.
    if (!diceFor(`${this.#arrangement.seed}/${of}/late`).chance(15)) await this.#approve(of, dayIn(of, 17));
    await this.work(dayIn(of, 20));
    await this.work(dayIn(of, 27));
    await this.work(dayIn(addMonths(of, 1), 2));
  }

  /** The work of a day, in its order; done again on the same day it changes nothing. */
  async work(on: PlainDate): Promise<void> {
    const clock = () => morningOf(on);
    await closeDueHearings({ database: this.#database, municipality: TOWN, on, clock });
    await this.#do((tx) => this.#post(tx, on));
    await takeArrivals({ database: this.#database, municipality: TOWN, clock });
    await this.#do((tx) => this.#noteNotices(tx, on));
    await this.#follow(on);
    await this.#postInterest(on);
    await this.#do((tx) => this.#postNotices(tx, on));
    // Two weeks ahead, as the day's work does; now and then more than a month.
    const ahead = diceFor(`${this.#arrangement.seed}/${on}/ahead`).chance(25) ? 45 : 14;
    const due = addDays(on, ahead);
    const raised = await raiseInstalments({
      database: this.#database,
      municipality: TOWN,
      due,
      by: 'prøve',
      clock,
      paidAheadFor,
    });
    if (!raised.ok) throw new Error(raised.refusal.tag);
  }

  /** Letters are checked as they would be written, and travel for some days; one in ten never arrives. */
  async #post(tx: MunicipalityTx, on: PlainDate): Promise<void> {
    const due = await takeDue(tx, { kind: 'letter', now: morningOf(on), limit: 500 });
    const bases = await letterBases(
      tx,
      due.map(({ key }) => BigInt(key) as LetterId), // written from one
    );
    const told = bases.filter(isTold);
    for (const basis of told) checkLetter(basis);
    const arrivals = told.flatMap(({ letter }) => {
      const dice = diceFor(`${this.#arrangement.seed}/letter/${letter}`);
      const days = dice.chance(10) ? null : dice.pick([1, 1, 1, 2, 8, 9, 12, 25, 45]);
      if (days === null) return [];
      const day = addDays(on, days);
      return [arrivedWork(letter, day, morningOf(day))];
    });
    await enqueue(tx, arrivals);
    await complete(tx, { kind: 'letter', keys: due.map(({ key }) => key), now: morningOf(on) });
  }

  /** What follows where plans are not kept. Of two in three money lies that nobody has allocated, so that other lives go on. */
  async #follow(on: PlainDate): Promise<void> {
    const configured = await this.#do((tx) => configurationVersion(tx, null));
    if (configured === null) throw new Error('the town has not chosen anything');
    const done = await followPlans({
      database: this.#database,
      municipality: TOWN,
      on,
      configured,
      unallocatedFor: (_tx, debtors) => Promise.resolve(new Set(debtors.filter((each) => each % 3 !== 0))),
      demandFees,
      dryRun: false,
      by: 'prøve',
      clock: () => morningOf(on),
      noteAccess: () => Promise.resolve(),
      pageSize: this.#arrangement.otherOrder ? 3 : 100,
    });
    if (!done.ok) throw new Error(done.refusal.tag);
  }

  /** By what the council has decided; mostly none. */
  async #postInterest(on: PlainDate): Promise<void> {
    const configured = await this.#do((tx) => configurationVersion(tx, null));
    if (configured === null) throw new Error('the town has not chosen anything');
    const day = { database: this.#database, municipality: TOWN, on, clock: () => morningOf(on) };
    const report = await interestOn({ ...day, dryRun: false, by: 'prøve' }, configured);
    this.posted += report.changes['interest']?.count ?? 0;
  }

  /** Notices are checked as they would be written, and travel for some days as other letters do. */
  async #postNotices(tx: MunicipalityTx, on: PlainDate): Promise<void> {
    const due = await takeDue(tx, { kind: NOTICE_LETTER, now: morningOf(on), limit: 500 });
    const bases = await noticeLetters.bases(
      tx,
      due.map(({ key }) => BigInt(key) as LetterId), // written from one
    );
    for (const basis of bases) {
      const model = noticeLetters.modelOf(basis, {
        hidesAddress: false,
        language: 'da',
        recipient: someone,
        today: on,
      });
      if (!model.ok || !checkModel(model.value).ok)
        throw new Error(`notice ${basis.letter} cannot be written`);
    }
    await complete(tx, { kind: NOTICE_LETTER, keys: due.map(({ key }) => key), now: morningOf(on) });
  }

  /** The day a notice arrives is its own; one in ten never does. */
  async #noteNotices(tx: MunicipalityTx, on: PlainDate): Promise<void> {
    const { rows } = await sql<{ notice: NoticeId; made: PlainDate }>`
      select notice_id as notice, made_on as made from notice
      where arrived_on is null and withdrawn_on is null and made_on < ${on}::date order by 1`.execute(tx);
    const arrived = rows.flatMap(({ notice, made }) => {
      const dice = diceFor(`${this.#arrangement.seed}/notice/${notice}`);
      const day = addDays(made, dice.pick([1, 1, 1, 2, 8, 9, 12]));
      return dice.chance(10) || day > on ? [] : [{ notice, on: day }];
    });
    await noteNoticesArrived(tx, arrived);
  }

  async #happen(of: YearMonth, on: PlainDate): Promise<void> {
    // A couple shares a claim, so what happens to the two of them has an order.
    const [couple, others] = [this.#arrangement.lives.slice(0, 2), this.#arrangement.lives.slice(2)];
    for (const { index, months } of [...couple, ...this.#ordered(others)])
      for (const event of months[monthsSince(of)]?.events ?? []) {
        const happening = { debtor: debtorNumber(100_000 + index), on, of };
        if (event.do === 'new-claim' || event.do === 'documents-income')
          await this.#outside(happening, event);
        else await this.#do((tx) => meet(tx, happening, event));
      }
  }

  /** What brings its own transaction: a new claims file, and income that is documented. */
  async #outside({ debtor, on, of }: Happening, event: OutsideEvent): Promise<void> {
    const at = morningOf(on);
    if (event.do === 'new-claim') {
      const cpr = cprNumber(debtor - 100_000);
      const name = `${debtor - 100_000}-${of}`;
      return this.#import([claimRow(name, { cpr, kroner: event.kroner, stopped: addDays(on, -60) })], at);
    }
    const recording = { database: this.#database, municipality: TOWN, by: 'Carl', at };
    const statement = {
      debtor,
      netIncomeYear: kroner(event.netYear),
      from: addMonths(of, 1),
      to: addMonths(of, 6),
    };
    await stateIncome(recording, { ...statement, evidence: 'Lønsedler', statedOn: null });
  }

  async #approve(of: YearMonth, on: PlainDate): Promise<void> {
    const at = morningOf(on);
    for (const month of [addMonths(of, -2), addMonths(of, -1), of]) {
      await this.#do(async (tx) => {
        const { seal, oneByOne } = await waitingIn(tx, month, 1);
        await approveMonth(tx, { month, by: 'Bodil', on, at, sampleSize: 1, seal });
        for (const { id, proposedBy } of oneByOne) {
          const approving = { decision: id, on, at, reply: 'Vi har læst dit svar.' };
          const own = await approveOne(tx, { ...approving, by: proposedBy ?? 'Anne' });
          if (own.ok || own.refusal.tag !== 'same-person') throw new Error(`${id} approved by its proposer`);
          await approveOne(tx, { ...approving, by: 'Bodil' });
        }
      });
    }
  }

  async #import(rows: readonly RowText[], at: Temporal.Instant): Promise<void> {
    const report = await importClaimsFile(
      { db: this.#database, municipality: TOWN },
      { name: 'krav.csv', bytes: inPieces(claimsFile(...rows), 4096) },
      { dryRun: false, statedRows: null, by: 'prøve', at, posting: raiseImported },
    );
    if (report.outcome !== 'imported') throw new Error(JSON.stringify(report.refusals));
  }

  #do<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T> {
    return inMunicipality(this.#database, TOWN, work);
  }

  #ordered<T>(list: readonly T[]): T[] {
    return this.#arrangement.otherOrder ? list.toReversed() : [...list];
  }
}

interface Happening {
  readonly debtor: DebtorNumber;
  readonly on: PlainDate;
  readonly of: YearMonth;
}

type OutsideEvent = Extract<LifeEvent, { do: 'new-claim' | 'documents-income' }>;
type InsideEvent = Exclude<LifeEvent, OutsideEvent>;

/** What can be refused may be: a complaint about nothing, an amount for one who pays. */
async function meet(tx: MunicipalityTx, happening: Happening, event: InsideEvent): Promise<void> {
  const { debtor, on } = happening;
  const by = 'Carl';
  const at = morningOf(on);
  const because = 'Prøve af et liv';
  switch (event.do) {
    case 'pays': {
      const reference = `${debtor} ${on} ${event.kroner}`;
      await registerPayment(tx, {
        debtor,
        amount: kroner(event.kroner),
        channel: 'bank',
        reference,
        receivedOn: on,
        by,
        at,
      });
      return;
    }
    case 'claim-corrected':
      return correctOne(tx, happening, event);
    case 'complaint-upheld': {
      const decision = await oneInForce(tx, happening);
      if (decision === null) return;
      const reversed = await reverseDecision(tx, { decision, on, because, by, at });
      if (!reversed.ok) return;
      const [basis] = await letterBases(tx, [letterId(decision, 'reversal')]);
      if (basis !== undefined) checkLetter(basis);
      return;
    }
    case 'caseworker-amount':
      await proposeManualPlan(tx, { debtor, on, because, by, at, monthly: kroner(event.kroner) });
      return;
    case 'looked-at-again':
      await reassess(tx, { debtor, on, because, by, at });
      return;
    case 'answers': {
      const asked = (await underWayFor(tx, [debtor])).get(debtor);
      if (asked?.heardAs == null || asked.decided !== null) return;
      const final = diceFor(`${debtor}/${on}/answer`).chance(50);
      await answerHearing(tx, { decision: asked.heardAs, on, answer: 'Jeg er uenig.', final, at });
      return;
    }
    case 'income-corrected':
      return; // told by the register from the next month
  }
}

function monthsSince(of: YearMonth): number {
  const months = (each: YearMonth) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5));
  return months(of) - months(BEGINS);
}

function isTold({ place, decision: { state } }: LetterBasis): boolean {
  if (place === 'decision') return state === 'decided' || state === 'in-force';
  return place === 'hearing-closed' || state === 'hearing';
}

const someone = {
  number: 0,
  role: 'addressee' as const,
  channel: 'digital' as const,
  name: 'Prøve',
  address: [],
  onBehalfOf: null,
};

/** Every letter of a life must be one that the letters room accepts. */
function checkLetter(basis: LetterBasis): void {
  const model = letterModelOf(basis, { language: 'da', recipient: someone });
  if (!model.ok) throw new Error(`letter ${basis.letter}: ${JSON.stringify(model.refusal)}`);
  const checked = checkModel(model.value);
  if (!checked.ok) throw new Error(`letter ${basis.letter}: ${JSON.stringify(checked.refusal)}`);
}

async function correctOne(
  tx: MunicipalityTx,
  { debtor, on }: Happening,
  { place, percent }: Extract<LifeEvent, { do: 'claim-corrected' }>,
): Promise<void> {
  const { rows } = await sql<{ claim: bigint; principal: bigint }>`
    select claim_number as claim, sum(principal_ore)::bigint as principal from liability join part_claim using (claim_number)
    where debtor_number = ${debtor} group by 1 order by 1`.execute(tx);
  const found = rows[place];
  if (found === undefined) return;
  const to = ore((found.principal * BigInt(percent)) / 100n);
  await correctClaim(tx, {
    claim: claimNumber(found.claim),
    to,
    reason: 'Ny opgørelse',
    decidedOn: on,
    by: 'Carl',
    at: morningOf(on),
  });
}

/** Mostly the last; now and then one that others have replaced since. */
async function oneInForce(tx: MunicipalityTx, { debtor, on }: Happening): Promise<DecisionId | null> {
  const { rows } = await sql<{ id: DecisionId }>`
    select decision_id as id from decision where debtor_number = ${debtor} and state in ('decided', 'in-force')
    order by decision_id desc`.execute(tx);
  const place = diceFor(`${debtor}/${on}/complaint`).chance(40) ? 1 : 0;
  return rows[place]?.id ?? rows[0]?.id ?? null;
}
