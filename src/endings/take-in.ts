import { openWorkItems } from '../agreements/work-items.ts';
import { placeHolds } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, monthOf } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { whichBelong } from './belongs.ts';
import { addErrandClaims } from './errand-claim-rows.ts';
import { updateErrand } from './errand-rows.ts';
import type { Errand } from './errand-types.ts';
import type { ActingOnErrand } from './errands.ts';
import { owedHere, type OwedHere } from './owed-here.ts';

/** A hold of an errand is looked at after so many days; own choice, as for holds by hand. */
const REVIEW_DAYS = 90;

/**
 * Takes what the debtor has come to owe into an open errand, and holds it. What was filed for good is not filed again by itself: a
 * person is asked, and the day by which it may still be filed counts anew.
 */
export async function takeIn(tx: MunicipalityTx, errand: Errand, acting: ActingOnErrand): Promise<void> {
  const owed = await owedHere(tx, errand.debtor);
  const belongs = await whichBelong(
    tx,
    errand,
    owed.map(({ claim }) => claim),
  );
  // Nobody collects from the dead, whatever is said of a claim.
  const theirs = owed.filter(({ claim }) => errand.kind === 'death' || belongs(claim) !== 'no');
  const added = await holdInErrand(tx, errand, { claims: theirs, ...acting });
  const isFiled = errand.filed?.how === 'final';
  const asked = added.filter(({ claim }) => isFiled || belongs(claim) === 'unclear');
  await askAbout(tx, errand, { claims: asked, ...acting });
  if (isFiled && errand.unfiledSince === null && added.length > 0)
    await updateErrand(tx, { ...errand, unfiledSince: acting.on });
}

interface WithClaims extends ActingOnErrand {
  readonly claims: readonly OwedHere[];
}

/** Notes claims of an errand, open or closed, and holds them for it. Answers those that are new to it. */
export async function holdInErrand(
  tx: MunicipalityTx,
  { number, kind, debtor, beganOn, openedOn }: Errand,
  { claims, by, on, at }: WithClaims,
): Promise<OwedHere[]> {
  const added = await addErrandClaims(tx, number, claims);
  const reviewOn = addDays(on, REVIEW_DAYS);
  const about = String(number);
  await placeHolds(
    tx,
    claims.map(({ claim, onItsWay }) => {
      // What comes late bears no interest since it began either; what is on its way to Gældsstyrelsen is called off from today.
      const from = onItsWay || openedOn === on ? on : beganOn;
      return { claim, debtor, reason: kind, from, reviewOn, about, by, at };
    }),
  );
  return claims.filter(({ claim }) => added.has(claim));
}

/** What the work item about a claim of an errand is about. */
export function claimMatter(errand: bigint, main: ClaimNumber) {
  return { kind: 'errand-claim', about: `${errand} claim ${main}` } as const;
}

/** Asks a person what is to become of claims, each once with its interest and fees. */
export async function askAbout(
  tx: MunicipalityTx,
  { number, debtor }: Errand,
  { claims, on, at }: WithClaims,
): Promise<void> {
  const mains = [...new Set(claims.map(({ main }) => main))];
  await openWorkItems(
    tx,
    mains.map((main) => ({ ...claimMatter(number, main), debtor, month: monthOf(on) })),
    at,
  );
}
