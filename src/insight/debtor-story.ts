import { looksAt } from '../access/access-history.ts';
import { debtorState } from '../agreements/state-machine.ts';
import { whereStand } from '../agreements/where-stands.ts';
import { workItemsAbout, type WorkItemKind } from '../agreements/work-items.ts';
import { claimsOfDebtor } from '../claims/claims-of-debtor.ts';
import { isDebtor } from '../debtors/register.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { claimEnds } from '../ledger/claim-ends.ts';
import { balanceOfDebtor } from '../ledger/debtor-balance.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { claimStates } from './claim-states.ts';
import { billEntries } from './story-bills.ts';
import { claimEntries, type NamedClaims } from './story-claims.ts';
import { courseEntries } from './story-courses.ts';
import { decisionEntries, findingEntries } from './story-decisions.ts';
import { demandEntries } from './story-demands.ts';
import { endingEntries } from './story-endings.ts';
import type { DebtorStory, StoryEntry, StoryFact, StoryStanding } from './story-entries.ts';
import { letterEntries } from './story-letters.ts';
import { moneyEntries } from './story-money.ts';
import { personEntries } from './story-person.ts';
import { recoveryEntries } from './story-recovery.ts';
import { wishEntries } from './story-wishes.ts';

/**
 * A debtor's whole story up to a day, oldest first, and how it stands. Read from what each room has kept: nothing is kept
 * for it. Holds no CPR number, and no address that is protected.
 */
export async function debtorStory(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  today: PlainDate,
): Promise<Result<DebtorStory, { readonly tag: 'unknown-debtor' }>> {
  if (!(await isDebtor(tx, debtor))) return refuse({ tag: 'unknown-debtor' });
  const claims = await claimsOfDebtor(tx, debtor);
  const names: NamedClaims = new Map(
    claims.map(({ claim, sourceSystem, claimId }) => [claim, { sourceSystem, claimId }]),
  );
  const entries = [
    ...(await personEntries(tx, debtor, today)),
    ...(await claimEntries(tx, debtor, names)),
    ...(await billEntries(tx, claims, names)),
    ...(await findingEntries(tx, debtor)),
    ...(await decisionEntries(tx, debtor)),
    ...(await demandEntries(tx, debtor)),
    ...(await courseEntries(tx, debtor, names)),
    ...(await wishEntries(tx, debtor, names)),
    ...(await letterEntries(tx, debtor)),
    ...(await moneyEntries(tx, debtor)),
    ...(await recoveryEntries(tx, names)),
    ...(await endingEntries(tx, debtor, names)),
    ...(await workItemEntries(tx, debtor)),
    ...(await lookEntries(tx, debtor)),
  ];
  return ok({ debtor, entries: inOrder(entries), standing: await standingOf(tx, debtor, today) });
}

async function workItemEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  return (await workItemsAbout(tx, debtor)).map(({ kind, month, openedAt, about }) => ({
    on: dayInCopenhagen(openedAt),
    what: 'work-item',
    kind: kind as WorkItemKind, // written from one
    month,
    about,
  }));
}

async function lookEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  return (await looksAt(tx, debtor)).map(({ at, actor, purpose, about }) => ({
    on: dayInCopenhagen(at),
    what: 'looked',
    actor,
    purpose,
    about,
  }));
}

async function standingOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  today: PlainDate,
): Promise<StoryStanding> {
  const stands = (await whereStand(tx, [debtor])).get(debtor) ?? null;
  const ends = (await claimEnds(tx, [debtor])).get(debtor) ?? [];
  const { claims, ...amounts } = await balanceOfDebtor(tx, debtor);
  const states = await claimStates(
    tx,
    claims.map(({ claim }) => claim),
    today,
  );
  return {
    state: ends.length === 0 ? null : debtorState(stands, ends),
    terms: stands === 'defaulted' ? null : stands,
    ...amounts,
    claims: claims.map(({ claim, sourceSystem, claimId, type, balance, atRecovery }) => {
      const state = states.get(claim);
      assert(state !== undefined, `claim ${claim} stands in a state`);
      return { claim: { sourceSystem, claimId }, type, state, balance, atRecovery };
    }),
  };
}

/** What comes first on a day where only the day is known: causes before what follows from them. */
const orderOfADay: Readonly<Record<StoryFact['what'], number>> = {
  person: 0,
  represented: 1,
  'claims-raised': 2,
  'bill-raised': 3,
  charged: 4,
  'owner-changed': 4,
  'claim-corrected': 5,
  'income-stated': 6,
  objected: 7,
  wrote: 7,
  'objection-answered': 8,
  'wrote-ended': 8,
  'arrangement-asked': 9,
  answered: 10,
  'not-answered': 11,
  reversed: 12,
  month: 13,
  withdrawn: 14,
  proposed: 15,
  asked: 16,
  decided: 17,
  'errand-opened': 18,
  'errand-announced': 19,
  'errand-filed': 20,
  'errand-closed': 21,
  'claim-ended': 22,
  'letter-made': 23,
  'letter-sent': 24,
  'letter-arrived': 25,
  'letter-returned': 26,
  'letter-failed': 27,
  'in-force': 28,
  'arrangement-missed': 29,
  'arrangement-ended': 30,
  'instalment-taken-back': 31,
  instalment: 32,
  payment: 33,
  'payment-taken-back': 34,
  'set-off': 35,
  'agreement-ended': 36,
  demanded: 37,
  'demand-closed': 38,
  'bill-defaulted': 39,
  'transfer-proposed': 40,
  'transfer-approved': 41,
  'bill-cleared': 42,
  'default-ended': 43,
  'cleared-for-transfer': 44,
  'recovery-told': 45,
  'recovery-answered': 46,
  'recovery-standing': 47,
  'set-off-registration': 47,
  'hold-lifted': 48,
  held: 49,
  'course-ended': 50,
  'loss-proposed': 51,
  'loss-booked': 52,
  'loss-reversed': 53,
  refund: 54,
  'refund-order': 55,
  'work-item': 56,
  looked: 57,
};

/** By day and then by the order of a day; what is of one kind stays in the order in which it was kept. */
export function inOrder(entries: readonly StoryEntry[]): StoryEntry[] {
  const order = (a: StoryEntry, b: StoryEntry) => orderOfADay[a.what] - orderOfADay[b.what];
  return entries.toSorted((a, b) => (a.on === b.on ? order(a, b) : a.on < b.on ? -1 : 1));
}
