import { sql } from 'kysely';
import type { ClaimNumber } from '../../../src/claims/types.ts';
import {
  liftByHand,
  placeByHand,
  reasonsByHand,
  type ReasonByHand,
} from '../../../src/dunning/holds-by-hand.ts';
import { closeErrand } from '../../../src/endings/close-errand.ts';
import { openErrands } from '../../../src/endings/errand-rows.ts';
import type { ErrandKind, ErrandOutcome } from '../../../src/endings/errand-types.ts';
import { announceErrand, fileErrand, openErrand } from '../../../src/endings/errands.ts';
import { openSetOffs } from '../../../src/endings/set-off-rows.ts';
import { decideSetOff, noteSetOff, settleSetOff, withdrawSetOff } from '../../../src/endings/set-offs.ts';
import { addDays } from '../../../src/kernel/dates.ts';
import { kroner } from '../../../src/kernel/money.ts';
import { actingAt, configured, mainsOf, picked, type HandlersOf } from './acting.ts';

const OUTCOMES: Readonly<Record<ErrandKind, readonly ErrandOutcome[]>> = {
  death: ['estate-insolvent', 'part-paid', 'undivided-estate', 'private-division', 'mistake'],
  bankruptcy: ['dividend', 'closed-without', 'mistake'],
  'debt-relief': ['relieved', 'closed-without'],
};

/** What happens to people themselves: errands, income, holds by hand, payouts that are set off. */
export const peopleHappen: HandlersOf<
  'errand' | 'errand-goes-on' | 'dies' | 'moves' | 'earns' | 'set-off' | 'set-off-goes-on' | 'held' | 'let-go'
> = {
  errand: async (moment, { kind }) => {
    const { town, on, debtor } = moment;
    await town.attempt(`errand: ${kind}`, (tx) =>
      openErrand(tx, { ...actingAt(moment), kind, debtor, beganOn: addDays(on, -3) }),
    );
  },
  'errand-goes-on': async (moment, { pick }) => {
    const { town, on, other } = moment;
    await town.attempt('errand goes on', async (tx) => {
      const errand = picked(await openErrands(tx), pick);
      if (errand === undefined) return null;
      const acting = { ...actingAt(moment), number: errand.number };
      if (errand.announcedOn === null && pick % 3 > 0)
        return announceErrand(tx, { ...acting, announcedOn: on, fileBy: addDays(on, 56) });
      if (errand.filed === null && pick % 3 > 1)
        return fileErrand(tx, { ...acting, filedOn: on, how: 'final' });
      const outcome = picked(OUTCOMES[errand.kind], pick)!; // each has some
      const inherits = outcome === 'undivided-estate' || outcome === 'private-division';
      const successors = inherits && other !== errand.debtor ? [other] : [];
      return closeErrand(tx, { ...acting, outcome, kept: outcome === 'relieved' ? 2_500 : null, successors });
    });
  },
  dies: ({ town, on, who }) => {
    town.people[who]!.diedOn ??= addDays(on, -2); // of the town
    return Promise.resolve();
  },
  moves: ({ town, who }) => {
    const person = town.people[who]!; // of the town
    person.moved = !person.moved;
    return Promise.resolve();
  },
  earns: ({ town, who }, { net }) => {
    town.people[who]!.net = net; // of the town
    return Promise.resolve();
  },
  'set-off': async (moment, { kroner: amount }) => {
    const { town, on, debtor, name } = moment;
    await town.attempt('set-off', async (tx) => {
      const payout = {
        department: 'Skat',
        reference: name,
        for: 'for meget betalt',
        on: addDays(on, 30),
        amount: kroner(amount),
        social: false,
      };
      return noteSetOff(tx, { ...actingAt(moment), debtor, payout, configured: await configured(tx) });
    });
  },
  'set-off-goes-on': async (moment, { withdrawn }) => {
    const { town, name } = moment;
    await town.attempt('set-off goes on', async (tx) => {
      const [first] = await openSetOffs(tx);
      if (first === undefined) return null;
      const acting = { ...actingAt(moment), number: first.number };
      if (first.state === 'decided') return settleSetOff(tx, { ...acting, bank: `SO ${name}` });
      if (withdrawn) return withdrawSetOff(tx, { ...acting, because: 'prøve' });
      return decideSetOff(tx, { ...acting, because: null, configured: await configured(tx) });
    });
  },
  held: async ({ town, on, at, debtor }, { reason, pick }) => {
    await town.attempt('held', async (tx) => {
      const claim = picked(await mainsOf(tx, debtor), pick);
      if (claim === undefined) return null;
      const hold = {
        claim,
        reason,
        debtor: null,
        reviewOn: addDays(on, 60),
        because: 'prøve',
        by: 'Anne',
        at,
      };
      return placeByHand(tx, hold);
    });
  },
  'let-go': async ({ town, at }, { pick }) => {
    await town.attempt('let go', async (tx) => {
      const { rows } = await sql<{ claim: ClaimNumber; reason: ReasonByHand }>`
        select claim_number as claim, reason from hold where lifted_on is null and debtor_number is null
          and placed_by = 'Anne' and about = 'prøve' and reason = any (${reasonsByHand}::text[]) order by 1, 2`.execute(
        tx,
      );
      const hold = picked(rows, pick);
      return hold === undefined
        ? null
        : liftByHand(tx, { ...hold, debtor: null, because: 'prøve', by: 'Anne', at });
    });
  },
};
