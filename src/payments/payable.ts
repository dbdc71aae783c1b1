import { sql } from 'kysely';
import { outcomeOver } from '../agreements/agreements.ts';
import { isArranged } from '../arrangements/arrangements.ts';
import { lastDaysOf } from '../charges/last-days.ts';
import { claimsPayableOn, type PayableClaim } from '../claims/payable-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { isTimeBarred } from '../law/limitation.ts';
import type { Coverable, PaidPart } from '../law/payment-order.ts';
import { accountColumns, accountsIn, balanceOf, lossIn, type ClaimAccounts } from '../ledger/balances.ts';
import { endedStandings, standsEnded } from '../ledger/ended-standings.ts';
import { lossesStillOwed } from '../ledger/losses-still-owed.ts';
import {
  claimAccount,
  dueAccount,
  endedAccount,
  recoveryAccount,
  writtenOffAccount,
  type Account,
} from '../ledger/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { prepared, type Named } from '../platform/prepared.ts';
import { arrangedDays, planDays, type ToFallDue } from './falls-due.ts';
import { perhapsLapsed } from './perhaps-lapsed.ts';
import { relievedSince } from './relieved-since.ts';

/** What stands on an account of a claim and may be covered. */
export interface Standing {
  readonly account: Account;
  readonly amount: Ore;
}

/** A claim that a debtor may pay, and the accounts that each part of it stands on. */
export interface Payable extends Coverable<ClaimNumber> {
  readonly parts: Readonly<Record<PaidPart, readonly Standing[]>>;
  /** At the recovery authority: of a main claim we cover it where somebody pays us for it, and tell them. */
  readonly atRecovery: Ore;
  /** On its way there, or there. */
  readonly forRecovery: boolean;
  /** Everybody who is liable, the debtor among them. */
  readonly liable: readonly DebtorNumber[];
  readonly repayment: boolean;
  /** It is paid by a plan under bek. 585/2023 that is in force, or will be next. */
  readonly inPlan: boolean;
  /** Its years have run out, and nobody has said whether it has lapsed: never covered before somebody has. */
  readonly perhapsLapsed: boolean;
  /** Debt relief took a part of it after the money came: what it covers of the claim is of the whole. */
  readonly relievedSince: boolean;
}

/**
 * All claims that a debtor is still liable for, paid or not, with what is left of them, for money that is received on a day: what was
 * time-barred by then, or had perhaps lapsed, is never covered, also where no night has found it yet, and what has ended since by time
 * alone, or by debt relief for a part, is covered as it would have been on that day; `cameOn` is that of money that has been held since.
 * Read after the debtor is locked.
 */
export async function payableBy(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  receivedOn: PlainDate,
  cameOn: PlainDate = receivedOn,
): Promise<Payable[]> {
  const { name, query } = payableRead(debtor, receivedOn);
  return payablesAmong(tx, (await prepared(tx, name, query)).rows, { debtor, receivedOn, cameOn });
}

/** A claim that has been read with its accounts. */
export type PayableRead = PayableClaim & {
  readonly besides: string[];
  /** What is in force over its main claim by bek. 585/2023; null for other claims too. */
  readonly underWay: 'plan' | 'deferral' | null;
  /** Its main claim is part of an arrangement on request that is in force. */
  readonly arranged: boolean;
};

/** What reads a debtor's claims, for who asks it together with something else; `payablesAmong` says what may be paid of them. */
export function payableRead(debtor: DebtorNumber, receivedOn: PlainDate): Named<PayableRead> {
  const query = claimsPayableOn<Pick<PayableRead, 'besides' | 'underWay' | 'arranged'>>(
    { debtor, receivedOn },
    (claim, main) =>
      sql`${accountColumns(claim)} as besides, ${outcomeOver(debtor, main)} as "underWay", ${isArranged(main)} as arranged`,
  );
  return { name: 'payable-on', query };
}

