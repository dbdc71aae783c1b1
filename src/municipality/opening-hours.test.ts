import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { weekShape, type OtherHours } from './choices/opening-hours.ts';
import { hoursOn, openNow, type Opening } from './opening-hours.ts';

const long = [{ from: '09:00', to: '15:00' }];
const short = [{ from: '09:00', to: '12:00' }];
const week = weekShape.parse({ monday: long, tuesday: long, wednesday: long, thursday: long, friday: short });

function at(day: string, time: string, ...otherHours: readonly OtherHours[]) {
  const opening: Opening = { week, otherHours };
  return openNow(opening, { day: date(day), time });
}

describe('the telephone', () => {
  test('is answered from the first minute of its hours, and not in the minute they end', () => {
    expect(at('2026-03-12', '09:00')).toEqual({ kind: 'open', to: '15:00' });
    expect(at('2026-03-12', '14:59')).toEqual({ kind: 'open', to: '15:00' });
    expect(at('2026-03-12', '15:00')).toMatchObject({ opens: { day: '2026-03-13', time: '09:00' } });
    expect(at('2026-03-12', '08:59')).toMatchObject({ opens: { day: '2026-03-12', time: '09:00' } });
  });

  test('is not answered at weekends, nor on holidays, and says when it is again', () => {
    expect(at('2026-03-13', '12:30')).toMatchObject({ kind: 'closed', opens: { day: '2026-03-16' } });
    // Maundy Thursday; Easter Monday is on 6 April.
    expect(at('2026-04-02', '10:00')).toEqual({
      kind: 'closed',
      why: null,
      opens: { day: '2026-04-07', time: '09:00' },
    });
  });

  test('has other hours where the municipality says so, also on a holiday, and tells why', () => {
    const said = { da: 'Vi er på kursus.', en: 'We are on a course.' };
    const away = { from: date('2026-03-12'), to: date('2026-03-13'), hours: [], ...said };
    expect(at('2026-03-12', '10:00', away)).toEqual({
      kind: 'closed',
      why: away,
      opens: { day: '2026-03-16', time: '09:00' },
    });
    const constitutionDay = { from: date('2026-06-05'), to: date('2026-06-05'), hours: short, ...said };
    expect(at('2026-06-05', '10:00', constitutionDay)).toEqual({ kind: 'open', to: '12:00' });
    expect(hoursOn({ week, otherHours: [] }, date('2026-06-05'))).toEqual([]);
  });

  test('that is closed for months says no day', () => {
    const away = {
      from: date('2026-03-01'),
      to: date('2026-12-31'),
      hours: [],
      da: 'Lukket.',
      en: 'Closed.',
    };
    expect(at('2026-03-12', '10:00', away)).toMatchObject({ opens: null });
  });
});
