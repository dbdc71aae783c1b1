import type { Hearing } from '../src/agreements/hearings.ts';
import { findFor } from '../src/agreements/finding.ts';
import type { LetterBasis } from '../src/agreements/letter-basis.ts';
import { letterModelOf, type Copy } from '../src/agreements/letter-model.ts';
import type { Reversal } from '../src/agreements/reversals.ts';
import type { Decision } from '../src/agreements/types.ts';
import type { ClaimDescription } from '../src/claims/claim-descriptions.ts';
import type { ClaimNumber, OpenClaim } from '../src/claims/types.ts';
import { date } from '../src/kernel/dates.ts';
import { letterId, type LetterPlace } from '../src/kernel/ids.ts';
import { currentRule } from '../src/law/rule-versions.ts';
import type { LetterModel } from '../src/letters/model.ts';
import { checkModel } from '../src/letters/render.ts';
import { configurationShape, type Configuration } from '../src/municipality/configuration.ts';
import { decisionFrom, type Comparison } from './comparing.ts';
import { aClaim, RUN_DAY, type Debtor } from './vocabulary.ts';
import { demoFile } from './demo-file.ts';

/** Letters as data, from a debtor's facts to what the letter says; nothing is stored. */

export const demoConfiguration: Configuration = configurationShape.parse(demoFile());

export interface LetterStory extends Omit<Comparison, 'claims' | 'found'> {
  readonly claims?: readonly OpenClaim[];
  /** Claims that are told of though they are not open any more. */
  readonly gone?: readonly OpenClaim[];
  readonly place?: LetterPlace;
  readonly hearing?: Partial<Hearing>;
  readonly copy?: Partial<Copy>;
  readonly configuration?: Configuration;
  /** What came of taking it back. */
  readonly reversal?: Reversal | null;
  /** What a person has made of the proposal. */
  readonly decided?: (proposal: Decision) => Decision;
}

/** The basis of the letter about what March decides for a debtor. */
export function basisOf(debtor: Debtor, story: LetterStory = {}): LetterBasis {
  const {
    claims = [aClaim()],
    gone = [],
    place = 'decision',
    hearing,
    decided = same,
    reversal = null,
    ...comparison
  } = story;
  const context = { calculationDate: RUN_DAY, rule: currentRule, represented: false };
  const { found, steps } = findFor(debtor.facts(), context);
  const decision = decided(decisionFrom({ ...comparison, debtor: debtor.number, found, claims }));
  return {
    letter: letterId(decision.id, place),
    place,
    decision,
    found,
    demanded: null,
    charges: null,
    reversal,
    hearing: hearing === undefined ? null : { ...asked(decision), ...hearing },
    steps,
    answeredOn: new Map(
      ['eindkomst', 'cpr', 'ydelsesindeks'].map((register) => [`${register} 1`, date('2026-03-02')]),
    ),
    claims: new Map([...claims, ...gone].map((claim) => [claim.claimNumber, described(claim)])),
    withdrawnClaims: new Set<ClaimNumber>(comparison.withdrawn),
    configuration: comparison.configuration ?? demoConfiguration,
  };
}

/** The letter, which must be one that the letters room accepts. */
export function letterOf(debtor: Debtor, story: LetterStory = {}): LetterModel {
  const recipient: Copy['recipient'] = {
    number: 0,
    role: 'addressee',
    channel: 'digital',
    name: debtor.person.name,
    address: debtor.person.address,
    onBehalfOf: null,
  };
  const model = letterModelOf(basisOf(debtor, story), { language: 'da', recipient, ...story.copy });
  if (!model.ok) throw new Error(JSON.stringify(model.refusal));
  const checked = checkModel(model.value);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusal));
  return checked.value;
}

function same(decision: Decision): Decision {
  return decision;
}

function asked({ id }: Decision): Hearing {
  return {
    decision: id,
    kind: 'hearing',
    askedOn: RUN_DAY,
    printedDeadline: date('2026-04-01'),
    deadline: null,
    answeredOn: null,
    answer: null,
    reply: null,
    closedOn: null,
  };
}

function described(claim: OpenClaim): ClaimDescription {
  return { ...claim, accountNumber: BigInt(claim.accountId.slice(2)), joint: claim.liability === 'joint' };
}
