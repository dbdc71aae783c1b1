/** The time of day in Copenhagen, `14.32` in Danish and `14:32` in English. */
export function timeOfDay(moment: Temporal.Instant, language: 'da' | 'en'): string {
  const { hour, minute } = moment.toZonedDateTimeISO('Europe/Copenhagen');
  const [hours, minutes] = [hour, minute].map((part) => String(part).padStart(2, '0'));
  return `${hours}${language === 'da' ? '.' : ':'}${minutes}`;
}
