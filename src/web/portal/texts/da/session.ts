/** Staying signed in, and being signed out. */
export const session = {
  signedOut: 'Du er logget ud',
  signedOutText: 'Luk browseren, hvis andre bruger den.',
  timedOut: 'Du er logget ud, fordi tiden gik',
  timedOutText: 'Det gør vi, så andre ikke ser dine tal. Du har ikke mistet noget, som du har sendt til os.',
  toFront: 'Til forsiden',
  stillThere: 'Er du der stadig?',
  soonOut: 'Du bliver logget ud kl. {time}, hvis du ikke gør noget.',
  outAtMost: 'Du bliver logget ud kl. {time}. Så skal du logge på igen.',
  stay: 'Bliv logget på',
  toOverview: 'Til dit overblik',
  close: 'Luk',
} as const satisfies Record<string, string>;
