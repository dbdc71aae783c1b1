/** Set-off (modregning), and the letter to one who has become liable for a dead person's debt. */
export const setOffDa = {
  'set-off-hearing.title': 'Vi vil bruge {setOff} af din udbetaling til at betale din gæld',
  'set-off-hearing.result':
    'Du skal have {payout} udbetalt fra kommunen den {payoutOn} ({payoutFor}). Du skylder også kommunen penge. Vi vil derfor tage {setOff} af udbetalingen og bruge dem til at betale det, du skylder. Det kaldes modregning.',
  'set-off-hearing.not-decided': 'Det er ikke besluttet endnu. Du kan sige din mening først.',
  'set-off-hearing.answer.heading': 'Sådan kan du sige din mening',
  'set-off-hearing.answer':
    'Skriv eller ring til os senest den {answerBy}. Fortæl for eksempel, hvis du ikke skylder pengene, eller hvis du ikke kan undvære dem.',
  'set-off-hearing.late':
    'Får du brevet senere, end vi regner med, har du altid {answerDays} dage til at svare, fra du har fået det.',
  'set-off-hearing.then.heading': 'Hvad sker der så?',
  'set-off-hearing.then':
    'Når fristen er gået, ser en medarbejder på sagen og på det, du har fortalt. Så får du et brev med afgørelsen.',
  'set-off-hearing.paid': 'Du får ingen rykker for regningerne imens.',

  'set-off.title': 'Vi har brugt {setOff} af din udbetaling til at betale din gæld',
  'set-off.result':
    'Du skulle have {payout} udbetalt fra kommunen den {payoutOn} ({payoutFor}). Vi har taget {setOff} af dem og betalt det, der står i tabellen. Det kaldes modregning.',
  'set-off.by-person': 'En medarbejder har besluttet det.',
  'set-off.taken.heading': 'Det har vi betalt for dig',
  'set-off.column.taken': 'Betalt',
  'set-off.because.heading': 'Hvorfor?',
  'set-off.because':
    'Du skulle have penge af kommunen, og du skyldte kommunen penge, som skulle have været betalt. Så må vi trække det ene fra det andet.',
  'set-off.no-answer': 'Vi har skrevet til dig om det før, og du har ikke svaret.',
  'set-off.left.heading': 'Er der mere at betale?',
  'set-off.left':
    'Du skylder stadig {left} af det, der står i tabellen. Det skal du betale, som vi har skrevet før.',
  'set-off.left.none': 'Du skylder ikke mere af det, der står i tabellen.',
  'set-off.left.besides':
    'Du skylder også {left} af det andet, vi skrev til dig om. Det skal du betale, som vi har skrevet før.',
  'set-off.rules.set-off':
    'De almindelige regler om modregning, som Skattestyrelsen beskriver dem i Den juridiske vejledning, afsnit G.A.3.7.3 (kommunen og du skylder hinanden penge, og dem, du skylder, skulle være betalt)',
  'set-off.rules.procedure':
    'Forvaltningsloven §§ 19, 22, 24 og 25 (din ret til at blive hørt, til en begrundelse og til at klage)',
  'set-off.rules.data': 'Databeskyttelsesforordningen artikel 13-16 (dine oplysninger)',

  'liability.title': 'Du hæfter nu for en gæld på {total}',
  'liability.undivided-estate':
    'Din ægtefælle er død, og du sidder i uskiftet bo. Derfor hæfter du for den gæld til kommunen, der står i tabellen. Den er på {total} i alt.',
  'liability.private-division':
    'Du har overtaget et dødsbo sammen med de andre arvinger, hvis der er nogen. Derfor hæfter du for den gæld til kommunen, der står i tabellen. Den er på {total} i alt.',
  'liability.none':
    'Du hæfter sammen med den eller dem, der skyldte den i forvejen, for den gæld til kommunen, der står i tabellen. Den er på {total} i alt.',
  'liability.why': 'Derfor hæfter du: {why}',
  'liability.nothing-yet': 'Du skal ikke betale noget på grund af dette brev.',
  'liability.next': 'Vi skriver til dig, når du skal betale, og hvordan.',
  'liability.disagree':
    'Mener du, at du ikke hæfter for gælden, eller at noget er forkert, så skriv eller ring til os.',
  'liability.rules': 'Dødsboskifteloven (hvem der hæfter for det, en afdød skyldte)',
} as const satisfies Record<string, string>;
