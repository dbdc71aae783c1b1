import type {
  ActionToSend,
  Delivered,
  Delivery,
  HearingAnswer,
  Notification,
  Receipt,
} from '../../collection/recovery-port.ts';
import { dayInCopenhagen, type PlainDate } from '../../kernel/dates.ts';
import type { Ore } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';
import { drawn } from './chance.ts';
import { judge, type SimulatedAgreement } from './judge.ts';
import { USED_DELIVERY } from './names.ts';
import { carryOut, receiveClaim, recallFamily } from './carry-out.ts';
import { advance, coverBy, postedOn, sendBackBy, takeBackBy, type Told } from './passing-days.ts';
import {
  emptyState,
  type SimulatedClaim,
  type SimulatedDelivery,
  type SimulatedState,
} from './simulated-state.ts';

export interface SimulatorConfig {
  readonly agreement: SimulatedAgreement;
  readonly seed: number;
  readonly state?: SimulatedState;
  /** Answers come at a drawn hour up to so many after a delivery; 72 when absent. */
  readonly latest?: number;
  /** Every so many actions that are carried out are refused afterwards as well; 0 = none. */
  readonly contradictEvery?: number;
  /** Whether people pay there, at drawn days; otherwise only what `cover` says is covered. */
  readonly payments?: boolean;
}

const HOUR = 3_600_000;

/**
 * The recovery authority, simulated: it judges what it is told by the published filter rules and error codes, answers late, twice
 * and in the wrong order, covers, settles and posts interest. It has no clock: each question says when it is asked. It stands
 * behind HTTP and behind a direct port, so that both say the same. What it says proves nothing about the real one.
 */
export class SimulatedAuthority {
  readonly state: SimulatedState;
  readonly #config: SimulatorConfig;

  constructor(config: SimulatorConfig) {
    this.#config = config;
    this.state = config.state ?? emptyState();
  }

  deliver(delivery: Delivery, at: Temporal.Instant): Delivered {
    this.#passDays(at);
    if (this.state.deliveries.has(delivery.id)) return { state: 'refused', code: USED_DELIVERY };
    if (delivery.creditor !== this.#config.agreement.creditor) return { state: 'refused', code: '2' };
    const taken: SimulatedDelivery = { id: delivery.id, takenAt: at.epochMilliseconds, receipts: [] };
    this.state.deliveries.set(delivery.id, taken);
    const answers = at.epochMilliseconds + this.#delay(delivery.id);
    for (const action of delivery.actions) this.#take(action, { taken, at, answers });
    return { state: 'taken' };
  }

  /** The receipts of a delivery that are there by then; null when it has none of that id. */
  receipts(delivery: string, at: Temporal.Instant): readonly Receipt[] | null {
    this.#passDays(at);
    const taken = this.state.deliveries.get(delivery);
    if (taken === undefined) return null;
    const there = taken.receipts.filter((due) => due.at <= at.epochMilliseconds);
    return this.#shuffled(
      there.map(({ receipt }) => receipt),
      (each) => `${each.reference}${each.answer}`,
    );
  }

