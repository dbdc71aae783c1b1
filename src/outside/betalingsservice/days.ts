import { parsePlainDate, type PlainDate } from '../../kernel/dates.ts';

/** `010426`, or `01042026` where a place has room for the whole year. */
export function asDigits(day: PlainDate, year: 'short' | 'whole'): string {
  const [whole = '', month = '', of = ''] = day.split('-');
  return of + month + (year === 'whole' ? whole : whole.slice(2));
}

/** `none`: zeros. Null: no day of the calendar. */
export function dayIn(text: string): PlainDate | 'none' | null {
  if (/^0+$/.test(text)) return 'none';
  const year = text.length === 8 ? text.slice(4) : `20${text.slice(4)}`;
  return parsePlainDate(`${year}-${text.slice(2, 4)}-${text.slice(0, 2)}`);
}
