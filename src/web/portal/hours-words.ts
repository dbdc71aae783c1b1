import { addDays, readableDate, weekdayOf, type PlainDate } from '../../kernel/dates.ts';
import { fillIn } from '../../letters/texts/fill-in.ts';
import { weekdays, type Span, type Week } from '../../municipality/choices/opening-hours.ts';
import type { OpenNow } from '../../municipality/opening-hours.ts';
import type { Language } from '../ui/language.ts';
import type { Texts } from './texts/texts.ts';

/** Opening hours as the pages say them. */

/** `9` or `9.30` in Danish, `9:00` in English. */
export function hourInWords(time: string, language: Language): string {
  const [hour = '', minute = ''] = time.split(':');
  if (language === 'en') return `${Number(hour)}:${minute}`;
  return minute === '00' ? String(Number(hour)) : `${Number(hour)}.${minute}`;
}

/** `mandag til torsdag kl. 9-15 og fredag kl. 9-12`: neighbouring days with the same hours are told together. */
export function weekInWords(week: Week, language: Language): string {
  const runs: { readonly first: number; last: number; readonly hours: string }[] = [];
  for (const [place, weekday] of weekdays.entries()) {
    const hours = spansInWords(week[weekday], language);
    const before = runs.at(-1);
    if (before?.hours === hours && before.last === place - 1) before.last = place;
    else if (hours !== '') runs.push({ first: place, last: place, hours });
  }
  const said = runs.map(({ first, last, hours }) => `${daysInWords(first, last, language)} ${hours}`);
  return listed(said, language);
}

function spansInWords(spans: readonly Span[], language: Language): string {
  const said = spans.map(({ from, to }) => `${hourInWords(from, language)}-${hourInWords(to, language)}`);
  return said.length === 0 ? '' : `${language === 'da' ? 'kl. ' : ''}${listed(said, language)}`;
}

function daysInWords(first: number, last: number, language: Language): string {
  if (first === last) return weekdayName(first, language);
  const between = last === first + 1 ? and[language] : to[language];
  return `${weekdayName(first, language)} ${between} ${weekdayName(last, language)}`;
}

const and = { da: 'og', en: 'and' } as const;
const to = { da: 'til', en: 'to' } as const;

function listed(each: readonly string[], language: Language): string {
  const last = each.at(-1) ?? '';
  return each.length < 2 ? last : `${each.slice(0, -1).join(', ')} ${and[language]} ${last}`;
}

const names = {
  da: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;

function weekdayName(place: number, language: Language): string {
  return names[language][place] ?? '';
}

/** Whether somebody answers now, and if not, when. */
export function openInWords(
  now: OpenNow,
  {
    today,
    language,
    texts,
  }: { readonly today: PlainDate; readonly language: Language; readonly texts: Texts },
): string {
  const said = texts.contact;
  if (now.kind === 'open') return fillIn(said.openNow, { time: hourInWords(now.to, language) });
  const closed = now.why === null ? said.closedNow : fillIn(said.closedWhy, { why: now.why[language] });
  if (now.opens === null) return closed;
  const { day, time } = now.opens;
  const opens = fillIn(said.opens, {
    day: dayInWords(day, { today, language, texts }),
    time: hourInWords(time, language),
  });
  return `${closed} ${opens}`;
}

function dayInWords(
  day: PlainDate,
  {
    today,
    language,
    texts,
  }: { readonly today: PlainDate; readonly language: Language; readonly texts: Texts },
): string {
  const said = texts.contact;
  if (day === today) return said.today;
  if (day === addDays(today, 1)) return said.tomorrow;
  const withoutYear = readableDate(day, language).replace(/ \d{4}$/, '');
  const of = language === 'da' ? ' den ' : ' ';
  return fillIn(said.onDay, { day: `${weekdayName(weekdayOf(day) - 1, language)}${of}${withoutYear}` });
}
