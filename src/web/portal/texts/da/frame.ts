/** What stands around every page. */
export const frame = {
  toFront: 'Til forsiden',
  menu: 'Hovedmenu',
  overview: 'Overblik',
  pay: 'Betal',
  papers: 'Papirer',
  insight: 'Dine oplysninger',
  signedInAs: 'Du er logget på som',
  signOut: 'Log ud',
  until: 'Du er logget på til kl. {time}, hvis du ikke gør noget.',
  untilAtMost: 'Du er logget på til kl. {time}. Så skal du logge på igen.',
  languages: 'Vælg sprog',
  danish: 'Dansk',
  english: 'English',
  test: 'Prøvedrift. Kun udvalgte personer kan logge på.',
  testOpens: 'Siden åbner for alle den {day}.',
  notice: 'Besked fra {municipality}',
} as const satisfies Record<string, string>;
