import { correctionsOf, liabilitiesEnded } from '../claims/claim-history.ts';
import { describeClaims } from '../claims/claim-descriptions.ts';
import type { ClaimName } from '../claims/claim-names.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { transfersOf } from '../ledger/read.ts';
import type { Transfer } from '../ledger/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { RaisedClaim, StoryEntry } from './story-entries.ts';

/** The claims that a debtor is or was liable for, by what the source systems call them. */
export type NamedClaims = ReadonlyMap<ClaimNumber, ClaimName>;

/** A claim's name; every claim of a debtor's story has one. */
export function nameIn(names: NamedClaims, claim: ClaimNumber): ClaimName {
  const name = names.get(claim);
  assert(name !== undefined, `claim ${claim} has a name`);
  return name;
}

/** Claims that came in together, corrected, or ended for the debtor. */
export async function claimEntries(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  names: NamedClaims,
): Promise<StoryEntry[]> {
  const claims = [...names.keys()];
  const corrected = (await correctionsOf(tx, claims)).map(
    ({ claim, before, principal, reason, decidedOn, recordedOn: on }): StoryEntry => ({
      on,
      what: 'claim-corrected',
      claim: nameIn(names, claim),
      before,
      after: principal,
      reason,
      decidedOn,
    }),
  );
  const ended = (await liabilitiesEnded(tx, debtor)).map(({ claim, kind, recordedOn: on }): StoryEntry => ({
    on,
    what: 'claim-ended',
    claim: nameIn(names, claim),
    kind,
  }));
  return [...(await raisedEntries(tx, names)), ...corrected, ...ended];
}

/** One entry for each day on which repayment claims came in. */
async function raisedEntries(tx: MunicipalityReadTx, names: NamedClaims): Promise<StoryEntry[]> {
  const described = await describeClaims(tx, [...names.keys()]);
  const raised = await transfersOf(tx, 'claim-raised', [...described.keys()]);
  const raisedOn = (day: PlainDate, transfers: readonly Transfer[]): StoryEntry => {
    const those = [...Map.groupBy(transfers, ({ causeNumber }) => claimNumber(causeNumber))].map(
      ([claim, parts]): RaisedClaim => {
        const description = described.get(claim);
        assert(description !== undefined, `claim ${claim} is described`);
        const { benefit, periodFrom: from, periodTo: to, joint } = description;
        const amount = sumOre(parts.map((part) => part.amount));
        return { claim: nameIn(names, claim), benefit, from, to, amount, joint };
      },
    );
    return {
      on: day,
      what: 'claims-raised',
      claims: those.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
      total: sumOre(those.map(({ amount }) => amount)),
    };
  };
  return [...Map.groupBy(raised, ({ bookingDate }) => bookingDate)].map(([day, transfers]) =>
    raisedOn(day, transfers),
  );
}
