import type { PlainDate } from '../kernel/dates.ts';
import { addMonths, monthOf } from '../kernel/dates.ts';
import { paymentReference, readableDecisionId, type BatchNumber } from '../kernel/ids.ts';
import type { Step } from '../kernel/explanation.ts';
import { addOre, plainKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import { assert } from '../kernel/result.ts';
import type { OpenClaim } from '../claims/types.ts';
import type { StoredPersonRecord } from '../debtors/types.ts';
import { allocate } from '../law/allocation.ts';
import { lapseYearsByLaw } from '../law/figures.ts';
import { explanationInWords, sourceInWords } from '../letters/explanation-in-words.ts';
import type { DeferralLetter, LetterModel, PlanLetter } from '../letters/model.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { MadeDecision } from './decisions.ts';
import type { DeferralReason, Terms } from './types.ts';

/** All that a decision letter is written from. */
export interface LetterBasis {
  readonly decision: MadeDecision;
  readonly steps: readonly Step[];
  readonly fetchedOn: ReadonlyMap<BatchNumber, PlainDate>;
  readonly claims: readonly OpenClaim[];
  readonly person: StoredPersonRecord;
  readonly configuration: Configuration;
}

type PlanTerms = Extract<Terms, { outcome: 'plan' }>;

/** The letter that tells a decision, as data: the same decision and facts give the same letter. */
export function letterModelOf(basis: LetterBasis): LetterModel {
  const { terms } = basis.decision;
  return terms.outcome === 'plan' ? planLetterOf(basis, terms) : deferralLetterOf(basis, terms.reason);
}

function planLetterOf(basis: LetterBasis, terms: PlanTerms): PlanLetter {
  const { configuration, decision } = basis;
  const { creditorNumber, kind, dueDay } = configuration.payment;
  const shares = allocate(
    terms.monthly,
    basis.claims.map((claim) => ({
      id: claim.claimNumber.toString(),
      balance: claim.balance,
      lapse: claim.lapseEarliest,
      from: claim.periodFrom,
    })),
  );
  return {
    kind: 'plan',
    ...commonParts(basis),
    hearing: hearingOf(basis),
    claims: claimRows(basis.claims).map((row) => ({
      ...rowInLetter(row),
      shareOfFirstInstalment: plainKroner(shareOf(row, shares)),
    })),
    monthly: plainKroner(terms.monthly),
    firstDueDate: terms.firstDue,
    dueDay,
    paymentLine:
      creditorNumber === null ? null : paymentLine(kind, paymentReference(decision.id), creditorNumber),
  };
}

function deferralLetterOf(basis: LetterBasis, reason: DeferralReason): DeferralLetter {
  return {
    kind: 'deferral',
    ...commonParts(basis),
    hearing: { state: 'not-needed' },
    claims: claimRows(basis.claims).map(rowInLetter),
    from: basis.decision.draftedOn,
    ground: groundOf(reason, basis.steps),
  };
}

function commonParts({ decision, configuration, person, claims, steps, fetchedOn }: LetterBasis) {
  const law = claims[0]?.law ?? '';
  const lapseYears = lapseYearsByLaw.get(law);
  assert(lapseYears !== undefined, `a law with a lapse rule: ${law}`);
  return {
    language: 'da' as const,
    sender: configuration.letterhead,
    recipient: recipientOf(person),
    debtorNumber: decision.debtor,
    decisionReference: readableDecisionId(decision.id),
    decisionDate: decision.draftedOn,
    decidedBy:
      decision.decidedBy === 'automatic'
        ? { how: 'automatic' as const }
        : // Only a sample shows a draft: a person is still to approve it.
          { how: 'approved' as const, title: decision.decidedBy ?? 'medarbejder' },
    previous: previousOf(decision),
    totalOwed: plainKroner(decision.owed),
    basis: explanationInWords(steps, 'da', (source) =>
      sourceInWords(source, 'da', source.batch === null ? null : (fetchedOn.get(source.batch) ?? null)),
    ),
    lapseYears,
    // retssikkerhedsloven §§ 60, 67: four weeks, to the municipality, then Ankestyrelsen (docs/legal-review.md).
    complaint: { weeks: 4, authority: 'Ankestyrelsen' },
  };
}

function recipientOf({ name, address, addressProtected }: StoredPersonRecord): LetterModel['recipient'] {
  // A protected address is never printed on a shared printer; such a letter goes by Digital Post only.
  return addressProtected || address.length === 0
    ? { name, address: { kind: 'digital-only' } }
    : { name, address: { kind: 'shown', lines: address.slice(0, 5) } };
}

function previousOf({ replaces }: MadeDecision): LetterModel['previous'] {
  if (replaces === null) return { state: 'none' };
  if (replaces.terms.outcome === 'deferral') return { state: 'deferral' };
  return { state: 'plan', monthly: plainKroner(replaces.terms.monthly) };
}

/** Whether a decision's letter can be written as things stand: before a plan or a rise the citizen must be heard. */
export function canBeTold(
  { change, terms }: Pick<MadeDecision, 'change' | 'terms'>,
  { hearing }: Configuration,
): boolean {
  return terms.outcome === 'deferral' || change === 'fall' || hearing.leftOut !== null;
}

function hearingOf({ decision, configuration }: LetterBasis): LetterModel['hearing'] {
  if (decision.change === 'fall') return { state: 'not-needed' };
  const { leftOut } = configuration.hearing;
  assert(leftOut !== null, 'a plan was decided without a hearing and without a ground for leaving it out');
  return { state: 'left-out', ground: leftOut.ground };
}

function groundOf(reason: DeferralReason, steps: readonly Step[]): DeferralLetter['ground'] {
  if (reason === 'pension-only') return { ground: 'pension-only' };
  const question = reason === 'benefit' ? 'receives-deferring-benefit' : 'below-low-income-limit';
  const step = steps.find((each) => each.question === question);
  assert(step !== undefined, `the explanation has the step ${question}`);
  const value = (name: string) => step.inputs.find((input) => input.name === name)?.value;
  if (reason === 'benefit') return { ground: 'benefit', benefits: value('benefits') as string[] }; // codes, by its unit
  return {
    ground: 'low-income',
    netIncomeOfYear: plainKroner(value('net-income') as Ore), // kroner, by their unit
    limit: plainKroner(value('limit') as Ore),
    dependants: value('dependants') === true,
  };
}

/** Claims of months that follow each other in one decision, told as one line so that the citizen can see the whole. */
interface ClaimRow {
  readonly first: OpenClaim;
  readonly all: readonly OpenClaim[];
}

function claimRows(claims: readonly OpenClaim[]): ClaimRow[] {
  const byDecision = Map.groupBy(claims, (claim) =>
    [claim.accountId, claim.benefit, claim.decisionDate, claim.lapseEarliest].join('|'),
  );
  return [...byDecision.values()].flatMap(unbrokenRows);
}

/** A month in between that is not owed must not look as if it were. The claims stand oldest first. */
function unbrokenRows(claims: readonly OpenClaim[]): ClaimRow[] {
  const rows: [OpenClaim, ...OpenClaim[]][] = [];
  for (const claim of claims) {
    const row = rows.at(-1);
    const before = row?.at(-1)?.periodTo;
    if (
      row !== undefined &&
      before !== undefined &&
      addMonths(monthOf(before), 1) >= monthOf(claim.periodFrom)
    )
      row.push(claim);
    else rows.push([claim]);
  }
  return rows.map((all) => ({ first: all[0], all }));
}

function rowInLetter({ first, all }: ClaimRow) {
  const last = all.at(-1) ?? first;
  return {
    benefit: first.benefit,
    monthFrom: monthOf(first.periodFrom),
    monthTo: monthOf(last.periodTo),
    repaymentDecision: first.decisionDate,
    owed: plainKroner(all.reduce((sum, { balance }) => addOre(sum, balance), zeroOre)),
    lapseEarliest: first.lapseEarliest,
  };
}

function shareOf({ all }: ClaimRow, shares: ReadonlyMap<string, Ore>): Ore {
  return all.reduce(
    (sum, { claimNumber }) => addOre(sum, shares.get(claimNumber.toString()) ?? zeroOre),
    zeroOre,
  );
}
