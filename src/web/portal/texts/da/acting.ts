/** Acting for somebody else. */
export const acting = {
  heading: 'Hvem vil du se for?',
  question: 'Vælg, hvem det handler om',
  noted: 'Når du ser for en anden, skriver vi ned, at du har gjort det.',
  oneself: 'dig selv',
  guardian: 'værge',
  'power-of-attorney': 'en, der har fuldmagt',
  'custody-holder': 'forælder',
  estate: 'en, der handler for boet',
  power: 'en, der har digital fuldmagt',
  company: 'ansat i virksomheden',
  ended: 'Du kan ikke længere se for {person}',
  endedText:
    'Der står hos os, at du ikke længere handler for personen. Er det forkert, så ring til os på {phone}.',
  goOn: 'Gå videre',
  chooseOne: 'Vælg, hvem du vil se for.',
  youSee: 'Du ser oplysninger for',
  youAre: 'Du handler som {as}.',
  change: 'Skift person',
  forAnother: 'Se for en anden',
  region: 'Hvem du handler for',
} as const satisfies Record<string, string>;
