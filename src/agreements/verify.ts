import { sql } from 'kysely';
import { monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { logAccess } from '../access/access-log.ts';
import type { KnownFacts } from '../facts/as-of.ts';
import { ruleVersion } from '../law/rule-versions.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, readInMunicipality, type Database } from '../platform/database.ts';
import { configurationOfRun, factsBehind, findAgain, sameFinding } from './explain.ts';
import { determinationsOf } from './determinations.ts';
import type { Determination } from './types.ts';

export interface VerifyRequest {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly by: string;
  readonly clock: Clock;
  readonly progress?: (checked: number) => void;
}

export interface Verification {
  readonly checked: number;
  readonly differences: readonly { readonly month: YearMonth; readonly debtor: DebtorNumber }[];
}

const PAGE_SIZE = 2_000;

/** Computes every stored determination again with its own facts and rule version, and lists those that come out otherwise. */
export async function verifyDeterminations(request: VerifyRequest): Promise<Verification> {
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
      const page = await verifyPage(request, month, after);
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
  month: YearMonth,
  after: DebtorNumber | 0,
): Promise<VerifiedPage> {
  return readInMunicipality(request.database, request.municipality, async (tx) => {
    const page = await determinationsOf(tx, { month, after, limit: PAGE_SIZE });
    const { run } = await configurationOfRun(tx, month);
    const different: DebtorNumber[] = [];
    for (const sameBatch of Map.groupBy(page, ({ factsAsOf }) => factsAsOf).values()) {
      const facts = await factsBehind(tx, sameBatch, run.incomeLagMonths);
      for (const each of sameBatch) if (differs(each, facts.get(each.debtor))) different.push(each.debtor);
    }
    return { checked: page.length, last: page.at(-1)?.debtor ?? null, different };
  });
}

function differs(determination: Determination, facts: KnownFacts | undefined): boolean {
  const rule = ruleVersion(determination.ruleVersion);
  // No run can have used such a rule or date; that is a difference, and no reason to leave the others unverified.
  if (rule === null || !rule.hasTable(determination.calculationDate)) return true;
  return !sameFinding(determination, findAgain(facts, determination));
}
