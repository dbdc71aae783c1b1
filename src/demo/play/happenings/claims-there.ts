import type { ClaimNumber } from '../../../claims/types.ts';
import { recallByPerson } from '../../../collection/recall.ts';
import type { ListedClaim } from '../../../collection/recovery-list.ts';
import { addDays } from '../../../kernel/dates.ts';
import { ore } from '../../../kernel/money.ts';
import { assert } from '../../../kernel/result.ts';
import { nextBankDay } from '../../../law/closing-days.ts';
import { accountsOfClaims, balanceOf } from '../../../ledger/balances.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { answerObjection } from '../../../objections/answer-objection.ts';
import { noteObjection } from '../../../objections/note-objection.ts';
import type { ObjectionNumber } from '../../../objections/types.ts';
import { correctClaim } from '../../../payments/correct-claim.ts';
import type { Dice } from '../../generate/dice.ts';
import { billsThere } from '../bills-there.ts';
import { onceThisMonth } from '../one-a-month.ts';
import { letPay } from '../pay.ts';
import {
  Agenda,
  CASEWORKER,
  SECOND_PERSON,
  type HappeningOf,
  type PlayedDay,
  type PlayedTown,
} from '../town.ts';

const ANSWERED_AFTER = 20;

/**
 * Now and then something happens about a claim that Gældsstyrelsen has, or is about to get: the source lowers it, it turns out to have been
 * sent by mistake, the debtor is right in saying that it is wrong, or pays the municipality while it is on its way.
 */
export const happening: HappeningOf = (town) => {
  const draw = (about: string, inHundred: number) => onceThisMonth(town, { about, inHundred });
  const [lowered, mistaken, disputed, paid] = [
    draw('lowered-there', 25),
    draw('sent-by-mistake', 15),
    draw('disputed-there', 20),
    draw('paid-on-its-way', 50),
  ];
  const answers = new Agenda<ObjectionNumber>();
  let owedOnTheWay: Dice | null = null;
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        await about(town, lowered(day), (claim) => lower(town, day, claim));
        await about(town, mistaken(day), (claim) => callBack(town, day, claim));
        await about(town, disputed(day), async (claim) => {
          const objection = await dispute(town, day, claim);
          if (objection !== null) answers.add(nextBankDay(addDays(day.on, ANSWERED_AFTER)), objection);
        });
        for (const objection of answers.due(day)) await answer(town, day, objection);
      },
    },
    {
      when: 'after-work',
      happen: async (day) => {
        owedOnTheWay = paid(day) ?? owedOnTheWay;
        // On the next day on which something is on its way.
        if (owedOnTheWay !== null && (await payOnItsWay(town, day, owedOnTheWay))) owedOnTheWay = null;
      },
    },
  ];
};

/** Does it about one of the main claims that are there, where it is drawn for today. */
async function about(
  town: PlayedTown,
  dice: Dice | null,
  happen: (claim: ListedClaim) => Promise<void>,
): Promise<void> {
  if (dice === null) return;
  const there = await billsThere(town, 'received');
  if (there.length > 0) await happen(dice.pick(there));
}

async function lower(town: PlayedTown, { on, at }: PlayedDay, { claim, left }: ListedClaim): Promise<void> {
  await town.attempt(async (tx) => {
    const raised = (await accountsOfClaims(tx, [claim])).get(claim)?.raised;
    if (raised === undefined) return null;
    const to = ore(raised - left / 4n);
    return correctClaim(tx, { claim, to, reason: 'Ny opgørelse', decidedOn: on, by: CASEWORKER, at });
  });
}

async function callBack(town: PlayedTown, { at }: PlayedDay, { claim }: ListedClaim): Promise<void> {
  const because = 'Kravet blev sendt ved en fejl.';
  const asked = { claim, reason: 'FEJL', because, effectiveOn: null } as const;
  await town.attempt((tx) => recallByPerson(tx, asked, { by: CASEWORKER, at }));
}

async function dispute(
  town: PlayedTown,
  { at }: PlayedDay,
  { claim, debtor }: ListedClaim,
): Promise<ObjectionNumber | null> {
  const words = 'Jeg har aldrig fået det, regningen er for.';
  const about = { debtor, claims: [claim], against: 'existence', words } as const;
  return town.write(async (tx) => {
    const noted = await noteObjection(tx, { ...about, by: CASEWORKER, at });
    return noted.ok ? noted.value : null;
  });
}

async function answer(town: PlayedTown, { at }: PlayedDay, objection: ObjectionNumber): Promise<void> {
  const words = 'Du har ret. Regningen falder væk.';
  const given = { objection, outcome: 'upheld', amounts: new Map<ClaimNumber, never>(), words } as const;
  await town.attempt(async (tx) => {
    const configured = await configurationVersion(tx, null);
    assert(configured !== null, 'a town that is played has its configuration');
    return answerObjection(tx, { ...given, configured, by: SECOND_PERSON, at });
  });
}

/** Half of what is left of one that has not been received yet. */
async function payOnItsWay(town: PlayedTown, day: PlayedDay, dice: Dice): Promise<boolean> {
  const onTheWay = await billsThere(town, 'in-transfer');
  if (onTheWay.length === 0) return false;
  const { claim, debtor } = dice.pick(onTheWay);
  const left = await town.read(async (tx) => balanceOf((await accountsOfClaims(tx, [claim])).get(claim)));
  const amount = ore(left / 2n);
  const told = { by: 'debtor', debtor, wish: [claim] } as const;
  await letPay(town, day, [{ debtor, amount, times: 1, about: `undervejs-${claim}`, told }]);
  return true;
}