/** As `payableBy`, of claims that have been read. */
export async function payablesAmong(
  tx: MunicipalityReadTx,
  read: readonly PayableRead[],
  {
    debtor,
    receivedOn,
    cameOn = receivedOn,
  }: { readonly debtor: DebtorNumber; readonly receivedOn: PlainDate; readonly cameOn?: PlainDate },
): Promise<Payable[]> {
  const gone = await endedSince(tx, read);
  const relieved = await relievedSince(tx, read, cameOn);
  const lost = await lostOf(tx, read);
  const claims = read.map((claim) => ({
    ...claim,
    accounts: accountsIn(claim.claim, claim.besides),
    ended: relieved.get(claim.claim) ?? gone.get(claim.claim) ?? zeroOre,
    relievedSince: relieved.has(claim.claim),
    lost: lost.get(claim.claim) ?? zeroOre,
  }));
  const candidates = claims.map((claim) => asPayable(claim, debtor));
  const [isOver, lapsed, arranged, onPlans] = await Promise.all([
    overByTime(tx, claims, { debtor, day: receivedOn }),
    perhapsLapsed(
      tx,
      claims.filter((claim) => isHere(claim) || claim.lost > zeroOre),
      { debtor, day: receivedOn },
    ),
    arrangedDays(tx, candidates, receivedOn),
    planDays(tx, candidates, debtor),
  ]);
  return candidates.map(({ read: claim, ...known }) => {
    const agreed = arranged.claims.has(claim.claim);
    const payable = {
      ...known,
      agreed,
      instalments: arranged.instalments.get(claim.claim) ?? onPlans.get(claim.claim) ?? [],
      afterPlan:
        claim.level !== 'main' && !agreed && (claim.underWay === 'plan' || arranged.claims.has(claim.main)),
      perhapsLapsed: false,
    };
    const isLapsed = lapsed.has(claim.main);
    if (!isLapsed && !isOver(claim)) return payable;
    // Of what was written off the loss is final then; where nothing else is left, what comes for it is too much, as of any paid claim.
    if (balanceOf(claim.accounts) === zeroOre && claim.lost > zeroOre) return withoutLost(payable);
    return { ...withoutLost(payable), perhapsLapsed: isLapsed, open: 'never' };
  });
}

/** With something left of it, and not on its way to Gældsstyrelsen or there. */
function isHere({ accounts, forRecovery }: WithAccounts): boolean {
  return !forRecovery && (accounts?.atRecovery ?? zeroOre) === zeroOre && balanceOf(accounts) > zeroOre;
}

type WithAccounts = PayableRead & {
  readonly accounts: ClaimAccounts | undefined;
  /** What nobody owes any longer of what was owed when the money came. */
  readonly ended: Ore;
  readonly relievedSince: boolean;
  /** Written off, and owed all the same. */
  readonly lost: Ore;
};

/** What of the claims is a loss and still owed; mostly no loss was booked, and nothing is read. What goes to Gældsstyrelsen is its own matter. */
async function lostOf(
  tx: MunicipalityReadTx,
  read: readonly PayableRead[],
): Promise<ReadonlyMap<ClaimNumber, Ore>> {
  const lost = read.filter(
    ({ claim, besides, forRecovery, endedSince: isGone }) =>
      !forRecovery && !isGone && lossIn(claim, besides) > zeroOre,
  );
  const standing = await lossesStillOwed(
    tx,
    lost.map(({ claim }) => claim),
  );
  return new Map([...standing].map(([claim, losses]) => [claim, sumOre(losses.map(({ amount }) => amount))]));
}

function withoutLost(payable: Payable): Payable {
  return { ...payable, lost: zeroOre, parts: { ...payable.parts, lost: [] } };
}

/** Of what has ended by time since; mostly nothing has, and nothing is read. */
async function endedSince(
  tx: MunicipalityReadTx,
  claims: readonly PayableClaim[],
): Promise<ReadonlyMap<ClaimNumber, Ore>> {
  const gone = claims.flatMap(({ claim, endedSince: isGone }) => (isGone ? [claim] : []));
  if (gone.length === 0) return new Map();
  const standings = await endedStandings(tx, gone);
  return new Map([...standings].map(([claim, standing]) => [claim, standsEnded(standing)]));
}

/**
 * Of what something is left. Interest and fees by their own years, and with their main claim (forældelsesloven § 23, stk. 2) unless that
 * was paid in time. What is at Gældsstyrelsen is left out: its own periods count there (gældsinddrivelsesloven § 18 a).
 */
