/** Decisions that nothing is to be paid now. */
export const deferralDa = {
  'deferral.title': 'Du skal ikke betale noget nu',
  'deferral.title-still': 'Du skal stadig ikke betale noget nu',
  'suspension.title': 'Din betaling er sat på pause',

  'deferral.result.owed':
    'Du har fået hjælp, som skal betales tilbage. Du skylder {municipality} {total} i alt. Men lige nu skal du ikke betale noget. Det kaldes henstand.',
  'deferral.result.still':
    'Din gæld er ændret. Du skylder nu {municipality} {total} i alt. Men du skal stadig ikke betale noget. Det kaldes henstand.',
  'deferral.result.from': 'Det gælder fra den {from}.',
  'deferral.result.nothing-to-do': 'Du behøver ikke gøre noget.',
  'suspension.result':
    'Du skal ikke betale noget nu. Det gælder allerede fra den {countsFrom}. Før skulle du betale {before} om måneden. Det har vi sat på pause.',
  'suspension.owed':
    'Du skylder {municipality} {total} i alt. Du skal ikke betale af på det, så længe pausen varer.',

  'paused.heading': 'Hvad med de betalinger, du har fået besked om?',
  'paused.later': 'Skulle du have betalt noget den {countsFrom} eller senere, skal du ikke betale det.',
  'paused.earlier':
    'Mangler du at betale noget fra før den {countsFrom}, skal du heller ikke betale det, så længe pausen varer.',
  'paused.in-advance':
    'Har du allerede betalt noget, som du skulle betale den {countsFrom} eller senere, ser en medarbejder på det og skriver til dig.',
  'paused.bank': 'Har du selv sat en fast betaling op i banken, så stop den.',

  'ground.heading': 'Hvorfor skal du ikke betale?',
  'ground.benefit':
    'Du får {benefits}. Når man får den ydelse, skal man efter reglerne ikke betale af på sin gæld.',
  'ground.benefits':
    'Du får {benefits}. Når man får en af de ydelser, reglerne nævner, skal man ikke betale af på sin gæld.',
  'ground.pension-only':
    'Førtidspension er din eneste indkomst. Så skal man efter reglerne ikke betale af på sin gæld.',
  'ground.low-income':
    'Din indkomst er {income} om året efter skat. Det er under den grænse, hvor man skal begynde at betale. Grænsen er {limit} om året, når man {dependants}.',
  'ground.with-dependants': 'har børn under 18 år',
  'ground.without-dependants': 'ikke har børn under 18 år',

  'again.heading': 'Vi ser på det igen hver måned',
  'again.monthly':
    'Hver måned ser vi på, om du stadig ikke skal betale. Du får kun brev, hvis noget bliver anderledes.',
  'again.warned': 'Skal du begynde at betale, skriver vi til dig i god tid, før du skal betale første gang.',
  'again.tell-us':
    'Er der noget forkert i brevet, eller får du en anden indkomst, så skriv eller ring til os.',
} as const satisfies Record<string, string>;
