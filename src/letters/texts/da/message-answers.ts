/** Answers to complaints, and to papers about somebody's situation. What came of it stands on the citizens' page in the same words. */
export const messageAnswersDa = {
  'complaint-answer.title.changed': 'Svar på din klage: Vi har ændret beslutningen',
  'complaint-answer.title.partly': 'Svar på din klage: Vi har ændret noget af beslutningen',
  'complaint-answer.title.kept': 'Svar på din klage: Vi ændrer ikke beslutningen',
  'complaint-answer.noted.plan':
    'Den {complainedOn} klagede du over, at du skal betale {monthly} om måneden. Det besluttede vi den {decidedOn} (nummer {reference}).',
  'complaint-answer.noted.deferral':
    'Den {complainedOn} klagede du over vores beslutning om, at du ikke skal betale noget for tiden. Det besluttede vi den {decidedOn} (nummer {reference}).',
  'complaint-answer.noted.transfer':
    'Den {complainedOn} klagede du over, at gælden sendes til Gældsstyrelsen. Det besluttede vi den {decidedOn} (nummer {reference}).',
  'complaint-answer.noted.lapse':
    'Den {complainedOn} klagede du over vores beslutning om det, der er bortfaldet af din gæld. Det besluttede vi den {decidedOn} (nummer {reference}).',
  'complaint-answer.changed':
    'Du har fået ret, og vi har ændret beslutningen. Det får du et brev for sig om.',
  'complaint-answer.partly':
    'Du har fået ret i noget af det. Det har vi ændret, og det får du et brev for sig om. Resten af din klage har vi sendt videre til {authority} den {sentOn}. Det har vi gjort for dig.',
  'complaint-answer.kept':
    'Vi har set på sagen igen, og vi ændrer ikke beslutningen. Derfor har vi sendt din klage videre til {authority} den {sentOn}. Det har vi gjort for dig.',
  'complaint-answer.late':
    'Fristen for at klage var den {lateAfter}. Det er ikke sikkert, at {authority} behandler en klage, der kommer efter fristen.',
  'complaint-answer.then.changed': 'Du skal ikke gøre mere ved klagen.',
  'complaint-answer.then.sent-on': '{authority} skriver til dig. Du skal ikke gøre mere ved klagen.',
  'complaint-answer.then.meanwhile':
    'Imens gælder det, vi sidst har skrevet til dig om betaling, medmindre du får andet at vide.',
  'complaint-answer.then.owed': 'Gælden skal stadig betales. Der er {owed} tilbage.',
  'complaint-answer.then.transfer-until':
    'Betaler du det hele senest den {quietUntil}, sender vi det ikke til Gældsstyrelsen.',
  'complaint-answer.then.transfer':
    'Betaler du ikke, kan vi sende det til Gældsstyrelsen, også mens {authority} ser på din klage. Kan du ikke betale det hele på én gang, så ring til os.',
  'complaint-answer.disagree.changed':
    'Er du uenig i det, der gælder nu, kan du klage igen. Det står i brevet om ændringen, hvordan du gør.',
  'complaint-answer.disagree.kept':
    'Har du nye oplysninger, eller mener du, at vi har misforstået noget, så skriv eller ring til os.',
  'documentation-answer.title.used': 'Svar om dine papirer: Vi bruger dem',
  'documentation-answer.title.not-used': 'Svar om dine papirer: Vi bruger dem ikke',
  'documentation-answer.noted.income': 'Den {papersOn} sendte du os papirer om din indkomst.',
  'documentation-answer.noted.children': 'Den {papersOn} sendte du os papirer om dine børn.',
  'documentation-answer.noted.benefit': 'Den {papersOn} sendte du os papirer om en ydelse, du får.',
  'documentation-answer.noted.other': 'Den {papersOn} sendte du os papirer om din situation.',
  'documentation-answer.used': 'Vi bruger dine papirer fra og med {usedFrom}.',
  'documentation-answer.not-used': 'Vi bruger ikke dine papirer til at ændre, hvad du skal betale.',
  'documentation-answer.then.used':
    'Ændrer det, hvad du skal betale, får du et brev for sig om det. Indtil da gælder det, vi sidst har skrevet til dig om betaling.',
  'documentation-answer.then.not-used':
    'Det, vi sidst har skrevet til dig om betaling, gælder stadig. Du skal ikke gøre mere.',
  'documentation-answer.disagree':
    'Er du uenig, eller har du flere papirer, så skriv eller ring til os. Så ser vi på det igen.',
  'documentation-answer.rules.collection':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 5-7 (hvad du skal betale, og hvad der kan ændre det)',
} as const satisfies Record<string, string>;
