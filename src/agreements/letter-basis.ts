import type { YearMonth } from '../kernel/dates.ts';
import {
  decisionOfLetter,
  placeOfLetter,
  type DecisionId,
  type LetterId,
  type LetterPlace,
} from '../kernel/ids.ts';
import type { Step } from '../kernel/explanation.ts';
import { assert } from '../kernel/result.ts';
import { describeClaims, type ClaimDescription } from '../claims/claim-descriptions.ts';
import { withdrawnClaims } from '../claims/liability-ends.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { answeredOn, type AnsweredOn } from '../facts/answered-on.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersions } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { chargesToTell, type ChargesToTell } from './charges-to-tell.ts';
import { decisionsById } from './decisions.ts';
import { determinationsAt } from './determinations.ts';
import { configurationOfRun, factsBehind, findAgain, restsOn } from './explain.ts';
import { hearingsOf, type Hearing } from './hearings.ts';
import { defaultsBehind, type PlanDefault } from './plan-defaults.ts';
import { reversalsOf, type Reversal } from './reversals.ts';
import type { Decision, Determination, Found } from './types.ts';

/** All that a letter about a decision is written from, but who gets it. */
export interface LetterBasis {
  readonly letter: LetterId;
  readonly place: LetterPlace;
  readonly decision: Decision;
  /** What was found in the month that the decision is about. */
  readonly found: Found;
  /** The demand that was not paid; only of a decision to transfer. */
  readonly demanded: PlanDefault | null;
  /** Interest and fees on its claims when the letter is made; only of a decision to transfer. */
  readonly charges: ChargesToTell | null;
  /** Only for the letter that takes the decision back. */
  readonly reversal: Reversal | null;
  /** The hearing that counts for it; null when the debtor was not asked. */
  readonly hearing: Hearing | null;
  readonly steps: readonly Step[];
  readonly answeredOn: AnsweredOn;
  /** Every claim that the decision, or what it replaces, is about. */
  readonly claims: ReadonlyMap<ClaimNumber, ClaimDescription>;
  readonly withdrawnClaims: ReadonlySet<ClaimNumber>;
  readonly configuration: Configuration;
}

/**
 * What these letters are written from, as it stood when they were decided; read for all of them at once, so that letters
 * wait for the typesetter and not for the database.
 */
export async function letterBases(
  tx: MunicipalityReadTx,
  letters: readonly LetterId[],
): Promise<LetterBasis[]> {
  const decisions = await decisionsById(tx, [...new Set(letters.map(decisionOfLetter))]);
  const bases = await basesOfDecisions(tx, decisions);
  const byDecision = new Map(bases.map((basis) => [basis.decision.id, basis]));
  const reversals = await reversalsToTell(tx, letters);
  return letters.map((letter) => {
    const basis = byDecision.get(decisionOfLetter(letter));
    assert(basis !== undefined, 'a letter is about a decision that is there');
    return { ...basis, letter, place: placeOfLetter(letter), ...reversals.get(letter) };
  });
}

/** A letter that takes a decision back is written by what the municipality had chosen on that day. */
async function reversalsToTell(tx: MunicipalityReadTx, letters: readonly LetterId[]) {
  const told = letters.filter((letter) => placeOfLetter(letter) === 'reversal');
  const reversals = await reversalsOf(tx, told.map(decisionOfLetter));
  const configurations = await configurationVersions(
    tx,
    [...reversals.values()].map(({ configurationVersion }) => configurationVersion),
  );
  return new Map(
    told.map((letter) => {
      const reversal = reversals.get(decisionOfLetter(letter));
      const configuration = reversal && configurations.get(reversal.configurationVersion);
      assert(reversal !== undefined && configuration !== undefined, 'what was taken back has been recorded');
      return [letter, { reversal, configuration }];
    }),
  );
}

type DecisionBasis = Omit<LetterBasis, 'letter' | 'place'>;

