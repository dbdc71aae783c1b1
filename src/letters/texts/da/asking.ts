/** Letters before a decision: the hearing, the request for income information, and the end of a hearing. */
export const askingDa = {
  'asking.title': 'Vi vil gerne høre fra dig, før vi beslutter noget',
  'asking.result.plan': 'Vi regner med, at du skal betale {monthly} om måneden.',
  'asking.result.rise':
    'Du betaler {before} om måneden nu. Vi regner med, at beløbet skal stige til {monthly} om måneden.',
  'asking.result.resume':
    'Lige nu skal du ikke betale noget. Vi regner med, at du efter reglerne skal begynde at betale {monthly} om måneden.',
  'asking.result.individual':
    'Normalt skal du efter reglerne ikke betale noget. Men vi kan bede om et beløb, når en person har meget små udgifter eller særligt store fradrag i skat. Vi overvejer at bede dig betale {monthly} om måneden.',
  'asking.calculated':
    'Et it-system har regnet beløbet ud fra din indkomst efter faste regler. Længere nede kan du se hvordan.',
  'asking.not-decided':
    'Det er ikke besluttet endnu. Først vil vi gerne høre, hvad du siger til det. Svar senest den {answerBy}.',
  'asking.meanwhile-none': 'Du skal ikke betale noget, før du har fået et brev med en afgørelse.',
  'asking.meanwhile-plan':
    'Indtil du har fået et brev med en afgørelse, betaler du {before} om måneden, som du plejer.',
  'asking.meanwhile-deferral': 'Du skal stadig ikke betale noget, før du har fået et brev med en afgørelse.',

  'request.title': 'Vi mangler oplysninger om din indkomst',
  'request.why':
    'Hvad du skal betale om måneden, afhænger af din indkomst. Men indkomstregisteret (eIndkomst) har ingen nye oplysninger om dig.',
  'request.please': 'Fortæl os om din indkomst senest den {answerBy}. Vi har ikke besluttet noget endnu.',

  'answer.heading': 'Sådan svarer du',
  'answer.by': 'Svar senest',
  'answer.page': 'Skriv på',
  'answer.call': 'Ring på',
  'answer.visit': 'Kom forbi',
  'answer.late':
    'Får du brevet sent, har du altid mindst {answerDays} dage til at svare fra den dag, du fik det. Har du brug for mere tid, så ring til os.',
  'answer.especially': 'Skriv eller ring især, hvis',
  'answer.voluntary': 'Du bestemmer selv, om du vil svare.',
  'answer.anything': 'Er du uenig i andet i brevet, så skriv også det.',

  'then.heading': 'Hvad sker der så?',
  'then.read': 'En medarbejder læser dit svar. Derefter skriver vi til dig, hvad vi har besluttet.',
  'then.silent': 'Svarer du ikke, afgør vi sagen ud fra de oplysninger, der står i dette brev.',
  'then.income': 'Når vi kender din indkomst, regner vi på den. Så får du et brev med vores afgørelse.',
  'then.fixed':
    'Kender vi stadig ikke din indkomst, når fristen er gået, skal du efter reglerne betale et fast beløb. Det er {monthly} om måneden. Også det får du et brev med en afgørelse om, før du skal betale.',
  'then.later': 'Du kan stadig sende oplysningerne senere. Så regner vi igen.',
  'then.pay': 'Skal du betale, er det tidligst {noticeDays} dage efter, at du har fået afgørelsen.',
  'then.not-a-decision':
    'Dette brev er ikke en afgørelse. Derfor kan du ikke klage over det. Når du får en afgørelse, står der i den, hvordan du klager.',

  'closed.title': 'Der bliver ikke ændret noget',
  'closed.asked':
    'Vi skrev til dig den {askedOn}, fordi vi overvejede at beslutte noget nyt om din betaling.',
  'closed.thanks': 'Tak for dit svar.',
  'closed.result': 'Nu har vi set på det igen, og vi beslutter ikke noget nyt.',
  'closed.none': 'Du skal ikke betale noget nu.',
  'closed.plan': 'Du betaler {before} om måneden, som du plejer.',
  'closed.deferral': 'Du skal stadig ikke betale noget nu.',
  'closed.nothing-to-do': 'Du behøver ikke svare på dette brev. Ændrer noget sig, skriver vi til dig igen.',
} as const satisfies Record<string, string>;
