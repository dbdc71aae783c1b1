import { arrangementsAbout } from '../arrangements/arrangements.ts';
import { howTheyStand } from '../arrangements/how-they-stand.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { municipalOrder } from '../law/municipal-order.ts';
import { inOrder, type Coverable, type FallsDue } from '../law/payment-order.ts';
import { dueDays } from '../ledger/due-days.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What decides on which days what is owed of a claim falls due. */
export interface ToFallDue extends Omit<Coverable<ClaimNumber>, 'instalments' | 'agreed' | 'afterPlan'> {
  readonly repayment: boolean;
  /** What the debtor has been asked for by instalments of a plan under bek. 585/2023. */
  readonly askedFrom: Ore;
  /** Its main claim is part of an arrangement on request that is in force. */
  readonly arranged: boolean;
}

export interface Arranged {
  /** Everything that the arrangements were agreed about. */
  readonly claims: ReadonlySet<ClaimNumber>;
  readonly instalments: ReadonlyMap<ClaimNumber, readonly FallsDue[]>;
}

const nothing: Arranged = { claims: new Set(), instalments: new Map() };

/**
 * When what is agreed on request falls due: what is left of it by its instalments, the first one first, and what is owed of its claims besides
 * after everything that has a day (open question Q46). Mostly nothing is agreed, and nothing is read.
 */
export async function arrangedDays(
  tx: MunicipalityReadTx,
  claims: readonly ToFallDue[],
  day: PlainDate,
): Promise<Arranged> {
  const open = claims.filter(({ arranged, dueFrom }) => arranged && dueFrom > zeroOre);
  if (open.length === 0) return nothing;
  const arrangements = await arrangementsAbout(tx, [...new Set(open.map(({ main }) => main))]);
  const standings = await howTheyStand(tx, arrangements, day);
  const agreed = standings.map(({ arrangement: { claims: about, terms }, standing: { unpaid, left } }) => {
    const theirs = new Set(about.map(({ claim }) => claim));
    const those = inOrder(
      open.filter(({ claim }) => theirs.has(claim)).map(asCoverable),
      municipalOrder.within,
    );
    const asked = terms.kind === 'plan' ? unpaid : [{ due: terms.lastDue, amount: left }];
    return { theirs, instalments: allotted(those, asked) };
  });
  return {
    claims: new Set(agreed.flatMap(({ theirs }) => [...theirs])),
    instalments: new Map(agreed.flatMap(({ instalments }) => instalments)),
  };
}

function asCoverable(claim: ToFallDue): Coverable<ClaimNumber> {
  return { ...claim, instalments: [], agreed: true, afterPlan: false };
}

/** The instalments as they fall on the claims, one after the other. */
function allotted(
  claims: readonly Coverable<ClaimNumber>[],
  asked: readonly FallsDue[],
): [ClaimNumber, FallsDue[]][] {
  const waiting = asked.map((each) => ({ ...each }));
  return claims.map(({ claim, dueFrom }) => {
    let left = dueFrom;
    const its = waiting.flatMap((instalment): FallsDue[] => {
      const amount = minOre(left, instalment.amount);
      if (amount === zeroOre) return [];
      left = subtractOre(left, amount);
      instalment.amount = subtractOre(instalment.amount, amount);
      return [{ due: instalment.due, amount }];
    });
    return [claim, left === zeroOre ? its : [...its, { due: null, amount: left }]];
  });
}

/** When what plans under bek. 585/2023 have asked for falls due. Where nothing else is owed that has a day, nothing is read. */
export async function planDays(
  tx: MunicipalityReadTx,
  claims: readonly ToFallDue[],
  debtor: DebtorNumber,
): Promise<ReadonlyMap<ClaimNumber, readonly FallsDue[]>> {
  const asked = claims.filter(({ askedFrom }) => askedFrom > zeroOre);
  const owing = claims.filter(({ dueFrom, open }) => dueFrom > zeroOre && open !== 'never');
  if (asked.length === 0 || owing.length < 2) return new Map();
  return dueDays(
    tx,
    debtor,
    asked.map(({ claim, askedFrom: due }) => ({ claim, due })),
  );
}
