import { looksAt } from '../access/access-history.ts';
import { debtorState } from '../agreements/state-machine.ts';
import { whereStand } from '../agreements/where-stands.ts';
import { workItemsAbout, type WorkItemKind } from '../agreements/work-items.ts';
import { claimNames } from '../claims/claim-names.ts';
import { repaymentLiabilitiesOf } from '../claims/liabilities.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { claimEnds } from '../ledger/claim-ends.ts';
import { balanceOfDebtor } from '../ledger/debtor-balance.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { claimEntries } from './story-claims.ts';
import { decisionEntries, findingEntries } from './story-decisions.ts';
import { demandEntries } from './story-demands.ts';
import type { DebtorStory, StoryEntry, StoryFact, StoryStanding } from './story-entries.ts';
import { letterEntries } from './story-letters.ts';
import { moneyEntries } from './story-money.ts';
import { personEntries } from './story-person.ts';

/**
 * A debtor's whole story up to a day, oldest first, and how it stands. Read from what each room has kept: nothing is kept
 * for it. Holds no CPR number, and no address that is protected.
 */
export async function debtorStory(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  today: PlainDate,
): Promise<Result<DebtorStory, { readonly tag: 'unknown-debtor' }>> {
  if (!(await cprOfDebtors(tx, [debtor])).has(debtor)) return refuse({ tag: 'unknown-debtor' });
  const liable = await repaymentLiabilitiesOf(tx, [debtor]);
  const names = await claimNames(
    tx,
    liable.map(({ claim }) => claim),
  );
  const entries = [
    ...(await personEntries(tx, debtor, today)),
    ...(await claimEntries(tx, debtor, names)),
    ...(await findingEntries(tx, debtor)),
    ...(await decisionEntries(tx, debtor)),
    ...(await demandEntries(tx, debtor)),
    ...(await letterEntries(tx, debtor)),
    ...(await moneyEntries(tx, debtor, names)),
    ...(await workItemEntries(tx, debtor)),
    ...(await lookEntries(tx, debtor)),
  ];
  return ok({ debtor, entries: inOrder(entries), standing: await standingOf(tx, debtor) });
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

async function standingOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryStanding> {
  const stands = (await whereStand(tx, [debtor])).get(debtor) ?? null;
  const ends = (await claimEnds(tx, [debtor])).get(debtor) ?? [];
  const { owed, due, overpaid, claims } = await balanceOfDebtor(tx, debtor);
  return {
    state: debtorState(stands, ends),
    terms: stands === 'defaulted' ? null : stands,
    owed,
    due,
    overpaid,
    claims: claims.map(({ sourceSystem, claimId, balance }) => ({
      claim: { sourceSystem, claimId },
      balance,
    })),
  };
}

/** What comes first on a day where only the day is known: causes before what follows from them. */
const orderOfADay: Readonly<Record<StoryFact['what'], number>> = {
  person: 0,
  represented: 1,
  'claims-raised': 2,
  'claim-corrected': 3,
  'income-stated': 4,
  answered: 5,
  'not-answered': 6,
  reversed: 7,
  month: 8,
  withdrawn: 9,
  proposed: 10,
  asked: 11,
  decided: 12,
  'claim-ended': 13,
  'letter-made': 14,
  'letter-sent': 15,
  'letter-arrived': 16,
  'letter-returned': 17,
  'letter-failed': 18,
  'in-force': 19,
  'instalment-taken-back': 20,
  instalment: 21,
  payment: 22,
  'payment-taken-back': 23,
  'agreement-ended': 24,
  demanded: 25,
  'demand-closed': 26,
  'default-ended': 27,
  'cleared-for-transfer': 28,
  refund: 29,
  'work-item': 30,
  looked: 31,
};

/** By day and then by the order of a day; what is of one kind stays in the order in which it was kept. */
export function inOrder(entries: readonly StoryEntry[]): StoryEntry[] {
  const order = (a: StoryEntry, b: StoryEntry) => orderOfADay[a.what] - orderOfADay[b.what];
  return entries.toSorted((a, b) => (a.on === b.on ? order(a, b) : a.on < b.on ? -1 : 1));
}
