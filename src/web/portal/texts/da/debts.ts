/** What a debt is called, and what happens next about it. */
export const debts = {
  interestRun:
    'Der er også nye renter på {amount} til og med i dag. De kommer på, når måneden er gået, eller når du har betalt.',
  amountNow: 'Beløb nu',
  amountThere: 'Beløb hos Gældsstyrelsen',
  by: 'Betal senest',
  byMissing: 'Betal det, der mangler, senest',
  wasBy: 'Fristen var',
  nextInstalment: 'Næste betaling',
  from: 'Kommer fra',
  next: 'Hvad sker der nu?',
  more: 'Se mere, og hvad du kan gøre',
  payBy: 'Betal senest {by}.',
  askedLater: 'Vi skriver til dig, når du skal betale.',
  overdue: 'Fristen var {by}. Betal, eller ring til os på {phone}, hvis du ikke kan.',
  written: 'Vi skrev til dig den {on}. Betal senest {by}.',
  writtenBeforeRecovery:
    'Vi skrev til dig den {on}. Betaler du senest {by}, sender vi det ikke til Gældsstyrelsen. Ring til os på {phone}, hvis du ikke kan betale.',
  writtenLate:
    'Vi skrev til dig den {on}. Fristen var {by}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  writtenNow: 'Vi skrev til dig den {on}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  quiet:
    'Betal senest {by}. Indtil da gør vi ikke mere ved det. Ring til os på {phone}, hvis du ikke kan betale.',
  quietAgain:
    'En betaling blev taget af igen den {on}, og derfor mangler pengene. Betal senest {by}. Indtil da gør vi ikke mere ved det. Ring til os på {phone}, hvis du ikke kan betale, eller hvis det er forkert.',
  planFellAwayQuiet: 'Hele beløbet skal betales, fordi en betaling manglede.',
  planFellAway:
    'Hele beløbet skal betales nu, fordi en betaling manglede. Ring til os på {phone}, hvis du ikke kan.',
  planBroke: 'Aftalen om at betale lidt ad gangen faldt væk den {on}, fordi en betaling manglede.',
  planStopped: 'Aftalen om at betale lidt ad gangen sluttede den {on}.',
  wholeNow: 'Derfor skal hele beløbet betales nu. Ring til os på {phone}, hvis du ikke kan.',
  beforeRecovery: 'Betaler du senest {by}, sender vi det ikke til Gældsstyrelsen.',
  recoveryNext: 'Vi sender det snart til Gældsstyrelsen. Betal nu, eller ring til os på {phone}.',
  payNow: 'Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  complaintOwn: 'Du har klaget over, at du skal betale det tilbage. Klagen er ikke afgjort endnu.',
  complaintOwnKept:
    'Du har klaget over, at du skal betale det tilbage. Vi sender det ikke til Gældsstyrelsen, før klagen er afgjort.',
  complaintKept: 'Vi sender det ikke til Gældsstyrelsen lige nu.',
  instalments: 'Du betaler {monthly} om måneden. Næste gang senest {by}.',
  instalmentsDone: 'Du betaler {monthly} om måneden.',
  instalmentsLate:
    'Der mangler {missing} i det, du betaler hver måned. Fristen var {by}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  instalmentsQuiet:
    'Der mangler {missing} i det, du betaler hver måned. Betal det senest {by}. Indtil da gør vi ikke mere ved det. Ring til os på {phone}, hvis du ikke kan betale.',
  instalmentsLateOldest:
    'Der mangler {missing} i det, du betaler hver måned. Den ældste frist var {by}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  instalmentAfter: 'Næste betaling er {amount} senest {due}.',
  planDemanded:
    'Der mangler {missing} i det, du betaler hver måned. Betal det senest {by}, så kan du blive ved med at betale lidt ad gangen. Ellers kan vi bede om resten på én gang. Vi skrev til dig den {on}. Ring til os på {phone}, hvis du ikke kan betale.',
  planDemandedPart:
    'Der mangler {missing} i det, du betaler hver måned. Betal {demanded} af det senest {by}, så kan du blive ved med at betale lidt ad gangen. Ellers kan vi bede om resten på én gang. Vi skrev til dig den {on}. Ring til os på {phone}, hvis du ikke kan betale.',
  planDemandedLate:
    'Der mangler {missing} i det, du betaler hver måned. Vi skrev til dig den {on}. Den sidste frist var {by}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  planDemandedLateMore:
    'Der mangler {missing} i det, du betaler hver måned. {demanded} af det skrev vi til dig om den {on}. Den sidste frist var {by}. Resten er kommet til siden. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  planDisputed:
    'Du har skrevet, at du er uenig i noget af det, du betaler hver måned. Du behøver ikke betale, mens vi ser på det.',
  planDisputedElse:
    'Vi ser på noget af det, du betaler hver måned. Du behøver ikke betale, mens vi ser på det.',
  this: 'det her',
  both: '{first} og {second}',
  andMore: '{first} og {count} andre ting',
  oneAmount: 'Det er ét beløb for {all} tilsammen.',
  agreed: 'Der er en aftale om, hvordan det bliver betalt.',
  deferred: 'Du skal ikke betale noget nu. Vi ser på det igen hver måned.',
  deferredUntil: 'Du skal først betale den {until}.',
  undecided: 'Vi ser på, hvad du skal betale. Vi skriver til dig.',
  onItsWay: 'Det er på vej til Gældsstyrelsen. De skriver til dig.',
  there: 'Gældsstyrelsen har det nu. Betal til dem, ikke til os.',
  therePage: 'Det gør du på {page}.',
  disputed: 'Du har skrevet, at du er uenig. Vi rykker dig ikke, mens vi ser på det.',
  disputedOnPlan:
    'Du har skrevet, at du er uenig. Vi rykker dig ikke, mens vi ser på det. Det, du betaler hver måned, går videre som før.',
  toCorrect:
    'Vi har bedt om, at det bliver rettet. Indtil det er rettet, beder vi dig ikke om at betale det, og vi sender det ikke til Gældsstyrelsen.',
  notKnown: 'Vi kan ikke vise, hvad der sker med det lige nu. Prøv igen om lidt.',
  paid: 'Det er betalt.',
  paidOn: 'Det var betalt den {on}.',
  withdrawn: 'Vi har taget det tilbage. Du skal ikke betale det.',
  lapsed: 'Det er faldet væk. Du skal ikke betale det.',
  timeBarred: 'Det er for gammelt. Du skal ikke betale det.',
  discharged: 'Du skylder det ikke længere.',
  writtenOff: 'Vi beder dig ikke om at betale det.',
  heldManual: 'Vi venter med det. Vi ser på det igen den {review}.',
  heldMeanwhile: 'Vi venter med det, mens vi ser på det.',
  heldRequest: 'Du har spurgt, om det kan betales på en anden måde. Vi rykker ikke for det før den {review}.',
  wishWaits:
    'Du har spurgt, om det kan betales på en anden måde. Vi har ikke svaret endnu. Indtil vi svarer, skal det betales, som vi har skrevet. Kan du ikke det, så ring til os på {phone}.',
  rests: 'Vi venter med det lige nu. Vi rykker dig ikke imens.',
  heldAddress: 'Vi venter, fordi vi mangler din adresse. Ring til os på {phone}.',
  heldComplaint: 'Du har klaget. Vi rykker dig ikke, mens vi ser på det.',
  heldMail: 'Vi venter, fordi vores brev kom tilbage. Ring til os på {phone}.',
  heldAddressToo: 'Vi mangler også en adresse, som vi kan skrive til. Ring til os på {phone}.',
  heldMailToo: 'Et brev fra os er også kommet tilbage. Ring til os på {phone}.',
  heldSetOff: 'Vi ser på, om et andet beløb fra os kan betale det. Vi har skrevet til dig.',
  heldLiability: 'Du er kommet til at skylde det sammen med andre. Vi skriver til dig, før du skal betale.',
  heldInterest: 'Seneste frist: {by}. Der kommer renter på, indtil det er betalt. Du må gerne betale nu.',
  heldInterestAsk: 'Seneste frist: {by}. Der kommer renter på. Ring til os på {phone}, før du betaler.',
  askFirst: 'Ring til os på {phone}, før du betaler. Måske kan et andet beløb fra os betale noget af det.',
  stoppedEstate: 'Vi venter, mens boet bliver gjort op.',
  stoppedBankruptcy: 'Vi venter, mens konkursen bliver behandlet.',
  stoppedRelief: 'Vi venter, mens gældssaneringen bliver behandlet.',
  stoppedLapse: 'En medarbejder ser på, om det er faldet væk. Du skal ikke betale, mens vi ser på det.',
  bill: '{municipality}, regning {reference}',
  caseAt: '{municipality}, sag {reference}',
  chargesOf: 'Renter og gebyrer: {name}',
  months: '{municipality}, {count} måneder',
  eachMonth: 'Se hver måned',
  and: '{first} – {last}',
  apart: '{count} perioder i tiden {first} – {last}',
} as const satisfies Record<string, string>;
