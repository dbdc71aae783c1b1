import { openSetOffs } from '../../../endings/set-off-rows.ts';
import { decideSetOff, noteSetOff, settleSetOff, withdrawSetOff } from '../../../endings/set-offs.ts';
import { addDays, weekdayOf } from '../../../kernel/dates.ts';
import { kroner } from '../../../kernel/money.ts';
import { assert } from '../../../kernel/result.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../../../platform/database.ts';
import { drawnThisMonth } from '../drawn-this-month.ts';
import { CASEWORKER, SECOND_PERSON, type HappeningOf, type PlayedDay, type PlayedTown } from '../town.ts';

const WEDNESDAY = 3;
const PAID_OUT_IN_HUNDRED = 2;
const DAYS_UNTIL_PAID_OUT = 45;
const GIVEN_UP_IN_HUNDRED = 15;

/**
 * Now and then the municipality is to pay money back to somebody with bills that are overdue: they are heard about a set-off, it is
 * decided on a Wednesday after the deadline, sometimes given up, and settled a week later.
 */
export const happening: HappeningOf = (town) => {
  const drawn = drawnThisMonth(town, { about: 'is-paid-out', inHundred: PAID_OUT_IN_HUNDRED });
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        for (const { person, dice } of drawn(day)) {
          const amount = kroner(dice.whole(2, 30) * 50);
          await town.attempt(async (tx) => {
            const debtor = await town.numberOf(tx, person);
            if (debtor === null) return null;
            const payout = {
              department: 'Ejendomsskat og varme',
              reference: `UDB-${person.index}-${day.on}`,
              for: 'for meget betalt vandafgift',
              on: addDays(day.on, DAYS_UNTIL_PAID_OUT),
              amount,
              social: false,
            };
            return noteSetOff(tx, { ...acting(day), debtor, payout, configured: await configured(tx) });
          });
        }
        if (weekdayOf(day.on) === WEDNESDAY) await workOnOpen(town, day);
      },
    },
  ];
};

async function workOnOpen(town: PlayedTown, day: PlayedDay): Promise<void> {
  for (const { number, state, taken } of await town.read(openSetOffs)) {
    const dice = town.dice(`set-off/${number}`);
    const [givenUp, byBank] = [dice.chance(GIVEN_UP_IN_HUNDRED), dice.chance(50)];
    const about = { ...acting(day), number };
    const name = `MODR ${number}`;
    const done = await town.attempt(async (tx) => {
      if (state === 'decided') return settleSetOff(tx, { ...about, bank: byBank ? name : null });
      if (givenUp) return withdrawSetOff(tx, { ...about, because: 'Beløbet er udbetalt ved en fejl.' });
      // Refused as long as the hearing runs.
      return decideSetOff(tx, {
        ...about,
        because: null,
        by: SECOND_PERSON,
        configured: await configured(tx),
      });
    });
    if (done && state === 'decided' && byBank && taken !== null)
      town.bank.moved({ on: day.on, amount: taken, name });
  }
}

function acting({ on, at }: PlayedDay) {
  return { on, at, by: CASEWORKER };
}

async function configured(tx: MunicipalityReadTx) {
  const version = await configurationVersion(tx, null);
  assert(version !== null, 'a town that is played has its configuration');
  return version;
}