async function basesOfDecisions(
  tx: MunicipalityReadTx,
  decisions: readonly Decision[],
): Promise<DecisionBasis[]> {
  const determinations = await determinationsAt(tx, decisions);
  const found = decisions.map((decision, index) => {
    const determination = determinations[index];
    if (determination === undefined) throw new Error(`decision ${decision.id} has lost its determination`);
    return { decision, determination };
  });
  const configurations = await configurationVersions(
    tx,
    decisions.map(({ configurationVersion }) => configurationVersion),
  );
  const lags = new Map<YearMonth, number>();
  for (const month of new Set(decisions.map((each) => each.month)))
    lags.set(month, (await configurationOfRun(tx, month)).run.incomeLagMonths);
  return basesFrom(tx, found, { configurations, lags });
}

export interface DecisionFound {
  readonly decision: Decision;
  readonly determination: Determination;
}

/** What decisions were made by: by version, and the months of income by the month of the run. */
export interface MadeBy {
  readonly configurations: ReadonlyMap<number, Configuration>;
  readonly lags: ReadonlyMap<YearMonth, number>;
}

/** The same for decisions at hand with their determinations, also of a dry run. */
export async function basesFrom(
  tx: MunicipalityReadTx,
  found: readonly DecisionFound[],
  { configurations, lags }: MadeBy,
): Promise<DecisionBasis[]> {
  const decisions = found.map(({ decision }) => decision);
  const hearings = await hearingsOf(tx, decisions.flatMap(hearingOf));
  const demands = await defaultsBehind(
    tx,
    decisions.filter(isTransfer).map(({ id }) => id),
  );
  const charges = await chargesToTell(tx, decisions.filter(isTransfer), configurations);
  const claims = await describeClaims(tx, [...new Set(decisions.flatMap(claimsIn))]);
  const withdrawn = await withdrawnClaims(
    tx,
    decisions.map(({ debtor }) => debtor),
  );
  const steps = await stepsBehind(tx, found, lags);
  const answers = await answeredOn(
    tx,
    found.map(({ decision, determination }) => restsOn(determination, steps.get(decision.id) ?? [])),
  );
  return found.map(({ decision, determination }, place) => {
    const configuration = configurations.get(decision.configurationVersion);
    const answered = answers[place];
    assert(configuration !== undefined, 'a decision keeps the configuration that it was made by');
    assert(answered !== undefined, 'each determination has its answer');
    return {
      decision,
      found: determination.found,
      demanded: demands.get(decision.id) ?? null,
      charges: charges.get(decision.id) ?? null,
      reversal: null,
      hearing: decision.heardAs === null ? null : (hearings.get(decision.heardAs) ?? null),
      steps: steps.get(decision.id) ?? [],
      answeredOn: answered,
      claims,
      withdrawnClaims: withdrawn.get(decision.debtor) ?? new Set<ClaimNumber>(),
      configuration,
    };
  });
}

function hearingOf({ heardAs }: Decision): DecisionId[] {
  return heardAs === null ? [] : [heardAs];
}

function isTransfer({ change }: Decision): boolean {
  return change === 'transfer';
}

function claimsIn({ covers, lapses, replaces }: Decision): ClaimNumber[] {
  return [...covers, ...lapses, ...(replaces?.covers ?? [])].map(({ claim }) => claim);
}

/** The way to each finding, computed again from its own facts. */
async function stepsBehind(
  tx: MunicipalityReadTx,
  found: readonly DecisionFound[],
  lags: ReadonlyMap<YearMonth, number>,
): Promise<Map<DecisionId, readonly Step[]>> {
  const steps = new Map<DecisionId, readonly Step[]>();
  const sameFacts = Map.groupBy(
    found,
    ({ determination }) => `${determination.month} ${determination.factsAsOf}`,
  );
  for (const group of sameFacts.values()) {
    const determinations = group.map(({ determination }) => determination);
    const [first] = determinations;
    const lag = first === undefined ? undefined : lags.get(first.month);
    assert(lag !== undefined, 'a month that was run has a configuration');
    const facts = await factsBehind(tx, determinations, lag);
    for (const { decision, determination } of group)
      steps.set(decision.id, findAgain(facts.get(decision.debtor), determination).steps);
  }
  return steps;
}
