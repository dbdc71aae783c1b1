import { closeMatter, openItems } from '../agreements/work-items.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { tellPerson } from './answered.ts';
import type { RecoveryTask } from './recovery-day.ts';
import { toldOtherwise } from './told-balances.ts';

const KIND = 'recovery-balance';

/**
 * Tells a person of each claim of which the authority says that it has another amount left than its own messages come to, and closes
 * the item when they agree. Answers how many claims differ. The same day again tells nothing new.
 */
export function watchBalances({ database, municipality, by, clock }: RecoveryTask): Promise<number> {
  return inMunicipality(database, municipality, (tx) => watchIn(tx, { by, at: clock() }));
}

async function watchIn(
  tx: MunicipalityTx,
  doing: { readonly by: string; readonly at: Temporal.Instant },
): Promise<number> {
  const otherwise = await toldOtherwise(tx, dayInCopenhagen(doing.at));
  const differing = new Set(otherwise.map(({ claim }) => about(claim)));
  const because = 'tallene stemmer igen';
  for (const item of await openItems(tx, { debtor: null, kind: KIND }))
    if (item.about !== null && !differing.has(item.about))
      await closeMatter(tx, { kind: KIND, about: item.about }, { by: 'automatic', because, at: doing.at });
  for (const { claim } of otherwise) await tellPerson(tx, { claim }, { kind: KIND, detail: '', doing });
  return otherwise.length;
}

function about(claim: ClaimNumber): string {
  return `claim ${claim}`;
}
