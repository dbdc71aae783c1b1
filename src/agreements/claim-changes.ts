import { monthOf } from '../kernel/dates.ts';
import { plainKroner, zeroOre, type Ore } from '../kernel/money.ts';
import type { ClaimDescription } from '../claims/claim-descriptions.ts';
import type { ClaimChange } from '../letters/model.ts';
import type { LetterBasis } from './letter-basis.ts';

/** Which claims are others than when what is in force was decided; told where that is what the decision is about. */
export function claimChanges({ decision, claims, withdrawnClaims }: LetterBasis): ClaimChange[] {
  if (decision.change !== 'claims-changed' || decision.replaces === null) return [];
  const before = new Map(decision.replaces.covers.map(({ claim, raised }) => [claim, raised]));
  const now = new Map(decision.covers.map(({ claim, raised }) => [claim, raised]));
  const gone = [...before.keys()].filter((claim) => withdrawnClaims.has(claim));
  const changed = [...now].filter(([claim, raised]) => before.get(claim) !== raised).map(([claim]) => claim);
  return [...changed, ...gone].flatMap((claim) => {
    const description = claims.get(claim);
    const amounts = { before: before.get(claim) ?? zeroOre, now: now.get(claim) ?? zeroOre };
    return description === undefined ? [] : [changeOf(description, amounts)];
  });
}

interface Amounts {
  readonly before: Ore;
  readonly now: Ore;
}

function changeOf(
  { benefit, periodFrom, periodTo }: ClaimDescription,
  { before, now }: Amounts,
): ClaimChange {
  return {
    benefit,
    monthFrom: monthOf(periodFrom),
    monthTo: monthOf(periodTo),
    change: kindOf({ before, now }),
    before: plainKroner(before),
    now: plainKroner(now),
    why: null,
  };
}

function kindOf({ before, now }: Amounts): ClaimChange['change'] {
  if (before === zeroOre) return 'new';
  if (now === zeroOre) return 'gone';
  return now > before ? 'raised' : 'reduced';
}
