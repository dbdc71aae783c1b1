import { payableClaims } from '../claims/payable-claims.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { accountColumns, accountsIn, balanceOf } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { complete, enqueue, postpone, takeDue, type TakenWork } from '../platform/due-work.ts';
import { discharge } from './discharge.ts';
import { addErrandClaims, heldErrand } from './errand-rows.ts';
import type { Errand } from './errand-types.ts';
import type { ActingOnErrand } from './errands.ts';
import { leftOf } from './left-of-claims.ts';
import { nextMorning } from './liability-told.ts';
import { makeLiable, type TakeOver } from './make-liable.ts';

/** Kind of due work: successors wait for claims of the dead that are at Gældsstyrelsen. Key: the errand's number. */
const SUCCESSORS_WAIT = 'successors-wait';

/** Notes that the successors take these main claims over, with their interest and fees, when they have come back. */
export async function waitForReturn(
  tx: MunicipalityTx,
  { errand, estate, successors, at }: TakeOver,
  claims: readonly ClaimNumber[],
): Promise<void> {
  if (claims.length === 0) return;
  const payload = { estate, successors, claims: claims.map(String) };
  await enqueue(tx, [{ kind: SUCCESSORS_WAIT, key: String(errand.number), dueAt: at, payload }]);
}

/** What waits for an errand, as it was written down. */
interface Waiting extends Pick<TakeOver, 'estate' | 'successors'> {
  readonly number: bigint;
  readonly mains: ReadonlySet<ClaimNumber>;
}

function readWaiting({ key, payload }: TakenWork): Waiting {
  // As waitForReturn wrote it.
  const { estate, successors, claims } = payload as Pick<TakeOver, 'estate' | 'successors'> & {
    readonly claims: readonly string[];
  };
  const mains = new Set(claims.map((each) => claimNumber(BigInt(each))));
  return { number: BigInt(key), estate, successors, mains };
}

/**
 * Lets the successors of one errand take over what has come back from Gældsstyrelsen, however it came: recalled, or sent back by
 * itself. What is still there is looked at again the next day, until nothing of it is owed there any longer; what cannot be called
 * back is a person's matter meanwhile (work items of the recall). Answers how many claims were taken over, and whether there may be more.
 */
export async function takeOverReturned(
  tx: MunicipalityTx,
  { by, at }: Pick<ActingOnErrand, 'by' | 'at'>,
): Promise<{ readonly takenOver: number; readonly more: boolean }> {
  const [work] = await takeDue(tx, { kind: SUCCESSORS_WAIT, now: at, limit: 1 });
  if (work === undefined) return { takenOver: 0, more: false };
  const waiting = readWaiting(work);
  const { number, successors, mains } = waiting;
  // An errand's number has its debtor's in it.
  await lockReceivables(tx, [Number(number / 100n) as DebtorNumber, ...successors]);
  const errand = await heldErrand(tx, number);
  assert(errand !== null, 'an errand is kept');
  const { here, there } = await whereTheyAre(tx, errand, mains);
  const takenOver = await takeOverHere(tx, here, {
    errand,
    waiting,
    acting: { by, on: dayInCopenhagen(at), at },
  });
  if (there === 0) await complete(tx, { kind: SUCCESSORS_WAIT, keys: [work.key], now: at });
  else await postpone(tx, work, { because: 'at-recovery', until: nextMorning(at) });
  return { takenOver, more: true };
}

/** Of these claims, with their interest and fees: those that the dead owes here, and how many are at Gældsstyrelsen or on their way. */
async function whereTheyAre(
  tx: MunicipalityReadTx,
  { debtor }: Errand,
  mains: ReadonlySet<ClaimNumber>,
): Promise<{ readonly here: readonly ClaimNumber[]; readonly there: number }> {
  const all = await payableClaims<string[]>(tx, debtor, accountColumns);
  const family = all
    .filter(({ main }) => mains.has(main))
    .map(({ claim, forRecovery, besides }) => {
      const accounts = accountsIn(claim, besides);
      const isOwedHere = balanceOf(accounts) > zeroOre;
      const isThere = (accounts?.atRecovery ?? zeroOre) > zeroOre || (forRecovery && isOwedHere);
      return { claim, isOwedHere, isThere };
    });
  const here = family.filter(({ isOwedHere, isThere }) => isOwedHere && !isThere).map(({ claim }) => claim);
  return {
    here: here.toSorted((a, b) => (a < b ? -1 : 1)),
    there: family.filter(({ isThere }) => isThere).length,
  };
}

async function takeOverHere(
  tx: MunicipalityTx,
  here: readonly ClaimNumber[],
  {
    errand,
    waiting,
    acting,
  }: {
    readonly errand: Errand;
    readonly waiting: Waiting;
    readonly acting: ActingOnErrand;
  },
): Promise<number> {
  const claims = await leftOf(tx, errand.debtor, here);
  if (claims.length === 0) return 0;
  const { estate, successors } = waiting;
  await addErrandClaims(tx, errand.number, claims);
  await makeLiable(tx, { ...acting, errand, estate, successors, claims });
  await discharge(tx, errand, { ...acting, claims: claims.map(({ claim }) => claim), because: 'estate' });
  return claims.length;
}
