import { interrupted, standingLimitations } from '../charges/last-days.ts';
import { claimsToSend, type ClaimToSend } from '../claims/claims-to-send.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
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
 * towards whom the time of which claims was over before they were received.
 */
export async function limitationFromReceipt(
  tx: MunicipalityTx,
  claims: readonly RecoveryClaim[],
  doing: Doing,
): Promise<OverBefore> {
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
  const ended = (await liabilitiesFor(tx, numbers)).filter((each) => each.ended !== null);
  const gone = new Set(ended.map(({ claim, debtor }) => `${claim}/${debtor}`));
  const over = claims.map(({ claim, receivedOn: on }) => {
    const owing = (standing.get(claim) ?? []).filter(({ debtor }) => !gone.has(`${claim}/${debtor}`));
    return { claim, owing, late: owing.filter(({ until }) => on !== null && until < on) };
  });
  const isForAll = ({ owing, late }: (typeof over)[number]) => late.length === owing.length;
  return {
    forEverybody: over.filter((each) => each.late.length > 0 && isForAll(each)).map(({ claim }) => claim),
    forSome: over.filter((each) => !isForAll(each)).flatMap(({ late }) => late),
  };
}

/** What was received after its time was over: claims that nobody owed, and who did not owe what others did. */
export interface OverBefore {
  readonly forEverybody: readonly ClaimNumber[];
  readonly forSome: readonly Limitation[];
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
