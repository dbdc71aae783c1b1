import { decisionsIn } from '../../../agreements/decision-list.ts';
import { answerHearing } from '../../../agreements/hearings.ts';
import { addDays, weekdayOf, type PlainDate } from '../../../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../../../kernel/ids.ts';
import { Agenda, isAlive, type HappeningOf, type PlayedDay, type PlayedTown } from '../town.ts';

/** People look at what they are asked once a week: what came since has lain there for a while. */
const MONDAY = 1;
const ANSWER_IN_HUNDRED = 12;

interface Answer {
  readonly decision: DecisionId;
  readonly debtor: DebtorNumber;
  /** All that they have to say. */
  readonly final: boolean;
}

/** Some of those who are heard, or asked for their income, answer. */
export const happening: HappeningOf = (town) => {
  const seen = new Set<DecisionId>();
  const answers = new Agenda<Answer>();
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        if (weekdayOf(day.on) === MONDAY)
          for (const { on, answer } of await newAnswers(town, day, seen)) answers.add(on, answer);
        for (const answer of answers.due(day)) await giveAnswer(town, day, answer);
      },
    },
  ];
};

async function newAnswers(
  town: PlayedTown,
  { on }: PlayedDay,
  seen: Set<DecisionId>,
): Promise<{ readonly on: PlainDate; readonly answer: Answer }[]> {
  const heard = await town.read((tx) => decisionsIn(tx, { month: null, states: ['hearing'] }));
  return heard.flatMap(({ id: decision, debtor }) => {
    if (seen.has(decision)) return [];
    seen.add(decision);
    const dice = town.dice(`hearing/${decision}`);
    if (!dice.chance(ANSWER_IN_HUNDRED)) return [];
    return [{ on: addDays(on, dice.whole(0, 9)), answer: { decision, debtor, final: dice.chance(50) } }];
  });
}

async function giveAnswer(
  town: PlayedTown,
  { on, at }: PlayedDay,
  { decision, debtor, final }: Answer,
): Promise<void> {
  await town.attempt(async (tx) => {
    const person = (await town.peopleOf(tx, [debtor])).get(debtor);
    if (person === undefined || !isAlive(person, on)) return null;
    const answer = 'Jeg er uenig. Jeg har store udgifter til bolig og børn.';
    return answerHearing(tx, { decision, on, answer, final, at });
  });
}