  notifications(since: PlainDate, at: Temporal.Instant): readonly Notification[] {
    this.#passDays(at);
    const there = this.state.notifications.filter(
      (due) => due.at <= at.epochMilliseconds && postedOn(due) >= since,
    );
    return this.#shuffled(
      there.map(({ notification }) => notification),
      ({ id }) => String(id),
    );
  }

  /** The creditor's answer in a hearing, as in the portal. */
  answerHearing({ reference, answer }: HearingAnswer, at: Temporal.Instant): void {
    this.#passDays(at);
    const family = [...this.state.hearings].filter(
      ([key, { alongWith }]) => key === reference || alongWith === reference,
    );
    for (const [key, hearing] of family) {
      this.state.hearings.delete(key);
      if (answer === 'regret') continue;
      const taken = this.state.deliveries.get(hearing.delivery);
      assert(taken !== undefined, 'a hearing follows a delivery');
      receiveClaim(this.state, hearing.claim, dayInCopenhagen(at));
      const answers = at.epochMilliseconds + this.#delay(key);
      hearing.claim.openUntil = answers;
      this.#answer(
        taken,
        this.#withDay({ ...hearing.receipt, answer: 'UDFØRT', errors: [] }, hearing.claim),
        answers,
      );
    }
  }

  /** Somebody has paid there: interest is covered first, then the claim. `valued`: it counts from an earlier day. */
  cover(id: string, amount: Ore, at: Temporal.Instant, valued?: PlainDate): void {
    this.#passDays(at);
    const on = dayInCopenhagen(at);
    coverBy(this.state, this.#claim(id), { amount, on, valued: valued ?? on, at: at.epochMilliseconds });
  }

  /** The authority takes back what it has covered, or a part of it. */
  takeBack(id: string, amount: Ore, at: Temporal.Instant): void {
    this.#passDays(at);
    takeBackBy(this.state, this.#claim(id), { amount, on: dayInCopenhagen(at), at: at.epochMilliseconds });
  }

  /** The authority sends a claim back with its interest and fees, or writes it off. */
  sendBack(id: string, told: Told, at: Temporal.Instant): void {
    this.#passDays(at);
    const claim = this.#claim(id);
    const [on, moment] = [dayInCopenhagen(at), at.epochMilliseconds];
    sendBackBy(this.state, claim, { told, on, at: moment });
    if (told.kind === 'TILBAGESEND') recallFamily(this.state, claim, { reason: 'KLAG', on, at: moment });
  }

  #claim(id: string): SimulatedClaim {
    const claim = this.state.claims.get(id);
    assert(claim !== undefined, `the simulated authority has no claim ${id}`);
    return claim;
  }

  #passDays(at: Temporal.Instant): void {
    const { seed, payments = false } = this.#config;
    advance(this.state, { to: dayInCopenhagen(at), seed, payments });
  }

  #delay(name: string): number {
    const { seed, latest = 72 } = this.#config;
    return (drawn(seed, name) % (latest + 1)) * HOUR;
  }

  #take(action: ActionToSend, when: Taking): void {
    const main = this.#judgeOne(action, when, { main: null, alongWith: null });
    for (const related of action.related) {
      if (main === 'rejected') this.#reject(related, ['428'], when);
      else this.#judgeOne(related, when, { main, alongWith: action.reference });
    }
  }

  /** Judges and carries out one action; answers the claim that it made, or that it was rejected. */
  #judgeOne(
    action: ActionToSend,
    when: Taking,
    { main, alongWith }: { readonly main: SimulatedClaim | null; readonly alongWith: string | null },
  ): SimulatedClaim | 'rejected' {
    const { state } = this;
    const on = dayInCopenhagen(when.at);
    const claim = action.claimId === null ? null : (state.claims.get(action.claimId) ?? null);
    const mainId = action.create?.mainClaimId ?? null;
    const judged = judge(action, {
      on,
      claim,
      agreement: this.#config.agreement,
      main: main ?? (mainId === null ? null : (state.claims.get(mainId) ?? null)),
      referenceUsed: state.references.has(action.reference),
      openAction: claim !== null && claim.openUntil > when.at.epochMilliseconds,
    });
    state.references.add(action.reference);
    if (judged.errors.length > 0) return this.#reject(action, judged.errors, when);
    const made = carryOut(state, action, { claim, main, on, at: when.at.epochMilliseconds });
    const receipt = this.#receiptFor(action, { claimId: made.id, answer: 'UDFØRT', errors: [] });
    made.openUntil = when.answers;
    // What comes along with a claim in hearing waits with it.
    const waits = judged.hearing.length > 0 || (alongWith !== null && state.hearings.has(alongWith));
    if (waits && action.create !== null) {
      state.hearings.set(action.reference, { delivery: when.taken.id, claim: made, receipt, alongWith });
      made.openUntil = Number.MAX_SAFE_INTEGER;
      this.#answer(when.taken, { ...receipt, answer: 'HØRING', errors: judged.hearing }, when.answers);
      return made;
    }
    if (action.create !== null) receiveClaim(state, made, on);
    this.#answer(when.taken, action.create === null ? receipt : this.#withDay(receipt, made), when.answers);
    return made;
  }

  /** Whether the real one says when it received a claim is not known: this one does every other time. */
  #withDay(receipt: Receipt, { received }: SimulatedClaim): Receipt {
    const tells = drawn(this.#config.seed, `${receipt.reference} received`) % 2 === 0;
    return { ...receipt, receivedOn: tells ? received : null };
  }

  #reject(action: ActionToSend, errors: readonly string[], { taken, answers }: Taking): 'rejected' {
    this.#answer(
      taken,
      this.#receiptFor(action, { claimId: action.claimId, answer: 'AFVIST', errors }),
      answers,
    );
    return 'rejected';
  }

  #receiptFor(
    { code, reference }: ActionToSend,
    told: Pick<Receipt, 'claimId' | 'answer' | 'errors'>,
  ): Receipt {
    this.state.lastId += 1;
    return { code, reference, actionId: String(900_000 + this.state.lastId), receivedOn: null, ...told };
  }

  /** Some answers come twice, and some are followed by an earlier one: that it has come in. */
  #answer(taken: SimulatedDelivery, receipt: Receipt, at: number): void {
    const { seed, contradictEvery = 0 } = this.#config;
    const chance = drawn(seed, `${receipt.reference}${receipt.answer}`);
    taken.receipts.push({ at, receipt });
    if (chance % 4 === 0) taken.receipts.push({ at: at + 24 * HOUR, receipt });
    if (chance % 5 === 0)
      taken.receipts.push({
        at: at + HOUR,
        receipt: { ...receipt, answer: 'MODTAGET', receivedOn: null, errors: [] },
      });
    if (
      contradictEvery > 0 &&
      receipt.answer === 'UDFØRT' &&
      Number(receipt.actionId) % contradictEvery === 0
    )
      taken.receipts.push({
        at: at + 30 * HOUR,
        receipt: { ...receipt, answer: 'AFVIST', receivedOn: null, errors: ['550'] },
      });
  }

  #shuffled<T>(told: readonly T[], name: (each: T) => string): readonly T[] {
    const { seed } = this.#config;
    return told.toSorted((a, b) => drawn(seed, name(a)) - drawn(seed, name(b)));
  }
}

interface Taking {
  readonly taken: SimulatedDelivery;
  readonly at: Temporal.Instant;
  /** When it is answered. */
  readonly answers: number;
}
