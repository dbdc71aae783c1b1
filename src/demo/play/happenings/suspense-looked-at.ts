import { addDays, weekdayOf } from '../../../kernel/dates.ts';
import {
  debtorNumber,
  debtorOfLetter,
  letterId,
  type DebtorNumber,
  type DecisionId,
} from '../../../kernel/ids.ts';
import { resolveSuspense } from '../../../payments/resolve-suspense.ts';
import { openSuspense, type Suggestion } from '../../../payments/suspense.ts';
import { SECOND_PERSON, type HappeningOf } from '../town.ts';

const FRIDAY = 5;
const DAYS_TO_FIND_OUT = 7;

/** On Fridays somebody asks about money that nobody knew for what, and finds out where a number suggests whose it was. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async (day) => {
      if (weekdayOf(day.on) !== FRIDAY) return;
      const open = await town.read((tx) => openSuspense(tx));
      for (const { payment, since, suggested } of open) {
        const debtor = debtorSuggested(suggested);
        if (debtor === null || since > addDays(day.on, -DAYS_TO_FIND_OUT)) continue;
        await town.attempt((tx) =>
          resolveSuspense(tx, { payment, debtor, claims: [], by: SECOND_PERSON, at: day.at }),
        );
      }
    },
  },
];

function debtorSuggested(suggested: Suggestion | null): DebtorNumber | null {
  if (suggested?.kind === 'debtor') return debtorNumber(Number(suggested.number));
  if (suggested?.kind !== 'decision') return null;
  return debtorOfLetter(letterId(suggested.number as DecisionId, 'decision')); // suggested from one
}
