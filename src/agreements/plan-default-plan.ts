import type { PlainDate } from '../kernel/dates.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import type { StepNow } from '../law/dunning-steps.ts';
import type { Outcome } from '../platform/job-report.ts';
import { isPaidInTime, PAID_IN_TIME } from './paid-before-default.ts';
import { readyClaims, type ReadyClaim } from './clear-defaulted.ts';
import {
  areOfAfter,
  areFresh,
  defaultNow,
  demandNow,
  lastDayToPay,
  missedOn,
  type DemandRule,
  type UnpaidInstalment,
  leastToAsk,
} from './plan-default-rule.ts';
import type { PlanDefault } from './plan-defaults.ts';
import type { PlanStanding } from './plan-standings.ts';
import type { Agreement, DebtorOutcome, Decision } from './types.ts';

/** What is done about one who has a plan, a demand that stands, or is in default. */
export type PlanAct =
  | {
      readonly do: 'demand';
      readonly agreement: Agreement;
      readonly missed: readonly UnpaidInstalment[];
      /** The demand that this one takes the place of: it came back and a person has seen to it, or something has overtaken it (`overtakenBy`). */
      readonly insteadOf: PlanDefault | null;
      /** What was paid has been taken off, and nothing has been demanded since: the debtor is told without a fee. */
      readonly free: boolean;
    }
  /** What was demanded has been paid. */
  | { readonly do: 'paid' }
  /** The plan that was demanded under is not in force any more: it rests (§ 7), or it is another or none. */
  | { readonly do: 'plan-ended'; readonly rests: boolean }
  /** Nobody could be told of the demand in time: it is written anew. */
  | { readonly do: 'give-up' }
  /** Not able to pay: the suspension that follows is proposed or decided like any other (§ 7). */
  | { readonly do: 'unable' }
  /** Able: the plan falls away (§ 10). */
  | {
      readonly do: 'default';
      readonly agreement: Agreement;
      readonly stands: PlanDefault;
      /** The last day to pay what was demanded. */
      readonly deadline: PlainDate;
    }
  /** Something about the debtor's facts asks for a person first. */
  | { readonly do: 'person' }
  /** What was demanded turns out to have been paid in time: a person is told, and nothing is sent until then. */
  | { readonly do: 'hold'; readonly decision: Decision; readonly about: string }
  /** A person is told of what the program may not, or cannot, judge. */
  | { readonly do: 'tell'; readonly kind: Tell; readonly about: string }
  /** The transfer was taken back, and the debtor is not in a § 6 situation: the next run decides anew. */
  | { readonly do: 'end' }
  | { readonly do: 'clear'; readonly claims: readonly ReadyClaim[] };

type Tell = 'manual-plan-not-kept' | 'default-needs-facts' | 'co-debtor-not-in-default';

/** One debtor's part of the job. */
export interface PlanFollowed extends Outcome {
  readonly standing: PlanStanding;
  /** Null: nothing today. */
  readonly act: PlanAct | null;
}

/** The kinds of change that a report tells. */
export const planChanges = [
  'demand',
  'demand-paid',
  'plan-ended',
  'demand-given-up',
  'unable',
  'default',
  'person',
  'person-told',
  'cleared-for-transfer',
  'default-held',
  'default-ended',
] as const;
export const planAmounts = ['demanded', 'due-at-once'] as const;

/**
 * What follows for a debtor on a day (bek. 585/2023 §§ 7 and 10): pure, so that a dry run comes to the same. A demand that was made after the day
 * stands as it is.
 */
export function followPlan(found: PlanStanding, rule: DemandRule, on: PlainDate): PlanFollowed {
  const standing = { ...found, unpaid: worthDemanding(found.unpaid, rule) };
  const { stands } = standing;
  if (stands === null) return beforeDemand(standing, rule, on);
  // Of a day that is gone through late: nothing of before it can say what has become of a demand.
  if (on < stands.demandedOn) return nothing(standing, 'in-time');
  return stands.state === 'demanded'
    ? afterDemand({ ...standing, stands }, rule, on)
    : afterDefault({ ...standing, stands }, rule);
}

/** Where less is missing than is demanded, nothing is: the next instalment that is missed is demanded with it. */
function worthDemanding(unpaid: readonly UnpaidInstalment[], rule: DemandRule): readonly UnpaidInstalment[] {
  return sumOre(unpaid.map((each) => each.unpaid)) < leastToAsk(rule) ? [] : unpaid;
}