async function overByTime(
  tx: MunicipalityReadTx,
  claims: readonly WithAccounts[],
  { debtor, day }: { readonly debtor: DebtorNumber; readonly day: PlainDate },
): Promise<(claim: WithAccounts) => boolean> {
  const charges = claims.filter(({ level }) => level !== 'main').map(({ claim }) => claim);
  const own = charges.length === 0 ? null : await lastDaysOf(tx, charges);
  const isThere = ({ accounts }: WithAccounts) => (accounts?.atRecovery ?? zeroOre) > zeroOre;
  const there = new Set(claims.filter(isThere).map(({ claim }) => claim));
  const left = new Set(
    claims
      .filter(({ accounts, lost }) => balanceOf(accounts) > zeroOre || lost > zeroOre)
      .map(({ claim }) => claim),
  );
  return ({ claim, main, until, endedSince: isGone }) => {
    // It was asked about by its own end.
    if (isGone) return false;
    if (!left.has(claim) || there.has(claim) || there.has(main)) return false;
    const lastDays = [left.has(main) ? until : null, own?.get(claim)?.get(debtor) ?? null];
    return lastDays.some((last) => last !== null && isTimeBarred({ until: last }, day));
  };
}

/** A claim whose instalments are not known yet, nor whether it can be covered at all. */
interface Candidate
  extends Omit<Payable, 'agreed' | 'afterPlan' | 'instalments' | 'perhapsLapsed'>, ToFallDue {
  readonly read: WithAccounts;
}

function asPayable(claim: WithAccounts, debtor: DebtorNumber): Candidate {
  const parts = partsOf(claim, debtor);
  const sum = (part: PaidPart) => sumOre(parts[part].map(({ amount }) => amount));
  assert(
    parts.dueFromOther.length === 0 || claim.others.length > 0,
    'somebody who is not liable is asked to pay',
  );
  return {
    read: claim,
    arranged: claim.arranged,
    askedFrom: claim.repayment ? sum('due') : zeroOre,
    claim: claim.claim,
    main: claim.main,
    level: claim.level,
    due: claim.due,
    lapse: claim.lapse,
    from: claim.from,
    repayment: claim.repayment,
    inPlan: claim.repayment && claim.underWay === 'plan',
    dueFrom: sum('due'),
    notAsked: sum('notAsked'),
    dueFromOther: sum('dueFromOther'),
    lost: sum('lost'),
    onPlan: claim.repayment && parts.due.length > 0,
    // What is deferred (bek. 585/2023 § 6) may not be asked for: money that nobody aimed at it covers nothing of it.
    open: claim.held || claim.underWay === 'deferral' ? 'aimed' : 'yes',
    parts,
    atRecovery: claim.accounts?.atRecovery ?? zeroOre,
    forRecovery: claim.forRecovery,
    relievedSince: claim.relievedSince,
    liable: [debtor, ...claim.others],
  };
}

function partsOf(
  { claim, due, repayment, level, forRecovery, accounts, ended, lost: amount }: WithAccounts,
  debtor: DebtorNumber,
): Payable['parts'] {
  // Interest and fees are covered by the authority, never written down by what came to us (creditors' guidance, NEDSKRIV).
  if (forRecovery && level !== 'main') return { due: [], notAsked: [], dueFromOther: [], lost: [] };
  const lost = amount === zeroOre ? [] : [{ account: writtenOffAccount(claim), amount }];
  const asked = [...(accounts?.due ?? [])].toSorted(([a], [b]) => a - b);
  const standing = ([whose, amount]: readonly [DebtorNumber, Ore]) => ({
    account: dueAccount(claim, whose),
    amount,
  });
  const own = asked.filter(([whose]) => whose === debtor).map(standing);
  const dueFromOther = asked.filter(([whose]) => whose !== debtor).map(standing);
  const notAsked = accounts?.notAsked ?? zeroOre;
  const there = accounts?.atRecovery ?? zeroOre;
  const left = [
    { account: claimAccount(claim), amount: notAsked },
    { account: recoveryAccount(claim), amount: there },
    { account: endedAccount(claim), amount: ended },
  ].filter(({ amount }) => amount > zeroOre);
  // A bill asks by itself and is due by its date; a repayment claim is asked for by instalments alone.
  return !repayment && due !== null
    ? { due: [...own, ...left], notAsked: [], dueFromOther, lost }
    : { due: own, notAsked: left, dueFromOther, lost };
}
