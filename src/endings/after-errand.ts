import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { relievedBy } from '../ledger/reliefs.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { whichBelong } from './belongs.ts';
import { carryOut, settles } from './carry-out-errand.ts';
import { addErrandClaims, successorsAfter } from './errand-claim-rows.ts';
import { errandsOf } from './errand-rows.ts';
import type { Errand, ErrandOutcome } from './errand-types.ts';
import { openErrand, type ActingOnErrand } from './errands.ts';
import { leftOf } from './left-of-claims.ts';
import { liftSettled } from './lift-settled.ts';
import { owedHere, type OwedHere } from './owed-here.ts';
import { freedAlready } from './successors.ts';
import { askAbout, holdInErrand } from './take-in.ts';

/** What came of claims that a debtor has come to owe here since errands were closed. */
export interface Followed {
  /** Claims that a spouse or heir has taken over. */
  readonly takenOver: number;
  /** Claims that the debtor was freed of, or of a part of them. */
  readonly freed: number;
  /** Errands opened again, because nothing was settled. */
  readonly again: number;
}

/**
 * Lets the outcome of a debtor's closed errands govern what they owe here now, whether it was billed late or has come back from
 * Gældsstyrelsen: what belongs to the errand is discharged, relieved or taken over as the rest was (late claims in an estate are lost,
 * dødsboskifteloven §§ 81-83). What nobody can tell of is held, and a person is asked. A death stays: where its errand settled
 * nothing, it is opened again. What is on its way to Gældsstyrelsen is held, and seen to when it is back. Safe to repeat.
 */
export async function followClosed(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  acting: ActingOnErrand,
): Promise<Followed> {
  const successors = await successorsAfter(tx, debtor);
  await lockReceivables(tx, [...new Set([debtor, ...[...successors.values()].flat()])]);
  const errands = (await errandsOf(tx, [debtor])).get(debtor) ?? [];
  let [takenOver, freed, again] = [0, 0, 0];
  for (const errand of governing(errands)) {
    const { outcome } = errand;
    if (await settles(tx, errand, outcome)) {
      const settled = await followOne(tx, errand, {
        successors: successors.get(errand.number) ?? [],
        ...acting,
      });
      if (takesOver(outcome)) takenOver += settled;
      else freed += settled;
    } else if (errand.kind === 'death' && (await owedHere(tx, debtor)).length > 0) {
      const opened = await openErrand(tx, { ...acting, kind: 'death', debtor, beganOn: errand.beganOn });
      assert(opened.ok, 'nothing was settled by the last errand');
      again += 1;
    }
  }
  return { takenOver, freed, again };
}

type Closed = Errand & { readonly outcome: ErrandOutcome };

/** The closed errands that govern: of deaths the last one, and none while one is open. */
function governing(errands: readonly Errand[]): Closed[] {
  const counting = errands.filter(({ outcome }) => outcome !== 'mistake');
  const death = counting.findLast(({ kind }) => kind === 'death');
  return counting.filter(
    (errand): errand is Closed => errand.outcome !== null && (errand.kind !== 'death' || errand === death),
  );
}

export function takesOver(outcome: ErrandOutcome): boolean {
  return outcome === 'undivided-estate' || outcome === 'private-division';
}

interface Following extends ActingOnErrand {
  readonly successors: readonly DebtorNumber[];
}

/** Answers how many claims were settled. */
async function followOne(
  tx: MunicipalityTx,
  errand: Closed,
  { successors, ...acting }: Following,
): Promise<number> {
  const { number, debtor, outcome, kept } = errand;
  const { settled, asked } = await sorted(tx, errand, successors);
  if (settled.length > 0) {
    await addErrandClaims(tx, number, settled);
    const left = await leftOf(
      tx,
      debtor,
      settled.map(({ claim }) => claim),
    );
    await carryOut(tx, errand, { left, outcome, kept, successors, ...acting });
    await liftSettled(tx, errand, { claims: settled.map(({ claim }) => claim), why: outcome, ...acting });
  }
  const added = await holdInErrand(tx, errand, { claims: asked, ...acting });
  await askAbout(tx, errand, { claims: added.filter(({ onItsWay }) => !onItsWay), ...acting });
  return settled.length;
}

interface Sorted {
  readonly settled: readonly OwedHere[];
  readonly asked: readonly OwedHere[];
}

/** What follows the outcome at once, and what is held until a person has seen to it, or it is back. */
async function sorted(
  tx: MunicipalityReadTx,
  errand: Closed,
  successors: readonly DebtorNumber[],
): Promise<Sorted> {
  const { number, kind, debtor, outcome, kept } = errand;
  const relieved = await relievedBy(tx, number);
  // What is charged later on the part that was kept is owed whole.
  const owed = (await owedHere(tx, debtor)).filter(
    ({ claim, main }) => !relieved.has(claim) && !relieved.has(main),
  );
  const claims = owed.map(({ claim }) => claim);
  const belongs = await whichBelong(tx, errand, claims);
  const joint = new Set(
    (await leftOf(tx, debtor, claims)).flatMap(({ claim, others }) => (others ? [claim] : [])),
  );
  const freed = new Set((await freedAlready(tx, { successors, claims })).map(({ claim }) => claim));
  // Relief for a part of a joint claim is for a person, and so is an estate whose successors nobody has noted, or one of whom has been
  // freed of the claim.
  const mayFollow = (claim: ClaimNumber) =>
    (outcome !== 'relieved' || kept === 0 || !joint.has(claim)) &&
    (!takesOver(outcome) || (successors.length > 0 && !freed.has(claim)));
  const follows = ({ claim, onItsWay }: OwedHere) =>
    !onItsWay && belongs(claim) === 'yes' && mayFollow(claim);
  return {
    settled: owed.filter(follows),
    asked: owed.filter((each) => !follows(each) && (kind === 'death' || belongs(each.claim) !== 'no')),
  };
}