function beforeDemand(standing: PlanStanding, rule: DemandRule, on: PlainDate): PlanFollowed {
  const { inForce, unpaid } = standing;
  const [first] = unpaid;
  if (inForce?.terms.outcome !== 'plan' || first === undefined) return nothing(standing, 'kept');
  return demand({ ...standing, inForce, first }, rule, on);
}

type Demanding = PlanStanding & { readonly inForce: Agreement; readonly first: UnpaidInstalment };

/** The first demand, or one that takes the place of what came back. */
function demand({ first, ...standing }: Demanding, rule: DemandRule, on: PlainDate): PlanFollowed {
  const { inForce, unpaid, stands } = standing;
  const now = demandNow(first.dueOn, standing, { rule, on });
  if (now !== 'do') return nothing(standing, waitsIn(now));
  if (standing.stopped !== null) return nothing(standing, `waits-for-${standing.stopped}`);
  // § 6, stk. 2: what default means for one who is entitled to deferral is a person's to judge.
  if (inForce.terms.outcome === 'plan' && inForce.terms.reason === 'manual')
    return tell(standing, 'manual-plan-not-kept', first.dueOn);
  const missed = missedOn(unpaid, rule, on);
  return change(standing, 'demand', {
    act: { do: 'demand', agreement: inForce, missed, insteadOf: stands, free: isOpenUntold(standing) },
    consequence: stands === null ? 'demand' : 'demand-again',
    amounts: { demanded: sumOre(missed.map((each) => each.unpaid)) },
  });
}

/** What was paid has been taken off, and nothing has been demanded since. */
function isOpenUntold({ takenOffOn, lastDemandedOn }: PlanStanding): boolean {
  return takenOffOn !== null && (lastDemandedOn === null || lastDemandedOn < takenOffOn);
}

function afterDemand(
  standing: PlanStanding & { readonly stands: PlanDefault },
  rule: DemandRule,
  on: PlainDate,
): PlanFollowed {
  const { stands, inForce, unpaid, notice, look } = standing;
  const [first] = unpaid;
  if (first === undefined || first.dueOn > stands.until)
    return change(standing, 'demand-paid', { act: { do: 'paid' } });
  if (inForce?.terms.outcome !== 'plan' || inForce.terms.reason === 'manual' || notice?.withdrawnOn != null)
    return change(standing, 'plan-ended', {
      act: { do: 'plan-ended', rests: inForce?.terms.outcome === 'deferral' },
    });
  if (standing.tooLateToTell) return change(standing, 'demand-given-up', { act: { do: 'give-up' } });
  // Nothing follows from a demand that has come back, also where it had counted as arrived.
  if (standing.cameBack === 'unseen') return nothing(standing, 'waits-for-letter-not-arrived');
  if (standing.cameBack === 'seen-to') return demand({ ...standing, inForce, first }, rule, on);
  if (overtakenBy(standing, stands) !== null) return demand({ ...standing, inForce, first }, rule, on);
  const { arrivedOn = null, deadline = null } = notice ?? {};
  const now = defaultNow({ arrivedOn, deadline }, standing, { rule, on });
  if (now !== 'do' || deadline === null)
    return nothing(standing, now === 'do' ? 'waits-for-letter' : waitsIn(now));
  if (standing.stopped !== null) return nothing(standing, `waits-for-${standing.stopped}`);
  if (standing.underWay?.state === 'decided') return nothing(standing, 'waits-for-decision');
  if (look === null) return nothing(standing, 'waits-for-person');
  if ('refusal' in look) return nothing(standing, `waits-for-${look.refusal}`);
  // Never default without fresh facts, of after the deadline, that say that the debtor is able.
  if (!areFresh(look.askedOn, on)) return tell(standing, 'default-needs-facts', stands.demandedOn);
  const lastDay = lastDayToPay(deadline, standing, rule);
  if (!areOfAfter(look.askedOn, lastDay) && ability(look.outcome) === 'able')
    return nothing(standing, 'waits-for-facts');
  switch (ability(look.outcome)) {
    case 'unable':
      return change(standing, 'unable', { act: { do: 'unable' } });
    case 'able':
      return change(standing, 'default', {
        act: {
          do: 'default',
          agreement: inForce,
          stands,
          deadline: lastDay,
        },
        amounts: { 'due-at-once': dueAtOnce(standing, inForce) },
      });
    case 'person':
      return change(standing, 'person', { act: { do: 'person' } });
  }
}

