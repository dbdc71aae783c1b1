import { inDefault } from '../agreements/plan-defaults.ts';
import type { Liability } from '../claims/liabilities.ts';
import { clearancesOf } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { howFarSteps } from '../dunning/how-far.ts';
import type { ClaimStateFacts } from '../law/claim-state.ts';
import type { NoticeKind } from '../letters/model.ts';
import { newestNoticeKinds } from '../letters/notices-of-claims.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

type Pursued = NonNullable<ClaimStateFacts['pursued']>;

/**
 * What has been done about main claims that are not paid, the furthest of it; claims of which nothing was done are left out.
 * Everybody who is liable has been told before a claim is cleared for transfer. `to`: what was
 * written to that debtor alone; null = to whomever. Of what several owe, a demand of another's plan is not for each of them to know.
 */
export async function pursuitOf(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  { liabilities, to }: { readonly liabilities: readonly Liability[]; readonly to: DebtorNumber | null },
): Promise<Map<ClaimNumber, Pursued>> {
  const still = liabilities.filter(({ ended }) => ended === null);
  const debtors = [...new Set(still.map(({ debtor }) => debtor))];
  const [cleared, defaults, steps, notices] = await Promise.all([
    clearancesOf(tx, mains),
    inDefault(tx, debtors),
    howFarSteps(tx, mains),
    newestNoticeKinds(tx, mains, { kinds: TELLING, to }),
  ]);
  const defaulted = new Set(
    still.flatMap(({ claim, debtor }) => (defaults.get(debtor)?.has(claim) === true ? [claim] : [])),
  );
  return new Map(
    mains.flatMap((main): (readonly [ClaimNumber, Pursued])[] => {
      if (cleared.has(main)) return [[main, 'notified']];
      if (defaulted.has(main)) return [[main, 'defaulted']];
      const notice = notices.get(main);
      const pursued = steps.get(main) ?? (notice === undefined ? undefined : PURSUED_BY[notice]);
      return pursued === undefined ? [] : [[main, pursued]];
    }),
  );
}

/** What a notice tells of how far a claim has been pursued; the others tell nothing of that. */
const PURSUED_BY = {
  reminder: 'reminded',
  'transfer-warning': 'reminded',
  demand: 'demanded',
  'plan-broken': 'demanded',
} as const satisfies Partial<Record<NoticeKind, Pursued>>;

const TELLING = Object.keys(PURSUED_BY) as readonly (keyof typeof PURSUED_BY)[]; // its own keys
