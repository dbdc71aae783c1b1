import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { isToldDead } from '../debtors/dead.ts';
import { knownDebtors } from '../debtors/lock.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { errandsOf } from './errand-rows.ts';

/** Why debtors cannot be liable instead of one who has died. */
export type SuccessorRefusal =
  | { readonly tag: 'successors-missing' }
  /** The outcome makes nobody liable instead: who names somebody means another. */
  | { readonly tag: 'successors-not-asked' }
  | { readonly tag: 'successor-is-the-dead' }
  | { readonly tag: 'successor-unknown' | 'successor-dead'; readonly debtor: DebtorNumber }
  /** Was liable for a claim already and is so no longer: nobody would owe it when the dead is freed of it. */
  | { readonly tag: 'successor-freed'; readonly debtor: DebtorNumber; readonly claim: ClaimNumber };

export interface Succeeding {
  readonly dead: DebtorNumber;
  readonly successors: readonly DebtorNumber[];
  /** What they take over. */
  readonly claims: readonly ClaimNumber[];
}

/** Why these debtors cannot take over what a dead debtor owes; null = they can. Whoever owes it already beside the dead goes on owing it. */
export async function whyNotSuccessors(
  tx: MunicipalityReadTx,
  { dead, successors, claims }: Succeeding,
): Promise<SuccessorRefusal | null> {
  if (successors.length === 0) return { tag: 'successors-missing' };
  if (successors.includes(dead)) return { tag: 'successor-is-the-dead' };
  const known = await knownDebtors(tx, successors);
  const unknown = successors.find((debtor) => !known.has(debtor));
  if (unknown !== undefined) return { tag: 'successor-unknown', debtor: unknown };
  const errands = await errandsOf(tx, successors);
  for (const debtor of successors) {
    const died = (errands.get(debtor) ?? []).some(
      ({ kind, outcome }) => kind === 'death' && outcome !== 'mistake',
    );
    if (died || (await isToldDead(tx, debtor))) return { tag: 'successor-dead', debtor };
  }
  const [freed] = await freedAlready(tx, { successors, claims });
  return freed === undefined ? null : { tag: 'successor-freed', ...freed };
}

/** The claims that some of these debtors have been liable for and are no longer, each with the first of them. */
export async function freedAlready(
  tx: MunicipalityReadTx,
  { successors, claims }: Omit<Succeeding, 'dead'>,
): Promise<{ readonly claim: ClaimNumber; readonly debtor: DebtorNumber }[]> {
  const freed = (await liabilitiesFor(tx, claims)).filter(
    ({ debtor, ended }) => ended !== null && successors.includes(debtor),
  );
  return [...Map.groupBy(freed, ({ claim }) => claim)].flatMap(([claim, [first]]) =>
    first === undefined ? [] : [{ claim, debtor: first.debtor }],
  );
}
