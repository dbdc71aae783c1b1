/** On the way in: how one signs in, and why somebody was not. */
export const signIn = {
  heading: 'Log på',
  whatWeSee:
    'Vi får at vide, hvad du hedder, og dit CPR-nummer. Det bruger vi kun til at finde det, du skylder.',
  withMitId: 'Log på med MitID',
  withNemLogin: 'Log på med MitID gennem NemLog-in',
  ownHeading: 'For dig selv',
  ownWay: 'Brug også denne, hvis du er værge eller forælder, eller har vist os en fuldmagt på papir.',
  powersHeading: 'Med digital fuldmagt, eller for en virksomhed',
  powersWay:
    'Denne vej får vi også at vide, hvem du må se for. For en virksomhed logger du på som ansat i den (MitID Erhverv).',
  powersNext:
    'Har du fået en digital fuldmagt, eller kommer du for en virksomhed? Så vælg NemLog-in på den næste side.',
  powersElsewhere:
    'Har du fået en digital fuldmagt, eller kommer du for en virksomhed? Det kan vi kun se, når du logger på gennem NemLog-in. Log ud, og log på igen den vej.',
  forCompany: 'Kommer du for en virksomhed? Log på som ansat i den (MitID Erhverv).',
  companyWay: 'Kommer du for en virksomhed? Så vælg Log på med MitID gennem NemLog-in.',
  forOthers: 'Vil du hjælpe en anden? Log på med dit eget MitID.',
  without: 'Har du ikke MitID? Ring til os på {phone}.',
  noWay: 'Man kan ikke logge på her endnu. Ring til os på {phone}, hvis du vil vide, hvad du skylder.',
  refused: 'Du er ikke logget på',
  again: 'Prøv igen',
  cancelled: 'Du stoppede, før du var logget på. Du kan begynde forfra.',
  'too-low':
    'Dit login er ikke sikkert nok til at vise, hvad du skylder. Brug MitID med appen, kodeviser eller chip.',
  expired: 'Det tog for lang tid, eller du er kommet fra et gammelt link. Du kan begynde forfra.',
  'not-valid': 'Vi kunne ikke læse svaret fra MitID. Du kan begynde forfra.',
  'no-cpr':
    'Vi fik ikke dit CPR-nummer fra MitID. Uden det kan vi ikke finde det, du skylder. Ring til os på {phone}.',
  unavailable: 'Vi kan ikke få fat i MitID lige nu. Prøv igen om lidt.',
  'too-young':
    'Du er under 15 år. Bed en af dine forældre om at logge på for dig, eller ring til os på {phone}.',
  'not-admitted':
    'Siden er på prøve, og kun udvalgte personer kan logge på. Ring til os på {phone}, hvis du vil vide, hvad du skylder.',
  'no-power':
    'Din virksomhed har ikke givet dig adgang til at se, hvad den skylder. Det gør den i NemLog-in. Ring til os på {phone}, hvis du er i tvivl.',
  noCompanies: 'Skylder en virksomhed os penge? Man kan ikke se det her på siden. Ring til os på {phone}.',
  'no-access': 'Vi kan ikke logge dig på. Ring til os på {phone}.',
} as const satisfies Record<string, string>;
