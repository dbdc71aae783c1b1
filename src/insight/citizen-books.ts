import { lastDaysOf } from '../charges/last-days.ts';
import { proposalsAbout } from '../arrangements/arrangements.ts';
import type { Arrangement } from '../arrangements/types.ts';
import { ownDays } from '../arrangements/own-days.ts';
import { underWayOf, type UnderWay } from '../checkout/under-way.ts';
import { interestRun } from '../charges/interest-accrued.ts';
import { mainsBearing } from '../charges/interest-courses.ts';
import { claimsOfDebtor, type ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { RecoveryClaim } from '../collection/types.ts';
import { recoveryClaims } from '../collection/where-claims-are.ts';
import { latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { restsWithInterest } from '../law/holds.ts';
import { balanceOf } from '../ledger/balances.ts';
import { overpaidBy, owedBackBy } from '../ledger/overpaid.ts';
import { lastTakenOff } from '../ledger/settled-on.ts';
import { newestAskingNoticesTo, type NoticeTold } from '../letters/notices-of-claims.ts';
import { onItsWayBackTo } from '../payments/refund-orders.ts';
import { othersMustSign } from '../debtors/signatures.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { readPartly, type Part, type Read } from '../platform/read-partly.ts';
import { pursuitOf } from './claim-pursuit.ts';
import { ownStandings, type Standings } from './claim-standing.ts';
import { nothingSaid, ownMatters, type OwnMatters } from './own-matters.ts';
import { planableAmong } from './planable.ts';
import { readPlans, type Plans } from './plans-in-books.ts';
import { quietAfterAnswers } from './quiet-after-answers.ts';
import { owedAgain, type OwedAgain } from './quiet-after-taken-off.ts';

/** What may be missing of a citizen's books while the rest is there. */
export type BookPart = Extract<
  Part,
  'plans' | 'offers' | 'answers' | 'recovery' | 'steps' | 'under-way' | 'interest'
>;

/** All that the pages tell a citizen of, as it stood at one moment. */
export interface CitizenBooks {
  readonly debtor: DebtorNumber;
  /** Everything the citizen owes or has owed, oldest first. */
  readonly claims: readonly ClaimOfDebtor[];
  readonly standing: Omit<Standings, 'agreed' | 'recovery'>;
  /** The newest letter to the citizen that asks for each claim. */
  readonly notices: ReadonlyMap<ClaimNumber, NoticeTold>;
  /** The last day on which anything was taken off what nothing is left of. */
  readonly settledOn: ReadonlyMap<ClaimNumber, PlainDate>;
  /** Held for the citizen. */
  readonly held: Ore;
  /** On its way back to the citizen: held no longer, and not known to have left. */
  readonly onItsWayBack: Ore;
  /** Given back to the citizen, and owed again since. */
  readonly owedBack: Ore;
  /** What the citizen is paying on the web. */
  readonly underWay: readonly UnderWay[];
  /** Main claims that rest, and bear interest all the same. */
  readonly bearing: ReadonlySet<ClaimNumber>;
  /** Main claims of which the citizen could make a plan, where the municipality offers it. */
  readonly planable: ReadonlySet<ClaimNumber>;
  /** Others must sign a plan for the citizen, or with them. */
  readonly othersMustSign: boolean;
  /** Main claims that the citizen has asked to pay in another way, and has not been answered. */
  readonly wished: ReadonlySet<ClaimNumber>;
  /** What the citizen has said and asked for: of what several owe, what another of them has done is not told. */
  readonly own: OwnMatters;
  /** Main claims about which nothing more is done up to and with a day, because the citizen has been answered, or a payment of theirs was taken off; also where the day has passed. */
  readonly quiet: ReadonlyMap<ClaimNumber, PlainDate>;
  /** Main claims that are owed again because a payment was taken off. */
  readonly owedAgain: ReadonlyMap<ClaimNumber, OwedAgain>;
  /** Interest that has run up to now and is not posted yet, by main claim. */
  readonly interestRun: ReadonlyMap<ClaimNumber, Ore>;
  readonly plans: Read<Plans>;
  readonly recovery: Read<ReadonlyMap<ClaimNumber, RecoveryClaim>>;
  /** What could not be read: there is nothing of it in the rest. */
  readonly down: readonly BookPart[];
}

/**
 * A citizen's books on a day, in one snapshot. What a room cannot tell is `down`, and the rest is there all the same; without claims and
 * ledger there are none, and it throws.
 */
export async function citizenBooks(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<CitizenBooks> {
  const all = await claimsOfDebtor(tx, debtor);
  const days = await ownDays(tx, debtor, all);
  const claims = all.map((claim) => ({ ...claim, ...days(claim) }));
  const whose = { debtor, claims, day };
  const [own, parts] = await readPartly(tx, {
    needed: () => readOwn(tx, whose),
    parts: {
      plans: () => readPlans(tx, debtor, day),
      offers: () => readOffers(tx, whose),
      answers: () => readAnswers(tx, whose),
      recovery: () => recoveryClaims(tx, numbersOf(claims)),
      steps: () => readSteps(tx, whose),
      'under-way': () => underWayOf(tx, debtor),
      interest: () => readInterest(tx, whose),
    },
  });
  return booksOf(whose, own, parts);
}

interface Whose {
  readonly debtor: DebtorNumber;
  readonly claims: readonly ClaimOfDebtor[];
  readonly day: PlainDate;
}

interface BookParts {
  readonly plans: CitizenBooks['plans'];
  readonly offers: Read<Offers>;
  readonly answers: Read<Answers>;
  readonly recovery: CitizenBooks['recovery'];
  readonly steps: Read<Steps>;
  readonly 'under-way': Read<readonly UnderWay[]>;
  readonly interest: Read<Interest>;
}

function booksOf(
  { debtor, claims, day }: Whose,
  { standing, ...rest }: Own,
  { plans, offers, answers, recovery, steps, interest, 'under-way': underWay }: BookParts,
): CitizenBooks {
  const { pursued, ...written } = steps.state === 'read' ? steps.value : NO_STEPS;
  const { proposals, own: said } = answers.state === 'read' ? answers.value : NO_ANSWERS;
  const { lastDays, othersMustSign: mustOthers } = offers.state === 'read' ? offers.value : NO_OFFERS;
  const { run, bearing } = interest.state === 'read' ? interest.value : NO_INTEREST;
  const paid = underWay.state === 'read' ? underWay.value : [];
  const all = { plans, offers, answers, recovery, steps, 'under-way': underWay, interest };
  const own = withHoldsTowards(debtor, { ...standing, pursued });
  return {
    debtor,
    claims,
    standing: own,
    ...rest,
    ...written,
    underWay: paid,
    interestRun: run,
    bearing: new Set(restingWithInterest(own).filter((claim) => bearing.has(claim))),
    wished: wishedIn(claims, proposals, debtor),
    own: said ?? nothingSaid(debtor),
    planable: planableAmong([plans, offers, answers].every(({ state }) => state === 'read') ? claims : [], {
      standing,
      asked: new Set(proposals.flatMap((each) => each.claims.map(({ claim }) => claim))),
      paying: new Set(paid.flatMap((payment) => payment.claims)),
      lastDays,
      debtor,
      on: day,
    }),
    othersMustSign: mustOthers,
    plans,
    recovery,
    down: bookParts.filter((part) => all[part].state === 'down'),
  };
}

const bookParts = ['plans', 'offers', 'answers', 'recovery', 'steps', 'under-way', 'interest'] as const;

type Own = Pick<CitizenBooks, 'settledOn' | 'held' | 'onItsWayBack' | 'owedBack'> & {
  readonly standing: Omit<CitizenBooks['standing'], 'pursued'>;
};

async function readOwn(tx: MunicipalityReadTx, { debtor, claims }: Whose): Promise<Own> {
  const [standing, held, onItsWayBack, owedBack] = await Promise.all([
    ownStandings(tx, { listed: claims, liabilities: liabilitiesOf(claims, debtor) }),
    overpaidBy(tx, [debtor]),
    onItsWayBackTo(tx, debtor),
    owedBackBy(tx, [debtor]),
  ]);
  return {
    standing,
    settledOn: await lastTakenOff(tx, settledAmong(claims, standing)),
    held: held.get(debtor) ?? zeroOre,
    onItsWayBack,
    owedBack: owedBack.get(debtor) ?? zeroOre,
  };
}

function liabilitiesOf(claims: readonly ClaimOfDebtor[], debtor: DebtorNumber) {
  return claims.map(({ claim, ended }) => ({ claim, debtor, ended }));
}

/** What has been done about what is not paid, and written. */
type Steps = Pick<CitizenBooks, 'notices' | 'quiet' | 'owedAgain'> & Pick<Standings, 'pursued'>;

const NO_STEPS: Steps = { pursued: new Map(), notices: new Map(), quiet: new Map(), owedAgain: new Map() };

async function readSteps(tx: MunicipalityReadTx, { debtor, claims }: Whose): Promise<Steps> {
  const mains = [...new Set(claims.map(({ main }) => main))];
  const [pursued, notices, answered, again] = await Promise.all([
    pursuitOf(tx, mains, { liabilities: liabilitiesOf(claims, debtor), to: debtor }),
    newestAskingNoticesTo(tx, debtor),
    quietAfterAnswers(tx, { debtor, claims }),
    owedAgain(tx, { debtor, claims }),
  ]);
  const quiet = new Map(answered);
  for (const [claim, { by }] of again) quiet.set(claim, latestOf(by, answered.get(claim)) ?? by);
  return { pursued, notices, quiet, owedAgain: again };
}

interface Interest {
  readonly run: CitizenBooks['interestRun'];
  /** Main claims that bear interest, whether they rest or not. */
  readonly bearing: ReadonlySet<ClaimNumber>;
}

const NO_INTEREST: Interest = { run: new Map(), bearing: new Set() };

async function readInterest(tx: MunicipalityReadTx, { claims, day }: Whose): Promise<Interest> {
  const owed = numbersOf(claims.filter(({ level, ended }) => level === 'main' && ended === null));
  const [run, bearing] = await Promise.all([interestRun(tx, owed, day), mainsBearing(tx, owed, day)]);
  return { run, bearing };
}

/** What is said and asked for, and not answered. */
interface Answers {
  readonly proposals: readonly Arrangement[];
  readonly own: OwnMatters | null;
}

const NO_ANSWERS: Answers = { proposals: [], own: null };

async function readAnswers(tx: MunicipalityReadTx, { debtor, claims }: Whose): Promise<Answers> {
  const [proposals, own] = await Promise.all([proposalsAbout(tx, numbersOf(claims)), ownMatters(tx, debtor)]);
  return { proposals, own };
}

/** What says, besides what is owed and agreed, whether a plan of the citizen's own could be made. */
interface Offers {
  readonly lastDays: Awaited<ReturnType<typeof lastDaysOf>>;
  readonly othersMustSign: boolean;
}

const NO_OFFERS: Offers = { lastDays: new Map(), othersMustSign: false };

async function readOffers(tx: MunicipalityReadTx, { debtor, claims, day }: Whose): Promise<Offers> {
  const [lastDays, mustOthers] = await Promise.all([
    lastDaysOf(tx, numbersOf(claims)),
    othersMustSign(tx, debtor, day),
  ]);
  return { lastDays, othersMustSign: mustOthers };
}

function wishedIn(
  claims: readonly ClaimOfDebtor[],
  proposals: readonly Arrangement[],
  debtor: DebtorNumber,
): Set<ClaimNumber> {
  const wishes = proposals.filter((each) => each.debtor === debtor);
  const about = new Set(wishes.flatMap((each) => each.claims.map(({ claim }) => claim)));
  return new Set(claims.flatMap(({ claim, main }) => (about.has(claim) ? [main] : [])));
}

function restingWithInterest({ holds }: Pick<Standings, 'holds'>): ClaimNumber[] {
  return [...holds].flatMap(([claim, its]) =>
    restsWithInterest(its.map(({ reason }) => reason)) ? [claim] : [],
  );
}

function settledAmong(
  claims: readonly ClaimOfDebtor[],
  { accounts }: Pick<Standings, 'accounts'>,
): ClaimNumber[] {
  return numbersOf(claims).filter((claim) => {
    const its = accounts.get(claim);
    return balanceOf(its) === zeroOre && (its?.atRecovery ?? zeroOre) === zeroOre;
  });
}

/** What rests only towards somebody else who owes a claim does not rest for this one. */
function withHoldsTowards(
  debtor: DebtorNumber,
  standing: Omit<Standings, 'agreed' | 'recovery'>,
): Omit<Standings, 'agreed' | 'recovery'> {
  const holds = [...standing.holds].map(
    ([claim, all]) => [claim, all.filter((each) => each.debtor === null || each.debtor === debtor)] as const,
  );
  return { ...standing, holds: new Map(holds) };
}

function numbersOf(claims: readonly ClaimOfDebtor[]): ClaimNumber[] {
  return claims.map(({ claim }) => claim);
}