/**
 * Why a demand that has reached the debtor does not count any longer; null = it counts. What had been paid of it was taken off since, and
 * the debtor may think that it is paid; or an errand of the debtor's stood since it arrived, and nothing could be asked for then.
 */
export function overtakenBy(
  { takenOffOn, errandOverOn, notice }: Pick<PlanStanding, 'takenOffOn' | 'errandOverOn' | 'notice'>,
  { demandedOn }: PlanDefault,
): 'payment-taken-off' | 'errand-over' | null {
  if (takenOffOn !== null && takenOffOn >= demandedOn) return 'payment-taken-off';
  const arrivedOn = notice?.arrivedOn ?? null;
  return errandOverOn !== null && arrivedOn !== null && errandOverOn > arrivedOn ? 'errand-over' : null;
}

/** Whether one whose income was looked at again is able to pay (§ 7), or a person must look first. */
export function ability({ determination, personReasons }: DebtorOutcome): 'able' | 'unable' | 'person' {
  const { consequence, found } = determination;
  if (found.outcome === 'none' || consequence === 'person') return 'person';
  if (found.outcome === 'deferral') return 'unable';
  return personReasons.some((reason) => reason !== 'income-at-limit') ? 'person' : 'able';
}

function dueAtOnce({ claims }: PlanStanding, { covers }: Agreement): Ore {
  const covered = new Set(covers.map(({ claim }) => claim));
  return sumOre(claims.flatMap((each) => (covered.has(each.claimNumber) ? [each.balance] : [])));
}

function afterDefault(
  standing: PlanStanding & { readonly stands: PlanDefault },
  rule: DemandRule,
): PlanFollowed {
  const { stands, transfer, claims } = standing;
  if (transfer === null) return nothing(standing, 'in-default');
  const { decision } = transfer;
  if (isPaidInTime(standing.missingThen, rule)) {
    const about = stands.demandedOn;
    if (!standing.noted.has(`${PAID_IN_TIME}/${about}`))
      return change(standing, 'default-held', { act: { do: 'hold', decision, about } });
    // Until the transfer is taken back, or a person has lifted it.
    if (standing.holds.includes('manual')) return nothing(standing, 'waits-for-manual');
  }
  const here = new Set(claims.map(({ claimNumber }) => claimNumber));
  if (!decision.covers.some(({ claim }) => here.has(claim))) return nothing(standing, 'at-recovery');
  if (standing.stopped !== null) return nothing(standing, `waits-for-${standing.stopped}`);
  if (decision.state === 'withdrawn' && standing.underWay === null)
    return change(standing, 'default-ended', { act: { do: 'end' } });
  if (decision.state !== 'in-force') return nothing(standing, `transfer-${decision.state}`);
  const open = transfer.claims.filter(({ claim }) => here.has(claim));
  const ready = readyClaims(open);
  if (ready.length > 0)
    return change(standing, 'cleared-for-transfer', { act: { do: 'clear', claims: ready } });
  const waiting = open.find(({ told }) => told.some(({ inDefault }) => !inDefault));
  if (waiting !== undefined) return tell(standing, 'co-debtor-not-in-default', String(waiting.claim));
  return nothing(standing, open.length > 0 ? 'waits-for-co-debtor' : 'cleared');
}

function tell(standing: PlanStanding, kind: Tell, about: string): PlanFollowed {
  return standing.noted.has(`${kind}/${about}`)
    ? nothing(standing, kind)
    : change(standing, 'person-told', { act: { do: 'tell', kind, about }, consequence: kind });
}

function waitsIn(now: Exclude<StepNow, 'do'>): string {
  const { waits } = now;
  return waits === 'day' ? 'in-time' : `waits-for-${waits}`;
}

function nothing(standing: PlanStanding, consequence: string): PlanFollowed {
  return { debtor: standing.debtor, standing, change: null, consequence, act: null };
}

interface Changing {
  readonly act: PlanAct;
  readonly amounts?: PlanFollowed['amounts'];
  readonly consequence?: string;
}

function change(
  standing: PlanStanding,
  kind: (typeof planChanges)[number],
  { act, amounts = {}, consequence = kind }: Changing,
): PlanFollowed {
  return { debtor: standing.debtor, standing, change: kind, consequence, amounts, act };
}
