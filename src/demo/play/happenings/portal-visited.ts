import { answerColumns, recoveryList, takeTypedAnswers } from '../../../collection/list-channel.ts';
import { actOnMessages } from '../../../collection/recovery-day.ts';
import { notificationColumns } from '../../../collection/typed-notifications.ts';
import { weekdayOf } from '../../../kernel/dates.ts';
import { assert } from '../../../kernel/result.ts';
import { Portal } from '../portal.ts';
import { cellsOf } from '../portal-rows.ts';
import { CASEWORKER, type HappeningOf } from '../town.ts';

const DAYS: readonly number[] = [2, 5];

/**
 * Where claims go to Gældsstyrelsen by a list, somebody sits down with the creditors' portal on Tuesdays and Fridays: reads off what it has
 * answered and told, has it taken in, and types what stands on the day's list.
 */
export const happening: HappeningOf = (town) => {
  const { channel, creditor } = town.configuration.recovery;
  if (channel !== 'list') return [];
  const portal = new Portal(town.recovery, creditor ?? '');
  return [
    {
      when: 'after-work',
      happen: async ({ on, at }) => {
        if (!DAYS.includes(weekdayOf(on))) return;
        const { database, municipality } = town;
        const task = { database, municipality, by: CASEWORKER, clock: () => at };
        const takeIn = async (columns: readonly string[], lines: readonly string[]) => {
          if (lines.length === 0) return;
          const taken = await takeTypedAnswers(task, [columns.join(';'), ...lines, ''].join('\n'));
          assert(taken.ok, 'what was read off the portal was refused');
        };
        await takeIn(answerColumns, await portal.answers(at));
        // Taken in before what is told of the claims that they are about.
        await actOnMessages(task);
        await takeIn(notificationColumns, await portal.notifications(on, at));
        await actOnMessages(task);
        const rows = await recoveryList(task);
        await portal.type(rows.map(cellsOf), `PORTAL-${municipality}-${on}`, at);
      },
    },
  ];
};
