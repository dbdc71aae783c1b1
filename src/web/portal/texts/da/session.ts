/** Staying signed in, and being signed out. */
export const session = {
  signedOut: 'Du er logget ud',
  signedOutText: 'Luk browseren, hvis andre bruger den.',
  signedOutHere: 'Du er logget ud her',
  onToThere: 'Nu logger vi dig også ud på den side, hvor du loggede på med MitID.',
  outThere: 'Log også ud dér',
  notThere:
    'Vi kan ikke få fat i den side, hvor du loggede på med MitID. Måske er du stadig logget på dér. Luk alle vinduer i browseren, så ingen andre kan bruge dit login.',
  tryThere: 'Prøv at logge ud dér',
  outThereToo:
    'Du er også logget ud på den side, hvor du loggede på med MitID. Luk browseren, hvis andre bruger den.',
  inPart:
    'Måske er du stadig logget på andre sider med MitID. Luk alle vinduer i browseren, så ingen andre kan bruge dit login.',
  timedOut: 'Du er logget ud, fordi tiden gik',
  timedOutText: 'Det gør vi, så andre ikke ser dine tal. Du har ikke mistet noget, som du har sendt til os.',
  toFront: 'Til forsiden',
  stillThere: 'Er du der stadig?',
  soonOver: 'Snart skal du logge på igen',
  soonOut: 'Du bliver logget ud kl. {time}, hvis du ikke gør noget.',
  outAtMost:
    'Du bliver logget ud kl. {time}, og så kan du logge på igen. Er du i gang med noget, så send det inden.',
  stay: 'Bliv logget på',
  goBack: 'Tilbage',
  close: 'Luk',
} as const satisfies Record<string, string>;
