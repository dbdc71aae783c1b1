import { inDefault } from '../agreements/plan-defaults.ts';
import type { Liability } from '../claims/liabilities.ts';
import { clearancesOf } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { howFarSteps } from '../dunning/how-far.ts';
import type { ClaimStateFacts } from '../law/claim-state.ts';
import type { NoticeKind } from '../letters/model.ts';
import { newestNoticeKinds } from '../letters/notices-of-claims.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

type Pursued = NonNullable<ClaimStateFacts['pursued']>;

/**
 * What has been done about main claims that are not paid, the furthest of it; claims of which nothing was done are left out.
 * Everybody who is liable has been told before a claim is cleared for transfer. `written`: what counts as written of them; absent = whatever was, to
 * whomever. To one who owes them it is what was written to them: of what several owe, a demand of another's plan is not theirs to know.
 */
export async function pursuitOf(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  liabilities: readonly Liability[],
  written?: ReadonlyMap<ClaimNumber, NoticeKind>,
): Promise<Map<ClaimNumber, Pursued>> {
  const still = liabilities.filter(({ ended }) => ended === null);
  const debtors = [...new Set(still.map(({ debtor }) => debtor))];
  const [cleared, defaults, steps, notices] = await Promise.all([
    clearancesOf(tx, mains),
    inDefault(tx, debtors),
    howFarSteps(tx, mains),
    written ?? newestNoticeKinds(tx, mains),
  ]);
  const defaulted = new Set(
    still.flatMap(({ claim, debtor }) => (defaults.get(debtor)?.has(claim) === true ? [claim] : [])),
  );
  return new Map(
    mains.flatMap((main) => {
      if (cleared.has(main)) return [[main, 'notified'] as const];
      if (defaulted.has(main)) return [[main, 'defaulted'] as const];
      const pursued = steps.get(main) ?? pursuedBy(notices.get(main));
      return pursued === null ? [] : [[main, pursued] as const];
    }),
  );
}

/** What a notice tells of how far a claim has been pursued; the others tell nothing of that. */
const PURSUED_BY: Readonly<Partial<Record<NoticeKind, Pursued>>> = {
  reminder: 'reminded',
  'transfer-warning': 'reminded',
  demand: 'demanded',
  'plan-broken': 'demanded',
};

function pursuedBy(notice: NoticeKind | undefined): Pursued | null {
  return notice === undefined ? null : (PURSUED_BY[notice] ?? null);
}
