import { answerObjection } from '../../../objections/answer-objection.ts';
import { noteObjection } from '../../../objections/note-objection.ts';
import { againstWhat, type Against, type ObjectionNumber, type Outcome } from '../../../objections/types.ts';
import { addDays } from '../../../kernel/dates.ts';
import { assert } from '../../../kernel/result.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { nextBankDay } from '../../../law/closing-days.ts';
import { drawnThisMonth } from '../drawn-this-month.ts';
import { overdueBills } from '../open-bills.ts';
import type { PlayedPerson } from '../people.ts';
import {
  Agenda,
  CASEWORKER,
  SECOND_PERSON,
  type HappeningOf,
  type PlayedDay,
  type PlayedTown,
} from '../town.ts';

interface AnswerDue {
  readonly objection: ObjectionNumber;
  readonly outcome: Extract<Outcome, 'refused' | 'upheld'>;
}

const OBJECT_IN_HUNDRED = 2;
const UPHELD_IN_HUNDRED = 30;

/** Now and then somebody says that a bill is wrong, and is answered some weeks later: mostly that it is not. */
export const happening: HappeningOf = (town) => {
  const drawn = drawnThisMonth(town, { about: 'objects', inHundred: OBJECT_IN_HUNDRED });
  const answers = new Agenda<AnswerDue>();
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        for (const { person, dice } of drawn(day)) {
          const objection = await object(town, day, { person, against: dice.pick(againstWhat) });
          const [weeks, upheld] = [dice.whole(10, 40), dice.chance(UPHELD_IN_HUNDRED)];
          if (objection === null) continue;
          const on = nextBankDay(addDays(day.on, weeks));
          answers.add(on, { objection, outcome: upheld ? 'upheld' : 'refused' });
        }
        for (const { objection, outcome } of answers.due(day))
          await town.attempt(async (tx) => {
            const configured = await configurationVersion(tx, null);
            assert(configured !== null, 'a town that is played has its configuration');
            return answerObjection(tx, {
              objection,
              outcome,
              amounts: new Map(),
              words:
                outcome === 'upheld'
                  ? 'Du har ret. Vi har rettet det.'
                  : 'Vi har set på det. Regningen er rigtig.',
              configured,
              by: SECOND_PERSON,
              at: day.at,
            });
          });
      },
    },
  ];
};

interface Objecting {
  readonly person: PlayedPerson;
  readonly against: Against;
}

/** Against the first of their bills that is overdue; null when there is none. */
async function object(
  town: PlayedTown,
  { on, at }: PlayedDay,
  { person, against }: Objecting,
): Promise<ObjectionNumber | null> {
  return town.write(async (tx) => {
    const debtor = await town.numberOf(tx, person);
    const claims = debtor === null ? [] : (await overdueBills(tx, debtor, on)).slice(0, 1);
    if (debtor === null || claims.length === 0) return null;
    const words = 'Jeg mener ikke, at regningen er rigtig.';
    const noted = await noteObjection(tx, { debtor, claims, against, words, by: CASEWORKER, at });
    return noted.ok ? noted.value : null;
  });
}
