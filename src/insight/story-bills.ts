import { chargesOfMains } from '../charges/charges-of.ts';
import { priorityOf } from '../claims/property-claims.ts';
import { ownerChanges } from '../claims/property-owners.ts';
import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import { sumOre } from '../kernel/money.ts';
import { claimType } from '../law/claim-types.ts';
import { transfersOf } from '../ledger/read.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { nameIn, type NamedClaims } from './story-claims.ts';
import type { StoryEntry } from './story-entries.ts';

/** Bills as they came in, and the interest and fees of all the debtor's claims. */
export async function billEntries(
  tx: MunicipalityReadTx,
  claims: readonly ClaimOfDebtor[],
  names: NamedClaims,
): Promise<StoryEntry[]> {
  return [...(await raisedEntries(tx, claims)), ...(await chargeEntries(tx, claims, names))];
}

async function raisedEntries(
  tx: MunicipalityReadTx,
  claims: readonly ClaimOfDebtor[],
): Promise<StoryEntry[]> {
  const bills = claims.filter(({ level, benefit }) => level === 'main' && benefit === null);
  const raised = await transfersOf(
    tx,
    'claim-raised',
    bills.map(({ claim }) => claim),
  );
  const own = await ownTypesIn(tx);
  const ofBill = Map.groupBy(raised, ({ causeNumber }) => causeNumber);
  const entries = bills.flatMap((bill): StoryEntry[] => {
    const { claim, sourceSystem, claimId, type, description, due, joint, property } = bill;
    const transfers = ofBill.get(claim) ?? [];
    const [first] = transfers;
    if (first === undefined) return [];
    const amount = sumOre(transfers.map((transfer) => transfer.amount));
    const known = claimType(type, own);
    const typeName = known.ok ? known.value.name : null;
    const priorityUntil = priorityOf(bill, own);
    const says = { type, typeName, description, due, amount, joint, property, priorityUntil };
    const told = { claim: { sourceSystem, claimId }, ...says };
    return [{ on: first.bookingDate, what: 'bill-raised', ...told }];
  });
  return [...entries, ...(await ownerEntries(tx, bills))];
}

/** That a property got another owner, for the claims that were due before. */
async function ownerEntries(tx: MunicipalityReadTx, bills: readonly ClaimOfDebtor[]): Promise<StoryEntry[]> {
  const properties = [...new Set(bills.flatMap(({ property }) => property ?? []))];
  const changes = [...(await ownerChanges(tx, properties)).values()].flat();
  return changes.flatMap(({ property, on, note }): StoryEntry[] => {
    const claims = bills
      .filter((bill) => bill.property === property && (bill.due === null || bill.due <= on))
      .map(({ sourceSystem, claimId }) => ({ sourceSystem, claimId }));
    return claims.length === 0 ? [] : [{ on, what: 'owner-changed', property, note, claims }];
  });
}

async function chargeEntries(
  tx: MunicipalityReadTx,
  claims: readonly ClaimOfDebtor[],
  names: NamedClaims,
): Promise<StoryEntry[]> {
  const mains = [...new Set(claims.map(({ main }) => main))];
  const charges = [...(await chargesOfMains(tx, mains)).values()].flat();
  // Who became liable later owes only what was posted since.
  return charges
    .filter(({ claim }) => names.has(claim))
    .map(({ main, kind, period, postedOn: on, amount, stands }) => ({
      on,
      what: 'charged',
      kind,
      main: nameIn(names, main),
      ...period,
      amount,
      stands,
    }));
}
