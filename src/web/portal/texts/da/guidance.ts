/** A member of staff sees the page that the citizen is on. */
export const guidance = {
  title: 'Vis din side til en medarbejder',
  link: 'Vis min side til en medarbejder',
  lead: 'Taler du i telefon med os? Så kan du lade medarbejderen se den samme side som dig.',
  sees: 'Medarbejderen ser kun den side, du er på. Medarbejderen følger med, når du går videre.',
  cannot: 'Medarbejderen kan ikke trykke på noget, betale eller sende noget for dig.',
  form: 'Det, du selv skriver i felter, kan medarbejderen ikke se.',
  noted: 'Vi skriver ned, hvad medarbejderen så. Det kan du se under Dine oplysninger.',
  onlyCall: 'Gør det kun, når du selv har ringet til os på {phone}. Giv ikke koden til andre.',
  begin: 'Få en kode',
  codeHeading: 'Sig koden i telefonen',
  code: 'Din kode er {code}',
  codeUntil: 'Koden kan bruges én gang, senest kl. {time}.',
  goOn: 'Gå så til den side, du vil tale om. Der står øverst på siden, når medarbejderen kan se den.',
  stop: 'Stop',
  toOverview: 'Til dit overblik',
  seen: 'En medarbejder kan se den side, du er på, til kl. {time}.',
  waiting: 'Du har en kode, så en medarbejder kan se din side.',
  showCode: 'Vis koden',
  region: 'En medarbejder kan se din side',
  staffRegion: 'Du ser borgerens side',
  staffSees:
    'Du ser den side, som {name} er på. Den følger borgeren og slutter kl. {time}. Du kan ikke trykke på noget.',
  staffAgain: 'Hent siden igen',
  staffForm:
    'Borgeren har sendt en formular og ser svaret. Det kan ikke vises her. Bed borgeren læse det højt. Herunder er siden, som den er, før man skriver noget.',
  staffNotHere: 'Borgeren er på en side, som ikke kan vises her. Bed borgeren fortælle, hvad der står.',
  staffOver: 'Borgerens side vises ikke længere',
  staffOverText:
    'Borgeren har stoppet det, er logget ud eller ser nu for en anden. Eller også er tiden gået, eller kommandoen er stoppet. Skal du se mere, må borgeren give dig en ny kode.',
  staffLostText:
    'Kommandoen svarer ikke. Måske har borgeren stoppet det, eller kommandoen er stoppet. Svarer den igen, kommer siden af sig selv. Ellers må borgeren give dig en ny kode.',
} as const satisfies Record<string, string>;
