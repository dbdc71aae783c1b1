import { interrupted, standingLimitations } from '../charges/last-days.ts';
import { claimsToSend, type ClaimToSend } from '../claims/claims-to-send.ts';
import { recordLimitations, type Limitation } from '../claims/limitation.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { claimType, type OwnTypes } from '../law/claim-types.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Doing, RecoveryClaim } from './types.ts';

/**
 * Gældsinddrivelsesloven § 18 a: the period of what was received counts from the receipt (stk. 7). Interest shares the later date of
 * its main claim, fees have their own (stk. 2). What had run out before stays. A repayment claim is time-barred there instead of
 * lapsing; here it keeps its lapse, which applies again when it comes back. Said again, it changes nothing. Answers
 * the claims whose time was over for everybody before they were received.
 */
export async function limitationFromReceipt(
  tx: MunicipalityTx,
  claims: readonly RecoveryClaim[],
  doing: Doing,
): Promise<ClaimNumber[]> {
  const mains = claims.flatMap(({ main }) => main ?? []);
  const numbers = claims.map(({ claim }) => claim);
  const standing = await standingLimitations(tx, [...new Set([...numbers, ...mains])]);
  const sent = await claimsToSend(tx, numbers);
  const types = await ownTypesIn(tx);
  const limitations = claims.flatMap((claim) =>
    (standing.get(claim.claim) ?? []).flatMap((own) => {
      const ofMain = standing.get(claim.main ?? claim.claim) ?? [];
      const next = received(own, { claim, sent: sent.get(claim.claim), ofMain, types });
      return next === own ? [] : [{ ...next, evidence: null, ...doing }];
    }),
  );
  await recordLimitations(tx, limitations);
  return claims.flatMap(({ claim, receivedOn: on }) => {
    const own = standing.get(claim) ?? [];
    return on !== null && own.length > 0 && own.every(({ until }) => until < on) ? [claim] : [];
  });
}

interface Received {
  readonly claim: RecoveryClaim;
  readonly sent: ClaimToSend | undefined;
  readonly ofMain: readonly Limitation[];
  readonly types: OwnTypes;
}

function received(own: Limitation, { claim: { receivedOn: on }, sent, ofMain, types }: Received): Limitation {
  if (on === null || sent === undefined || own.until < on) return own;
  const type = claimType(sent.type, types);
  const civil = type.ok && type.value.class === 'civil';
  const next = interrupted(own, { kind: 'recovery-received', on, system: 'psrm', civil });
  const main = ofMain.find(({ debtor }) => debtor === own.debtor);
  if (sent.level !== 'interest' || main === undefined || main.until <= next.until) return next;
  const { until, countedFrom, years } = main;
  return { ...own, until, countedFrom, years, because: 'recovery-received' };
}

/**
 * The period goes on as it counted there. What the authority did to interrupt it is not told by its messages, and whether ten years
 * that became three come back is not settled (gældsinddrivelsesloven § 18 a, stk. 4; open question Q37): the shorter one counts.
 */
export async function ourTimeRuns(
  tx: MunicipalityTx,
  claims: readonly RecoveryClaim[],
  { why, doing }: { readonly why: string; readonly doing: Doing },
): Promise<void> {
  // Interest and fees that were received before this was kept for them have it now.
  await limitationFromReceipt(
    tx,
    claims.filter(({ main }) => main !== null),
    doing,
  );
  const numbers: ClaimNumber[] = claims.map(({ claim }) => claim);
  const standing = [...(await standingLimitations(tx, numbers)).values()].flat();
  await recordLimitations(
    tx,
    standing.map((each) => ({ ...each, because: 'returned', evidence: why, ...doing })),
  );
}
