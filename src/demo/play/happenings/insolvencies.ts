import { closeErrand } from '../../../endings/close-errand.ts';
import { openErrands } from '../../../endings/errand-rows.ts';
import type { Errand, ErrandOutcome } from '../../../endings/errand-types.ts';
import { announceErrand, fileErrand, openErrand } from '../../../endings/errands.ts';
import { addDays, weekdayOf } from '../../../kernel/dates.ts';
import { onceThisMonth, oneWhoOwes } from '../one-a-month.ts';
import { CASEWORKER, type HappeningOf, type PlayedDay, type PlayedTown } from '../town.ts';

const KINDS = [
  { kind: 'bankruptcy', inHundred: 15 },
  { kind: 'debt-relief', inHundred: 28 },
] as const;

/** The paper about it lies with the municipality some days later. */
const DAYS_TO_HEAR = 3;
const THURSDAY = 4;
const CALLED_AFTER = 7;
const FILE_WITHIN = 56;
const FILED_AFTER = 14;
const ENDED_AFTER = 35;

/** Now and then somebody who owes is made bankrupt, or asks to be relieved of debt; on Thursdays somebody works on those that are open. */
export const happening: HappeningOf = (town) => {
  const drawn = KINDS.map(({ kind, inHundred }) => ({
    kind,
    draw: onceThisMonth(town, { about: kind, inHundred }),
  }));
  const endOf = endings(town);
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        for (const { kind, draw } of drawn) {
          const dice = draw(day);
          const debtor = dice === null ? null : await oneWhoOwes(town, day, dice);
          if (debtor === null) continue;
          const beganOn = addDays(day.on, -DAYS_TO_HEAR);
          await town.attempt((tx) => openErrand(tx, { ...acting(day), kind, debtor, beganOn }));
        }
        if (weekdayOf(day.on) !== THURSDAY) return;
        for (const errand of await town.read(openErrands))
          if (errand.kind !== 'death') await workOn(town, day, { errand, ends: endOf(errand) });
      },
    },
  ];
};

interface Working {
  readonly errand: Errand;
  readonly ends: End;
}

async function workOn(town: PlayedTown, day: PlayedDay, { errand, ends }: Working): Promise<void> {
  const { number, openedOn, announcedOn, filed } = errand;
  const about = { ...acting(day), number };
  const { on } = day;
  if (ends.dismissed) {
    if (addDays(openedOn, CALLED_AFTER) <= on) await end(town, about, ends);
  } else if (announcedOn === null) {
    if (addDays(openedOn, CALLED_AFTER) <= on)
      await town.attempt((tx) =>
        announceErrand(tx, { ...about, announcedOn: on, fileBy: addDays(on, FILE_WITHIN) }),
      );
  } else if (filed === null) {
    if (addDays(announcedOn, FILED_AFTER) <= on)
      await town.attempt((tx) => fileErrand(tx, { ...about, filedOn: on, how: 'final' }));
  } else if (addDays(filed.on, ENDED_AFTER) <= on) await end(town, about, ends);
}

interface End {
  readonly outcome: ErrandOutcome;
  /** What is still to be paid of each claim, in hundredths of a percent; null where that is not asked. */
  readonly kept: number | null;
  /** At once: creditors are never called. */
  readonly dismissed?: true;
}

const PAID_A_DIVIDEND: End = { outcome: 'dividend', kept: null };
const REFUSED: End = { outcome: 'closed-without', kept: null };
const DISMISSED: End = { ...REFUSED, dismissed: true };
const RELIEVED: End = { outcome: 'relieved', kept: 0 };
const WITH_A_PART: End = { outcome: 'relieved', kept: 2_500 };

const WAYS: Readonly<Record<'bankruptcy' | 'debt-relief', readonly End[]>> = {
  bankruptcy: [PAID_A_DIVIDEND, PAID_A_DIVIDEND, REFUSED],
  'debt-relief': [WITH_A_PART, DISMISSED, RELIEVED, REFUSED],
};

/** How each of them ends: one way after the other, from one that is drawn, so that a few of them show all. */
function endings(town: PlayedTown): (errand: Errand) => End {
  const known = new Map<bigint, End>();
  const seen = { bankruptcy: 0, 'debt-relief': 0 };
  return ({ kind, number }) => {
    const ends = known.get(number);
    if (ends !== undefined || kind === 'death') return ends ?? REFUSED;
    const ways = WAYS[kind];
    const first = town.dice(`ends/${kind}`).whole(0, ways.length - 1);
    const next = ways[(first + seen[kind]) % ways.length] ?? REFUSED;
    seen[kind] += 1;
    known.set(number, next);
    return next;
  };
}

async function end(town: PlayedTown, about: Acting & { readonly number: bigint }, ends: End): Promise<void> {
  const close = ({ outcome, kept }: End) =>
    town.attempt((tx) => closeErrand(tx, { ...about, outcome, kept, successors: [] }));
  // Relief for a part of what two owe together is for a person to divide first: this court relieves of all of it.
  if (!(await close(ends)) && ends === WITH_A_PART) await close(RELIEVED);
}

type Acting = ReturnType<typeof acting>;

function acting({ on, at }: PlayedDay) {
  return { by: CASEWORKER, on, at };
}
