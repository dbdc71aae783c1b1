import { interestRun } from '../charges/interest-accrued.ts';
import { claimsOfDebtor, type ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import { priorityOf } from '../claims/property-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { liabilityDays } from '../claims/liabilities.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { refuse, ok, type Result } from '../kernel/result.ts';
import type { OwnTypes } from '../law/claim-types.ts';
import { stoodOn, type StoodOnDay } from '../ledger/standing-on-day.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What somebody owed the municipality at the end of a day, as it is known today. */
export interface Statement {
  readonly on: PlainDate;
  /** The day on which it was asked for: what was known then is what it says. */
  readonly madeOn: PlainDate;
  /** Every debt that had arisen by then and of which something was left, oldest first. */
  readonly debts: readonly StatedDebt[];
  /** Left to be paid to us. */
  readonly owed: Ore;
  readonly atRecovery: Ore;
  /** Interest that has run by the end of the day, is owed besides, and was not posted by then. */
  readonly interestRun: Ore;
}

/** A claim with its interest and its fees. */
export interface StatedDebt {
  readonly claim: ClaimOfDebtor;
  readonly principal: Ore;
  readonly interest: Ore;
  readonly fees: Ore;
  /** On all of it. */
  readonly paid: Ore;
  /** Not asked for any longer without having been paid: with `paid`, `left` and `atRecovery` it is all of it. */
  readonly fellAway: Ore;
  readonly left: Ore;
  readonly atRecovery: Ore;
  readonly interestRun: Ore;
  /** The last day on which it stands before others in the property; null = it never does. */
  readonly priorityUntil: PlainDate | null;
}

/** The debts of a statement that belong to a property: with its number, or by their type. */
export function ofProperties(statement: Statement): Statement {
  return withDebts(
    statement,
    statement.debts.filter(({ claim, priorityUntil }) => claim.property !== null || priorityUntil !== null),
  );
}

function withDebts(
  { on, madeOn }: Pick<Statement, 'on' | 'madeOn'>,
  debts: readonly StatedDebt[],
): Statement {
  return {
    on,
    madeOn,
    debts,
    owed: sumOre(debts.map(({ left }) => left)),
    atRecovery: sumOre(debts.map(({ atRecovery }) => atRecovery)),
    interestRun: sumOre(debts.map(({ interestRun: run }) => run)),
  };
}

/**
 * The debts of a debtor at the end of a day, by the days from which things count. Today's is the overview's number. Refuses a day that has
 * not come: interest may be added until then.
 */
export async function statementOn(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { on, today }: { readonly on: PlainDate; readonly today: PlainDate },
): Promise<Result<Statement, { readonly tag: 'in-future' }>> {
  if (on > today) return refuse({ tag: 'in-future' });
  const all = await claimsOfDebtor(tx, debtor);
  const claims =
    on === today ? all.filter(({ ended }) => ended === null) : await liableOn(tx, debtor, { all, on });
  const stood = await stoodOn(
    tx,
    claims.map(({ claim }) => claim),
    on,
  );
  const own = await ownTypesIn(tx);
  const families = Map.groupBy(claims, ({ main }) => main);
  const mains = claims.filter(({ level }) => level === 'main').map(({ claim }) => claim);
  const run = await interestRun(tx, mains, on);
  const debts = [...families.values()]
    .flatMap((family) => debtOf(family, { stood, run, own }))
    .filter(({ left, atRecovery, interestRun: its }) => sumOre([left, atRecovery, its]) > zeroOre);
  return ok(withDebts({ on, madeOn: today }, debts));
}

/** Those that the debtor was liable for on the day. */
async function liableOn(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { all, on }: { readonly all: readonly ClaimOfDebtor[]; readonly on: PlainDate },
): Promise<ClaimOfDebtor[]> {
  const days = await liabilityDays(
    tx,
    all.map(({ claim }) => claim),
  );
  const own = new Map(days.filter((each) => each.debtor === debtor).map((each) => [each.claim, each]));
  return all.filter(({ claim }) => {
    const its = own.get(claim);
    return (its?.since ?? on) <= on && (its?.endedOn == null || its.endedOn > on);
  });
}

interface Stood {
  readonly stood: ReadonlyMap<ClaimNumber, StoodOnDay>;
  readonly run: ReadonlyMap<ClaimNumber, Ore>;
  readonly own: OwnTypes;
}

function debtOf(family: readonly ClaimOfDebtor[], { stood, run, own }: Stood): StatedDebt[] {
  const claim = family.find(({ level }) => level === 'main') ?? family[0];
  if (claim === undefined) return [];
  const sum = (level: ClaimOfDebtor['level'] | 'all', read: (day: StoodOnDay) => Ore) =>
    sumOre(
      family.flatMap((each) => {
        const its = stood.get(each.claim);
        return its === undefined || (level !== 'all' && each.level !== level) ? [] : [read(its)];
      }),
    );
  return [
    {
      claim,
      principal: sum('main', ({ raised }) => raised),
      interest: sum('interest', ({ raised }) => raised),
      fees: sum('fee', ({ raised }) => raised),
      paid: sum('all', ({ paid }) => paid),
      fellAway: sum('all', ({ fellAway }) => fellAway),
      left: sum('all', ({ left }) => left),
      atRecovery: sum('all', ({ atRecovery }) => atRecovery),
      interestRun: run.get(claim.claim) ?? zeroOre,
      priorityUntil: priorityOf(claim, own),
    },
  ];
}
