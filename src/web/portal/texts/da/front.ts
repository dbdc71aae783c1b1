/** The front page, before anybody has signed in. */
export const front = {
  title: 'Forside',
  heading: 'Se, hvad du skylder {municipality}',
  lead: 'Når du er logget på, kan du se, hvor meget du skylder i alt.',
  signInHeading: 'Log på',
  toOverview: 'Gå til dit overblik',
  payHeading: 'Vil du betale en regning?',
  pay: 'Brug betalingslinjen fra brevet i din egen bank. Det koster ikke noget hos os.',
  payToAccount: 'Betal i din egen bank til den konto, der står i brevet. Det koster ikke noget hos os.',
  closedHeading: '{municipality} har ikke åbnet siden endnu',
  closed: 'Ring til os på {phone}, hvis du vil vide, hvad du skylder.',
  opens: 'Siden åbner den {day}.',
} as const satisfies Record<string, string>;
