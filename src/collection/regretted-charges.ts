import { closeMatter } from '../agreements/work-items.ts';
import { holdsOn, liftHolds, placeHolds, type Hold } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen } from '../kernel/dates.ts';
import { REVIEW_AFTER } from '../law/holds.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { tellPerson } from './answered.ts';
import { recoveryClaims } from './store.ts';
import type { Doing } from './types.ts';

const ABOUT = 'regretted ';
const KIND = 'recovery-put-right';

/**
 * Interest or a fee that a person has regretted in a hearing is not sent again as it stands: it is held, and a person is told. A main
 * claim needs no hold, because it is cleared no longer.
 */
export async function putRightFirst(
  tx: MunicipalityTx,
  { claim, reference }: { readonly claim: ClaimNumber; readonly reference: string },
  doing: Doing,
): Promise<void> {
  const regretted = (await recoveryClaims(tx, [claim])).get(claim);
  if (regretted === undefined || regretted.main === null) return;
  const from = dayInCopenhagen(doing.at);
  const reviewOn = addDays(from, REVIEW_AFTER);
  const about = `${ABOUT}${reference}`;
  await placeHolds(tx, [{ claim, reason: 'manual', debtor: null, from, reviewOn, about, ...doing }]);
  await tellPerson(tx, { claim }, { kind: KIND, detail: about, doing });
}

/** A person has said why it is to be sent: the next transfer takes it along. */
export async function sendableAgain(tx: MunicipalityTx, claim: ClaimNumber, doing: Doing): Promise<void> {
  const held = ((await holdsOn(tx, [claim])).get(claim) ?? []).filter(isRegretted);
  const on = dayInCopenhagen(doing.at);
  await liftHolds(
    tx,
    held.map((hold) => ({ ...hold, on, why: 'put-right', ...doing })),
  );
  for (const { about } of held)
    await closeMatter(
      tx,
      { kind: KIND, about: `claim ${claim} ${about}` },
      { by: doing.by, because: 'Det må sendes igen.', at: doing.at },
    );
}

function isRegretted({ reason, about }: Hold): boolean {
  return reason === 'manual' && about.startsWith(ABOUT);
}
