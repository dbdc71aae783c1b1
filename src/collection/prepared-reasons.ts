import type { NotLapsedJudgement, PlanOnClaim } from '../agreements/not-lapsed.ts';
import type { SourcePlan } from '../claims/plan-histories.ts';
import { covers, readableDate, type DateRange, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { FilterRule } from '../law/psrm-filter-rules.ts';

/** What our tables have about why a repayment claim has not lapsed. */
export interface NotLapsedRecords {
  /** The earliest day on which it could lapse. */
  readonly lapse: PlainDate;
  readonly liable: readonly DebtorNumber[];
  readonly plans: readonly PlanOnClaim[];
  readonly sourcePlans: readonly SourcePlan[];
  readonly judgements: readonly NotLapsedJudgement[];
}

/** A reason made of what is on record. */
export interface PreparedReason {
  readonly because: string;
  /** The rows that it says something of. */
  readonly restsOn: readonly string[];
}

/** Whether a rule asks why a claim is sent whose end, as it is stated, has passed (R_2_2a). */
export function asksAboutEnd(rule: FilterRule): boolean {
  return (
    rule.outcome === 'HEARING' &&
    rule.check === 'date_compare' &&
    rule.left === 'limitationDate' &&
    rule.op === '>=' &&
    rule.right === 'received'
  );
}

/**
 * Why a claim has not lapsed though the earliest day for it has passed (bek. 585/2023 § 9): a plan that was in force on that day, or
 * two persons' judgement with its grounds, for everyone who owes it. Null where nothing is on record for somebody: a person
 * must say why, or find that it has lapsed (open question Q43).
 */
export function notLapsedReason(records: NotLapsedRecords, on: PlainDate): PreparedReason | null {
  const found = records.liable.map((debtor) => sentencesAbout(debtor, records, on));
  if (found.length === 0 || found.some((sentences) => sentences.length === 0)) return null;
  const said = new Map(found.flat().map(({ says, about }) => [about, says]));
  const begins = `Kravet kunne tidligst bortfalde den ${readableDate(records.lapse)} (bek. 585/2023 § 9).`;
  return { because: [begins, ...said.values()].join(' '), restsOn: [...said.keys()] };
}

interface Sentence {
  readonly about: string;
  readonly says: string;
}

function sentencesAbout(debtor: DebtorNumber, records: NotLapsedRecords, on: PlainDate): Sentence[] {
  const { lapse, plans, sourcePlans, judgements } = records;
  const plan = plans.find((each) => each.debtor === debtor && covers(each, lapse));
  const before = sourcePlans.find((each) => covers(each, lapse));
  // Whoever gave grounds looked at the claims whose years had run out by then.
  const judged = judgements.find(
    (each) => each.debtor === debtor && lapse < each.looked && each.approvedOn <= on && on <= each.until,
  );
  return [
    ...(plan === undefined
      ? []
      : [
          {
            about: `agreement ${plan.agreement}`,
            says: `Den dag gjaldt en afdragsordning, ${inForce(plan)}.`,
          },
        ]),
    ...(plan !== undefined || before === undefined
      ? []
      : [
          {
            about: `plan_history ${before.claim}/${before.entry}`,
            says: `Den dag gjaldt en afdragsordning fra før kravet kom til Afdrag, ${inForce(before)}.`,
          },
        ]),
    ...(judged === undefined
      ? []
      : [
          {
            about: `accepted_reason ${judged.acceptance}`,
            says: `Kommunen har den ${readableDate(judged.approvedOn)} vurderet, at kravet ikke er bortfaldet: ${judged.because}`,
          },
        ]),
  ];
}

function inForce({ from, to }: DateRange): string {
  const since = `i kraft fra den ${readableDate(from)}`;
  return to === null ? `${since} og ikke ophørt` : `${since} til og med den ${readableDate(to)}`;
}
