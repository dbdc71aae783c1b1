import { sql } from 'kysely';
import { monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { logAccess } from '../access/access-log.ts';
import type { KnownFacts } from '../facts/as-of.ts';
import { ruleVersion, type RuleVersion } from '../law/rule-versions.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, readInMunicipality, type Database } from '../platform/database.ts';
import { configurationOfRun, factsBehind, sameFinding } from './explain.ts';
import { findFor, type Finding } from './finding.ts';
import { determinationsOf } from './determinations.ts';
import type { Determination } from './types.ts';
import { openWorkItems } from './work-items.ts';

export interface VerifyRequest {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly by: string;
  readonly clock: Clock;
  readonly progress?: (checked: number) => void;
}

export interface ReviewRequest extends VerifyRequest {
  /** The rule to answer by instead of each row's own: who would get another answer today? */
  readonly rule: RuleVersion;
}

export interface Verification {
  readonly checked: number;
  readonly differences: readonly { readonly month: YearMonth; readonly debtor: DebtorNumber }[];
}

const PAGE_SIZE = 2_000;

/** Computes every stored determination again with its own facts and rule version, and lists those that come out otherwise. */
export async function verifyDeterminations(request: VerifyRequest): Promise<Verification> {
  return compareAll(request, { ruleFor: ownRule, same: sameFinding });
}

/**
 * Lists the determinations to which another rule would give another answer, with their own facts and dates, and opens a
 * work item for each debtor: somebody must decide whether the matter is taken up again.
 */
export async function reviewDeterminations(request: ReviewRequest): Promise<Verification> {
  const review = await compareAll(request, { ruleFor: () => request.rule, same: sameAnswer });
  const { database, municipality, clock } = request;
  await inMunicipality(database, municipality, (tx) =>
    openWorkItems(
      tx,
      review.differences.map(({ month, debtor }) => ({
        kind: 'other-answer-today',
        debtor,
        month,
        about: request.rule.id,
      })),
      clock(),
    ),
  );
  return review;
}

/** The rule that a determination is computed again with; null: there is none such. */
type RuleFor = (determination: Determination) => RuleVersion | null;
/** Whether what is computed again is what was stored. */
type Same = (determination: Determination, finding: Finding) => boolean;

interface Comparison {
  readonly ruleFor: RuleFor;
  readonly same: Same;
}

// Another explanation of the same answer is no reason to take a matter up again.
const sameAnswer: Same = ({ found: stored }, { found }) =>
  stored.outcome === found.outcome &&
  stored.reason === found.reason &&
  (stored.outcome !== 'plan' || found.outcome !== 'plan' || stored.monthly === found.monthly);

function ownRule({ ruleVersion: id }: Determination): RuleVersion | null {
  return ruleVersion(id);
}

async function compareAll(request: VerifyRequest, comparison: Comparison): Promise<Verification> {
  const { database, municipality, by, clock } = request;
  await inMunicipality(database, municipality, (tx) =>
    logAccess(tx, {
      at: clock(),
      actor: by,
      purpose: 'verification of determinations',
      debtor: null,
      about: 'verify',
    }),
  );
  let checked = 0;
  const differences: { month: YearMonth; debtor: DebtorNumber }[] = [];
  for (const month of await readInMunicipality(database, municipality, monthsRun)) {
    for (let after: DebtorNumber | 0 = 0; ;) {
      const page = await verifyPage(request, comparison, { month, after });
      if (page.last === null) break;
      after = page.last;
      checked += page.checked;
      differences.push(...page.different.map((debtor) => ({ month, debtor })));
      request.progress?.(checked);
    }
  }
  return { checked, differences };
}

async function monthsRun(tx: Parameters<typeof determinationsOf>[0]): Promise<YearMonth[]> {
  const { rows } = await sql<{ month: PlainDate }>`select month from month_run order by month`.execute(tx);
  return rows.map(({ month }) => monthOf(month));
}

interface VerifiedPage {
  readonly checked: number;
  readonly last: DebtorNumber | null;
  readonly different: readonly DebtorNumber[];
}

async function verifyPage(
  request: VerifyRequest,
  { ruleFor, same }: Comparison,
  { month, after }: { readonly month: YearMonth; readonly after: DebtorNumber | 0 },
): Promise<VerifiedPage> {
  return readInMunicipality(request.database, request.municipality, async (tx) => {
    const page = await determinationsOf(tx, { month, after, limit: PAGE_SIZE });
    const { run } = await configurationOfRun(tx, month);
    const different: DebtorNumber[] = [];
    for (const sameBatch of Map.groupBy(page, ({ factsAsOf }) => factsAsOf).values()) {
      const facts = await factsBehind(tx, sameBatch, run.incomeLagMonths);
      for (const each of sameBatch)
        if (differs(each, facts.get(each.debtor), { rule: ruleFor(each), same })) different.push(each.debtor);
    }
    return { checked: page.length, last: page.at(-1)?.debtor ?? null, different };
  });
}

function differs(
  determination: Determination,
  facts: KnownFacts | undefined,
  { rule, same }: { readonly rule: RuleVersion | null; readonly same: Same },
): boolean {
  const { calculationDate } = determination;
  // No run can have used such a rule or date; that is a difference, and no reason to leave the others unverified.
  if (rule === null || !rule.hasTable(calculationDate)) return true;
  return !same(determination, findFor(facts, { calculationDate, rule, represented: true }));
}
