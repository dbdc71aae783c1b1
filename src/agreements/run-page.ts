import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { openBalances } from '../ledger/balances.ts';
import { liableDebtorPage } from '../claims/liable-claims.ts';
import { withdrawnClaims } from '../claims/liability-ends.ts';
import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import { numberConflicts } from '../debtors/numbers.ts';
import { representativesOn } from '../debtors/representatives.ts';
import { factsAsOf, type KnownFacts } from '../facts/as-of.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { agreementsInForce } from './agreements.ts';
import type { AcceptedReasons } from './circumstances.ts';
import { asksForEarlier, changeFrom, type Standing } from './change.ts';
import { underWayFor } from './decisions.ts';
import { earlierFindings } from './determinations.ts';
import { findFor, type Finding } from './finding.ts';
import { acceptedReasons } from './grounds-that-count.ts';
import { hearingsOf } from './hearings.ts';
import { debtorsInErrand, type NotWhile } from './in-errand.ts';
import type { DecisionRule } from './decision-rule.ts';
import { agreementHistories } from './history.ts';
import { inDefault } from './plan-defaults.ts';
import { invoicesBefore, type Invoice } from './invoices.ts';
import { noHistory, type AgreementHistory } from './lapsing.ts';
import { lookBack } from './look-back.ts';
import { pensionAgeItem } from './pension-age-soon.ts';
import { factsQuestion, type RunContext } from './run-context.ts';
import type { AskedTooMuch, DebtorOutcome, Decision, Determination, Found } from './types.ts';
import type { WorkItem } from './work-items.ts';

/** All that the run needs to know about some debtors, read in one go. */
export interface PageOfDebtors {
  readonly debtors: readonly DebtorNumber[];
  readonly facts: ReadonlyMap<DebtorNumber, KnownFacts>;
  /** For whom a guardian is recorded. */
  readonly represented: ReadonlySet<DebtorNumber>;
  /** Whom CPR has given a number that we have for another debtor. */
  readonly sharingNumber: ReadonlySet<DebtorNumber>;
  /** What two persons have answered with grounds, and counts on the calculation date. */
  readonly accepted: ReadonlyMap<DebtorNumber, AcceptedReasons>;
  readonly claims: ReadonlyMap<DebtorNumber, readonly OpenBalance[]>;
  readonly standings: ReadonlyMap<DebtorNumber, Standing>;
  /** Only of debtors with a claim whose years have run out. */
  readonly histories: ReadonlyMap<DebtorNumber, AgreementHistory>;
  /** Only of debtors whose income has been corrected since the run before. */
  readonly askedTooMuch: ReadonlyMap<DebtorNumber, readonly AskedTooMuch[]>;
  /** For whom nothing is decided meanwhile, and why. */
  readonly inErrand: ReadonlyMap<DebtorNumber, NotWhile>;
}

export async function readPage(
  tx: MunicipalityReadTx,
  context: RunContext,
  page: { readonly after: DebtorNumber | 0; readonly limit: number },
): Promise<PageOfDebtors> {
  return readDebtors(tx, context, await liableDebtorPage(tx, page.after, page.limit));
}

export async function readDebtors(
  tx: MunicipalityReadTx,
  context: RunContext,
  debtors: readonly DebtorNumber[],
): Promise<PageOfDebtors> {
  const { calculationDate } = context;
  const facts = await factsAsOf(tx, factsQuestion(context, debtors));
  const represented = await guardedDebtors(tx, debtors, calculationDate);
  const conflicts = await numberConflicts(tx, debtors);
  const sharingNumber = new Set(conflicts.map(({ debtor }) => debtor));
  const accepted = await acceptedReasons(tx, debtors, calculationDate);
  const claims = await openBalances(tx, debtors);
  const standings = await standingsOf(tx, debtors, context.decisions.firstContact);
  const histories = await agreementHistories(tx, pastTheirYears(claims, calculationDate), calculationDate);
  // A debtor looked at again within the month: the month's run has looked back already.
  const askedTooMuch =
    context.ordinal === 0 ? await lookBack(tx, debtors, context) : new Map<DebtorNumber, never>();
  const inErrand = await debtorsInErrand(tx, debtors);
  return {
    debtors,
    facts,
    represented,
    sharingNumber,
    accepted,
    claims,
    standings,
    histories,
    askedTooMuch,
    inErrand,
  };
}

/** Those for whom a guardian is recorded. */
async function guardedDebtors(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  day: PlainDate,
): Promise<Set<DebtorNumber>> {
  const acting = await representativesOn(tx, debtors, day);
  const guarded = [...acting].filter(([, theirs]) => theirs.some(({ kind }) => kind === 'guardian'));
  return new Set(guarded.map(([debtor]) => debtor));
}

/** What stands for each of these debtors: in force, and under way. */
export async function standingsOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  firstContact: DecisionRule['firstContact'],
): Promise<Map<DebtorNumber, Standing>> {
  const inForce = await agreementsInForce(tx, debtors);
  const underWay = await underWayFor(tx, debtors);
  const hearings = await hearingsOf(
    tx,
    [...underWay.values()].flatMap(({ heardAs }) => (heardAs === null ? [] : [heardAs])),
  );
  const answered = ({ heardAs }: Decision) => heardAs !== null && hearings.get(heardAs)?.answer != null;
  const withdrawn = await withdrawnClaims(tx, debtors);
  const defaulted = await inDefault(tx, debtors);
  const invoices = firstContact === 'invoice' ? await invoicesBefore(tx, debtors) : noInvoices;
  return new Map(
    debtors.map((debtor) => {
      const proposal = underWay.get(debtor) ?? null;
      return [
        debtor,
        {
          inForce: inForce.get(debtor) ?? null,
          underWay: proposal,
          answered: proposal !== null && answered(proposal),
          withdrawnClaims: withdrawn.get(debtor) ?? NONE,
          defaulted: defaulted.get(debtor) ?? NONE,
          invoiced: invoicedAs(invoices.get(debtor) ?? []),
        },
      ];
    }),
  );
}

const noneAccepted: AcceptedReasons = new Map();
const NONE: ReadonlySet<ClaimNumber> = new Set();
const nothingStands: Standing = {
  inForce: null,
  underWay: null,
  answered: false,
  withdrawnClaims: NONE,
  defaulted: NONE,
  invoiced: null,
};

const noInvoices: ReadonlyMap<DebtorNumber, Invoice[]> = new Map();

function invoicedAs(invoices: readonly Invoice[]): Standing['invoiced'] {
  const last = invoices.at(-1);
  if (last === undefined) return null;
  return last.state === 'open' ? 'open' : 'passed';
}

function pastTheirYears(
  claims: ReadonlyMap<DebtorNumber, readonly OpenBalance[]>,
  day: RunContext['calculationDate'],
): DebtorNumber[] {
  const past = ({ lapseEarliest }: OpenBalance) => lapseEarliest !== null && lapseEarliest <= day;
  return [...claims].flatMap(([debtor, open]) => (open.some(past) ? [debtor] : []));
}

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
