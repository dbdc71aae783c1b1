import { ore } from '../../../kernel/money.ts';
import { outstandingClaims } from '../../../ledger/balances.ts';
import { correctClaim } from '../../../payments/correct-claim.ts';
import { CASEWORKER, type HappeningOf } from '../town.ts';

/** The source decides otherwise about a claim: it becomes less, more, or nothing. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async (day) => {
      const { on, at } = day;
      for (const { person, event } of town.eventsOn(day, 'claim-corrected'))
        await town.attempt(async (tx) => {
          const debtor = await town.numberOf(tx, person);
          if (debtor === null) return null;
          const claims = (await outstandingClaims(tx, [debtor])).get(debtor) ?? [];
          const claim = claims[event.place];
          if (claim === undefined) return null;
          const to = ore((claim.raised * BigInt(event.percent)) / 100n);
          const about = { claim: claim.claimNumber, to, reason: 'Ny opgørelse', decidedOn: on };
          return correctClaim(tx, { ...about, by: CASEWORKER, at });
        });
    },
  },
];
