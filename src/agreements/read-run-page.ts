import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { liableDebtorPage } from '../claims/liable-claims.ts';
import { withdrawnClaims } from '../claims/liability-ends.ts';
import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import { numberConflicts } from '../debtors/numbers.ts';
import { representativesOn } from '../debtors/representatives.ts';
import { factsAsOf, type KnownFacts } from '../facts/as-of.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { agreementsInForce } from './agreements.ts';
import { claimsToDecide } from './claims-to-decide.ts';
import type { AcceptedReasons } from './circumstances.ts';
import type { Standing } from './change.ts';
import { underWayFor } from './decisions.ts';
import { acceptedReasons } from './grounds-that-count.ts';
import { hearingsOf } from './hearings.ts';
import { debtorsInErrand, type NotWhile } from './in-errand.ts';
import type { DecisionRule } from './decision-rule.ts';
import { agreementHistories } from './history.ts';
import { inDefault } from './plan-defaults.ts';
import { invoicesBefore, type Invoice } from './invoices.ts';
import type { AgreementHistory } from './lapsing.ts';
import { lookBack } from './look-back.ts';
import { factsQuestion, type RunContext } from './run-context.ts';
import type { AskedTooMuch, Decision } from './types.ts';

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
  const claims = await claimsToDecide(tx, debtors);
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

const NONE: ReadonlySet<ClaimNumber> = new Set();
/** Of one of whom nothing is in force or under way. */
export const nothingStands: Standing = {
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
): Map<DebtorNumber, ClaimNumber[]> {
  const past = ({ lapseEarliest }: OpenBalance) => lapseEarliest !== null && lapseEarliest <= day;
  return new Map(
    [...claims].flatMap(([debtor, open]) => {
      const theirs = open.filter(past).map(({ claimNumber }) => claimNumber);
      return theirs.length === 0 ? [] : [[debtor, theirs] as const];
    }),
  );
}
