import { arrangementsAbout } from '../arrangements/arrangements.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { lapsesInReview, lapsesWithin } from '../claims/lapse-days.ts';
import { listedClaims, type ListedClaim } from '../claims/listed-claims.ts';
import { prioritiesWithin } from '../claims/property-claims.ts';
import { ownerChanges } from '../claims/property-owners.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import { daysLeft } from '../law/limitation.ts';
import type { Level } from '../law/payment-order.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { endingLimitations } from './ending-limitations.ts';

/** The lists that a claim stands in as its end comes nearer, in days. */
const LISTS = [7, 30, 90] as const;

/** A claim with something left, and the last day on which it is owed, or may be. */
export interface EndingSoon {
  readonly claim: ClaimNumber;
  /** As its source calls it. */
  readonly claimName: string;
  readonly level: Level;
  /** Of interest and fees: what the source calls their main claim. */
  readonly mainName: string | null;
  readonly debtor: DebtorNumber;
  /**
   * `lapse`: it can lapse after that day, if the debtor is not able to pay; `limitation`: it is time-barred after it; `priority`: its
   * priority in a property ends, and the claim lives on.
   */
  readonly ends: 'lapse' | 'limitation' | 'priority';
  readonly until: PlainDate;
  /** 0 on the last day; below 0 it has ended, and that has not been carried out yet. */
  readonly daysLeft: number;
  /** 0: it has ended. */
  readonly within: 0 | (typeof LISTS)[number];
  /** What is left, here or at Gældsstyrelsen. */
  readonly owed: Ore;
  /** Who has an arrangement about it, for which it rests also for this debtor; null = nobody else. */
  readonly arrangedBy: DebtorNumber | null;
  /** Of `priority`: the property, by its BFE number, and the last day on which it got another owner; null = not told. */
  readonly property: string | null;
  readonly ownerChangedOn: PlainDate | null;
}

/**
 * The claims that lapse or are time-barred within 90 days, or whose priority ends, by that day; each in the nearest list it belongs to. Before them those that have
 * ended, which no night has carried out, or of which a person is to say whether they have lapsed.
 */
export async function endingSoon(tx: MunicipalityReadTx, on: PlainDate): Promise<EndingSoon[]> {
  const to = addDays(on, 90);
  const lapses = [...(await lapsesInReview(tx, on)), ...(await lapsesWithin(tx, { from: on, to }))];
  const limitations = await endingLimitations(tx, { from: on, to });
  const owedNoMore = [
    ...lapses.map(({ earliest, ...each }) => ({ ...each, ends: 'lapse' as const, until: earliest })),
    ...limitations.map((each) => ({ ...each, ends: 'limitation' as const })),
  ];
  const priorities = await endingPriorities(tx, { from: on, to });
  const ending = [...owedNoMore, ...priorities.ending];
  const claims = [...new Set(ending.map(({ claim }) => claim))];
  const accounts = await accountsOfClaims(tx, claims);
  const named = await listedClaims(tx, claims);
  const mains = await listedClaims(
    tx,
    [...named.values()].map(({ main }) => main),
  );
  const arrangedBy = await whoArranged(tx, [...mains.keys()]);
  return ending
    .flatMap((each): EndingSoon[] => {
      const owed = addOre(
        balanceOf(accounts.get(each.claim)),
        accounts.get(each.claim)?.atRecovery ?? zeroOre,
      );
      const claim = named.get(each.claim);
      if (owed === zeroOre || claim === undefined) return [];
      const main = claim.level === 'main' ? undefined : mains.get(claim.main);
      const left = daysLeft({ until: each.until, from: on, years: 3 }, on);
      const within = left < 0 ? 0 : (LISTS.find((list) => left <= list) ?? 90);
      const by = arrangedBy.get(claim.main) ?? null;
      return [
        {
          ...each,
          claimName: nameOf(claim),
          level: claim.level,
          mainName: main === undefined ? null : nameOf(main),
          daysLeft: left,
          within,
          owed,
          arrangedBy: by === each.debtor ? null : by,
          ...(each.ends === 'priority' ? priorities.propertyOf(each.claim) : NO_PROPERTY),
        },
      ];
    })
    .toSorted((a, b) => a.daysLeft - b.daysLeft || Number(a.claim - b.claim) || a.debtor - b.debtor);
}

const nameOf = ({ sourceSystem, claimId }: ListedClaim) => `${sourceSystem}:${claimId}`;

const NO_PROPERTY = { property: null, ownerChangedOn: null };

/** The property claims whose priority ends, for each who owes them, and what is known of the property. */
async function endingPriorities(
  tx: MunicipalityReadTx,
  days: { readonly from: PlainDate; readonly to: PlainDate },
) {
  const claims = await prioritiesWithin(tx, days, await ownTypesIn(tx));
  const byClaim = new Map(claims.map((each) => [each.claim, each]));
  const changes = await ownerChanges(
    tx,
    claims.flatMap(({ property }) => property ?? []),
  );
  const owing = (await liabilitiesFor(tx, [...byClaim.keys()])).filter(({ ended }) => ended === null);
  return {
    ending: owing.flatMap(({ claim, debtor }) => {
      const until = byClaim.get(claim)?.until;
      return until === undefined ? [] : [{ claim, debtor, ends: 'priority' as const, until }];
    }),
    propertyOf: (claim: ClaimNumber) => {
      const property = byClaim.get(claim)?.property ?? null;
      return { property, ownerChangedOn: changes.get(property ?? '')?.at(-1)?.on ?? null };
    },
  };
}

async function whoArranged(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, DebtorNumber>> {
  const arrangements = await arrangementsAbout(tx, claims);
  return new Map(
    arrangements.flatMap((each) => each.claims.map(({ claim }) => [claim, each.debtor] as const)),
  );
}
