import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { AcceptedReasons } from './circumstances.ts';
import { asksForEarlier, changeFrom, type Standing } from './change.ts';
import { earlierFindings } from './determinations.ts';
import { findFor, type Finding } from './finding.ts';
import { noHistory } from './lapsing.ts';
import { pensionAgeItem } from './pension-age-soon.ts';
import { nothingStands, type PageOfDebtors } from './read-run-page.ts';
import type { RunContext } from './run-context.ts';
import type { DebtorOutcome, Determination, Found } from './types.ts';
import type { WorkItem } from './work-items.ts';

const noneAccepted: AcceptedReasons = new Map();
/** What was found for each debtor of the page who has open claims: pure, so that a dry run does the same. */
export function findingsOf(page: PageOfDebtors, context: RunContext): Map<DebtorNumber, Finding> {
  const owing = page.debtors.filter((debtor) => page.claims.has(debtor));
  return new Map(owing.map((debtor) => [debtor, findingOf(debtor, page, context)]));
}

function findingOf(debtor: DebtorNumber, page: PageOfDebtors, context: RunContext): Finding {
  const finding = findFor(page.facts.get(debtor), {
    ...context,
    represented: page.represented.has(debtor),
    accepted: page.accepted.get(debtor) ?? noneAccepted,
  });
  // Whose facts are these? Two debtors that CPR gives one number may be one person.
  return page.sharingNumber.has(debtor)
    ? { ...finding, personReasons: [...finding.personReasons, 'number-of-another'] }
    : finding;
}

/** The debtors for whom one month is not enough. */
export function askingForEarlier({ page, findings, context }: PageFound): DebtorNumber[] {
  return [...findings].flatMap(([debtor, { found }]) => {
    const question = {
      claims: page.claims.get(debtor) ?? [],
      standing: page.standings.get(debtor) ?? nothingStands,
      calculationDate: context.calculationDate,
    };
    return asksForEarlier(found, question) ? [debtor] : [];
  });
}

/** What the runs before found for them. */
export async function earlierOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { month, decisions }: RunContext,
): Promise<Map<DebtorNumber, Found[]>> {
  // A low income is confirmed by two runs, whatever a rise needs.
  const runs = Math.max(decisions.runsToConfirmRise - 1, 1);
  return earlierFindings(tx, debtors, { before: month, runs });
}

export interface PageFound {
  readonly page: PageOfDebtors;
  readonly findings: ReadonlyMap<DebtorNumber, Finding>;
  readonly context: RunContext;
}

/** What the run does about each debtor of the page who has open claims: pure as well. */
export function outcomesOf(
  found: PageFound,
  earlier: ReadonlyMap<DebtorNumber, readonly Found[]>,
): DebtorOutcome[] {
  return [...found.findings].map(([debtor, finding]) =>
    outcomeOf(debtor, finding, { ...found, earlier: earlier.get(debtor) ?? [] }),
  );
}

function outcomeOf(
  debtor: DebtorNumber,
  finding: Finding,
  { page, context, earlier }: PageFound & { readonly earlier: readonly Found[] },
): DebtorOutcome {
  const { month, calculationDate, ordinal } = context;
  const determination: Omit<Determination, 'consequence'> = {
    debtor,
    month,
    ordinal,
    calculationDate,
    factsAsOf: context.factsAsOf,
    ruleVersion: context.rule.id,
    found: finding.found,
  };
  const standing = page.standings.get(debtor) ?? nothingStands;
  const askedTooMuch = page.askedTooMuch.get(debtor) ?? [];
  const corrected = askedTooMuch.length > 0 ? (['income-corrected'] as const) : [];
  const reasons = [...finding.personReasons, ...corrected];
  const notices = noticesAbout(debtor, finding, { page, context });
  const waits = page.inErrand.get(debtor);
  if (waits !== undefined) {
    // Who must be looked at is looked at when it is over; only what CPR tells of a death counts at once.
    const dead = finding.personReasons.filter((reason) => reason === 'dead');
    return {
      determination: { ...determination, consequence: waits },
      decision: null,
      withdraws: proposalOf(standing),
      personReasons: [...dead, ...corrected],
      notices: [],
      askedTooMuch,
    };
  }
  if (finding.personReasons.some(stops)) {
    const withdraws = finding.personReasons.includes('dead') ? proposalOf(standing) : null;
    return {
      determination: { ...determination, consequence: 'person' },
      decision: null,
      withdraws,
      personReasons: reasons,
      notices,
      askedTooMuch,
    };
  }
  const { consequence, ...change } = changeFrom({
    debtor,
    month,
    ordinal,
    calculationDate,
    found: finding.found,
    claims: page.claims.get(debtor) ?? [],
    standing,
    history: page.histories.get(debtor) ?? noHistory,
    accepted: page.accepted.get(debtor) ?? noneAccepted,
    earlier,
    rule: context.decisions,
    because: context.because,
    proposedBy: context.proposedBy,
    configurationVersion: context.configurationVersion,
  });
  const personReasons = [...reasons, ...change.personReasons];
  return {
    ...change,
    determination: { ...determination, consequence },
    personReasons,
    notices,
    askedTooMuch,
  };
}

/** What a person should know about in time, and stops nothing. */
function noticesAbout(
  debtor: DebtorNumber,
  { found }: Finding,
  { page, context }: Pick<PageFound, 'page' | 'context'>,
): WorkItem[] {
  const item = pensionAgeItem({
    debtor,
    born: page.facts.get(debtor)?.person?.born ?? null,
    asOf: context.calculationDate,
    terms: page.standings.get(debtor)?.inForce?.terms ?? null,
    found,
  });
  return item === null ? [] : [item];
}

// At the limit the rule's answer stands and is only looked at (Q2); everything else waits for the person.
function stops(reason: Finding['personReasons'][number]): boolean {
  return reason !== 'income-at-limit';
}

/** Nothing more is proposed to the dead; what was decided while they lived is for the estate. */
function proposalOf({ underWay }: Standing): DebtorOutcome['withdraws'] {
  return underWay === null || underWay.state === 'decided' ? null : underWay.id;
}
