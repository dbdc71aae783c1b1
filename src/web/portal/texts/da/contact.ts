/** Whom to ask, and when somebody answers. */
export const contact = {
  heading: 'Har du brug for hjælp?',
  phone: 'Ring til os på {phone}.',
  hours: 'Vi tager telefonen {hours}.',
  hoursInDanish: 'Vi tager telefonen {hours}.',
  openNow: 'Telefonen er åben nu. Den lukker kl. {time}.',
  closedNow: 'Telefonen er lukket nu.',
  closedWhy: 'Telefonen er lukket nu. {why}',
  opens: 'Den åbner {day} kl. {time}.',
  today: 'i dag',
  tomorrow: 'i morgen',
  onDay: '{day}',
  page: 'Læs mere på',
  help: 'Få hjælp til at bruge siden',
  aboutThis: 'Har du spørgsmål til det her?',
  translation: '',
} as const satisfies Record<string, string>;
