import { hearings, noteHearingAnswer } from '../../../collection/hearing.ts';
import { weekdayOf } from '../../../kernel/dates.ts';
import { SECOND_PERSON, type HappeningOf } from '../town.ts';

const THURSDAY = 4;

/** On Thursdays somebody answers what the recovery authority asks about claims: they are right as they stand. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async ({ on, at }) => {
      if (weekdayOf(on) !== THURSDAY) return;
      const asked = await town.read(hearings);
      for (const { claim } of asked) {
        const because = 'Kravet er kontrolleret mod sagen og er rigtigt.';
        const answer = { claim, answer: 'approve', because } as const;
        const noted = await town.write((tx) => noteHearingAnswer(tx, answer, { by: SECOND_PERSON, at }));
        if (noted.ok)
          await town.recovery.answerHearing?.({ reference: noted.value, answer: 'approve', because }, at);
      }
    },
  },
];
