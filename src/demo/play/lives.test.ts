import { describe, expect, test } from 'vitest';
import { addDays, date, month } from '../../kernel/dates.ts';
import { diceFor } from '../generate/dice.ts';
import { meansToPay, monthsOfLife, ORDINARY, temperamentOf, TURBULENT, type Temperament } from './lives.ts';

const DUE = date('2026-04-01');

function means(pays: Temperament['pays'], stopsOn: Temperament['stopsOn'] = null) {
  return Array.from({ length: 200 }, (_, each) =>
    meansToPay({ pays, stopsOn }, DUE, diceFor(`${pays}/${each}`)),
  );
}

describe('somebody who is asked to pay', () => {
  test('in time pays by the due date, all of it, and once', () => {
    for (const each of means('in-time')) {
      expect(each).toMatchObject({ percent: 100, times: 1 });
      expect(each !== null && each.on <= DUE && each.on >= addDays(DUE, -3)).toBe(true);
    }
  });

  test('late pays after it, half pays half, and never pays nothing', () => {
    for (const each of means('late')) expect(each !== null && each.on > DUE).toBe(true);
    for (const each of means('half')) expect(each?.percent).toBe(50);
    expect(means('never').every((each) => each === null)).toBe(true);
  });

  test('may pay too much or twice, but not each time', () => {
    expect(new Set(means('too-much').map((each) => each?.percent))).toEqual(new Set([100, 120]));
    expect(new Set(means('twice').map((each) => each?.times))).toEqual(new Set([1, 2]));
  });

  test('pays nothing more from the day on which they stop', () => {
    expect(means('in-time', DUE).every((each) => each === null)).toBe(true);
    expect(means('in-time', addDays(DUE, 1)).every((each) => each !== null)).toBe(true);
  });

  test('now and then makes a slip in the payment line, or gives their number instead', () => {
    const lines = Map.groupBy(means('in-time'), (each) => each?.line);
    expect(lines.get('right')?.length).toBeGreaterThan(140);
    expect(lines.get('none')?.length).toBeGreaterThan(10);
    expect(lines.get('wrong')?.length).toBeGreaterThan(0);
  });
});

describe('lives', () => {
  test('are the same for the same dice, and end with a death', () => {
    const wanted = { months: 36, odds: TURBULENT };
    const lives = Array.from({ length: 60 }, (_, each) => monthsOfLife(diceFor(`${each}`), wanted));
    expect(monthsOfLife(diceFor('0'), wanted)).toEqual(lives[0]);
    for (const life of lives) {
      expect(life).toHaveLength(36);
      const died = life.findIndex(({ dead }) => dead);
      if (died >= 0) expect(life.slice(died).every(({ dead }) => dead)).toBe(true);
    }
    expect(lives.some((life) => life.at(-1)?.dead)).toBe(true);
  });

  test('are ordinarily quiet: in most months nothing happens, and people keep their work', () => {
    const lives = Array.from({ length: 60 }, (_, each) =>
      monthsOfLife(diceFor(`${each}`), { months: 36, odds: ORDINARY, onHelp: false }),
    );
    const months = lives.flat();
    const eventful = months.filter(({ events }) => events.length > 0);
    expect(eventful.length).toBeGreaterThan(0);
    expect(eventful.length * 20).toBeLessThan(months.length);
    expect(lives.every(([first]) => first?.receives === null || first?.receives === 'kontanthjælp')).toBe(
      true,
    );
    expect(lives.filter((life) => life.some(({ receives }) => receives !== null)).length).toBeLessThan(60);
  });

  test('have a temperament that lasts, or stops in one of their months', () => {
    const span = { from: month('2024-01'), months: 36 };
    const drawn = Array.from({ length: 200 }, (_, each) => temperamentOf(diceFor(`t/${each}`), span));
    for (const { stopsOn } of drawn)
      if (stopsOn !== null) expect(stopsOn >= '2024-03-01' && stopsOn <= '2027-01-01').toBe(true);
    expect(new Set(drawn.map(({ pays }) => pays)).size).toBe(7);
  });
});
