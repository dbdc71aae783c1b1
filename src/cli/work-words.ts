import { dayInCopenhagen, readableDate, readableMonth } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { Acceptance, AcceptableReason } from '../agreements/accepted-reasons.ts';
import type { ItemRefusal, OpenedWorkItem, WorkItemKind } from '../agreements/work-items.ts';
import { UsageError, type Given } from './command.ts';
import { aboutInWords } from './work-about-words.ts';
import { workItemWords } from './work-item-words.ts';

/** Every kind of thing that a person must look at, by name. */
export const workItemKinds = Object.keys(workItemWords.da) as WorkItemKind[]; // its own keys

/** The number of a work item, as lists print it. */
export function itemGiven(given: Given): bigint {
  const text = given.required('item');
  if (!/^[1-9]\d{0,17}$/.test(text))
    throw new UsageError('--item skal være et nummer fra listen, for eksempel 12');
  return BigInt(text);
}

/** What a work item is about, in Danish; a kind that an earlier program has left is shown by its name. */
export function itemInWords({ kind }: Pick<OpenedWorkItem, 'kind'>): string {
  return (workItemWords.da as Readonly<Record<string, string>>)[kind] ?? kind;
}

/** One line for a work item: its number, whom and what it is about, and since when. */
export function itemLine(item: OpenedWorkItem): string {
  const { number, debtor, month, about, openedAt } = item;
  const detail = about === null ? '' : `; ${aboutInWords(item.kind, about)}`;
  const since = readableDate(dayInCopenhagen(openedAt));
  const whom = debtor === null ? 'ingen debitor' : `debitor ${debtor}`;
  return `${number}, ${whom}, ${readableMonth(month)}: ${itemInWords(item)}${detail} (siden ${since})`;
}

/** Grounds that wait for a second person. */
export function proposalLine({ because, until, upTo, proposed }: Acceptance): string {
  const most = upTo === null ? '' : `højst ${readableKroner(upTo)} om måneden `;
  const counts = `der gælder ${most}til og med ${readableDate(until)} og venter på, at en anden godkender`;
  return `Begrundelse af ${proposed.by} ${readableDate(proposed.on)}, ${counts}: "${because}"`;
}

/** The same as data. */
export function itemJson(
  { number, kind, debtor, month, openedAt, about }: OpenedWorkItem,
  proposal: Acceptance | null,
) {
  return {
    item: Number(number),
    kind,
    debtor,
    month,
    openedAt: openedAt.toString(),
    about,
    proposed:
      proposal === null
        ? null
        : {
            ...proposal.proposed,
            because: proposal.because,
            until: proposal.until,
            upTo: proposal.upTo === null ? null : plainKroner(proposal.upTo),
          },
  };
}

/** Why a work item cannot be closed or accepted. */
export function itemRefusalText(refusal: ItemRefusal): string {
  switch (refusal.tag) {
    case 'unknown-item':
      return 'Der er intet punkt med det nummer. Se listen med: afdrag work list';
    case 'closed-already':
      return `Punktet er allerede lukket ${readableDate(dayInCopenhagen(refusal.at))} af ${refusal.by}.`;
    default:
      return unreachable(refusal);
  }
}

const CLOSE = 'luk punktet (afdrag work close)';
const SEEN = `Det standser ikke noget. Se på det, og ${CLOSE}.`;
const FETCH = 'Hent oplysningerne igen (afdrag facts fetch).';
const INCOME = 'skriv den indkomst ind, som borgeren har dokumenteret (afdrag facts state).';
const PROPOSAL =
  'Godkend forslaget, eller tag det tilbage (afdrag decision approve, afdrag decision withdraw).';
const REPRESENT = 'afdrag debtor represent';

/** What ends a reason that no grounds can answer. */
export const insteadOfGrounds: Readonly<Record<Exclude<WorkItemKind, AcceptableReason>, string>> = {
  'income-not-obtained': `Hent oplysningerne igen (afdrag facts fetch), eller ${INCOME}`,
  'person-not-obtained': FETCH,
  'benefits-not-obtained': FETCH,
  'not-asked': FETCH,
  'reversal-without-original': `Få indberetningen rettet i eIndkomst, eller ${INCOME}`,
  'negative-net-income': `Få indberetningen rettet i eIndkomst, eller ${INCOME}`,
  'unknown-benefit':
    'Reglen skal kende ydelsen først. Sig det til dem, der driver Afdrag (statute/benefits.json).',
  dead: `Noter boet, når det er kendt (${REPRESENT} --kind estate). Om en død afgøres ikke mere.`,
  missing: 'CPR siger, at borgeren er forsvundet. Det ender, når CPR siger noget andet.',
  'number-not-valid': 'Få nummeret afklaret i CPR, og hent oplysningerne igen (afdrag facts fetch).',
  'number-of-another': 'To debitorer kan være én person. Få afklaret i CPR, hvem der har nummeret.',
  guardianship: `Noter, hvem der er værge (${REPRESENT} --kind guardian). Så bruges reglen som for alle andre.`,
  'income-at-limit': SEEN,
  'income-corrected': `Det standser ikke noget. Tag stilling til pengene, og ${CLOSE}.`,
  'deferral-would-lapse': PROPOSAL,
  'letter-not-arrived': `Få brevet frem, eller noter, hvem der handler for borgeren (afdrag letters arrived, ${REPRESENT}), og ${CLOSE}.`,
  'letter-not-made': `Noter, hvem der kan skrives til (${REPRESENT}), eller ret det, brevet mangler, og ${CLOSE}.`,
  'hearing-answered': `Læs svaret. ${PROPOSAL}`,
  'arrived-late': SEEN,
  'other-answer-today': `Afgør, om der skal ses på borgeren igen (afdrag debtor reassess), og ${CLOSE}.`,
  'transfer-not-ready': `Ret det, der mangler. Er det kun noget, en medarbejder skal tage stilling til, så skriv hvorfor kravet skal sendes (afdrag recovery accept med kravets nummer, også for et gebyr eller en rente, hvis hovedkrav er sendt; om en regel, Gældsstyrelsen spørger efter: afdrag recovery reason). Punktet lukkes, når kravet er på vej. Skal det ikke sendes, så ${CLOSE}.`,
  'recovery-reason':
    'Læs begrundelsen (afdrag recovery reasons), og godkend den, eller skriv en anden (afdrag recovery reason). Så lukkes punktet af sig selv.',
  'recovery-rejected': `Ret det, der er afvist, og send igen (afdrag recovery resubmit), og ${CLOSE}.`,
  'recovery-put-right': `Ret renten eller gebyret, og send det igen med kravets nummer (afdrag recovery resubmit). Så lukkes punktet af sig selv. Skal det ikke sendes, så ${CLOSE}.`,
  'recovery-hearing': `Svar i høringen (afdrag recovery hearing), og ${CLOSE}. Forældelsen løber imens.`,
  'recovery-unknown': `Find ud af i fordringshaverportalen, hvilket krav nummeret er, og om det også opkræves her. Skal Gældsstyrelsen ikke have det, så kald det tilbage i portalen. Punktet lukkes af sig selv, når et krav her har nummeret. Ellers ${CLOSE}.`,
  'recovery-unanswered': `Se i fordringshaverportalen, om kravet er modtaget, og hvilken dag. Er svaret fra portalen, så indlæs det (afdrag transfer receipt). Kravet forældes ikke her, før svaret kendes. Punktet lukkes af sig selv.`,
  'recovery-contradicts': `Det første svar gælder. Spørg Gældsstyrelsen, hvad der er rigtigt, og ${CLOSE}.`,
  'recovery-change': `Fortæl Gældsstyrelsen om ændringen i fordringshaverportalen, og ${CLOSE}.`,
  'recall-refused': `Tag stilling til kravet hos Gældsstyrelsen, og ${CLOSE}.`,
  'recovery-stopped': `Skal det fortrydes, så fortryd kravet i høringen (afdrag recovery hearing --answer regret). Er det måske tastet, så tast det ikke; er det ikke tastet, indlæses svaret AFVIST med IKKE-TASTET (afdrag transfer receipt). Ellers tag stilling til kravet hos Gældsstyrelsen, og ${CLOSE}.`,
  'covered-at-recovery': `Det, Gældsstyrelsen har dækket for meget, gives ikke tilbage herfra. Afklar det med Gældsstyrelsen, og ${CLOSE}.`,
  'recovery-returned': `Tag stilling til, om kravet skal opkræves igen, og ${CLOSE}. Var der mindre tilbage, end vi ved om, hviler kravet: find sammen med Gældsstyrelsen ud af, om resten er dækket eller opgivet dér. Er der en underretning, så tast den (afdrag transfer receipt); er resten opgivet, så foreslå tabet eller ret kravet. Ophæv hvilen, når det er afklaret (afdrag hold lift --reason returned-less).`,
  'recovery-differs': `Der kan være penge, som skal betales tilbage. Afklar det med Gældsstyrelsen, og ${CLOSE}.`,
  'recovery-told-twice': `Se i fordringshaverportalen, om det er det samme. Er det to, så skriv også den anden ind fra portalen (afdrag transfer receipt). Og ${CLOSE}.`,
  'recovery-typed-again': `Se i fordringshaverportalen, om der er én eller to, og sig det (afdrag recovery typed-again --is same eller --is another). Så lukkes punktet.`,
  'recovery-balance': `Se tallene (afdrag reconcile), og afklar dem med Gældsstyrelsen: en meddelelse kan mangle eller være læst forkert. Punktet lukkes af sig selv, når de stemmer.`,
  'bank-line-unconfirmed':
    'Indlæs månedens kontoudtog (afdrag bank import), eller find ud af, hvorfor pengene ikke er i banken. Punktet lukkes af sig selv, når alle er bekræftet.',
  'errand-opened': `Find ud af, hvad der skal ske med boet eller sagen, og noter det (afdrag errand announce, afdrag errand close). Luk så punktet (afdrag work close).`,
  'errand-deadline': `Anmeld kravene, gør anmeldelsen endelig, eller anlæg sag, og noter det (afdrag errand file, afdrag errand close). Luk så punktet (afdrag work close).`,
  'errand-claim': `Find ud af, om kravet hører med til sagen, og noter det (afdrag errand claim --covered yes|no). Er det kommet efter den endelige anmeldelse, så anmeld det også, hvis fristen ikke er udløbet (afdrag errand file). Luk så punktet (afdrag work close).`,
  'estate-unknown': `Spørg skifteretten, hvordan boet behandles. Er det et boudlæg, hæfter ingen: afdrag errand close --outcome estate-insolvent, og tabet foreslås. Sidder ægtefællen i uskiftet bo: --outcome undivided-estate --successors. Luk så punktet (afdrag work close).`,
  'liability-at-recovery': `Kontakt Gældsstyrelsens fordringshaversupport, og ${CLOSE}.`,
  'manual-plan-not-kept': `Se på borgerens situation (bek. 585/2023 § 6, stk. 2, og § 10), og ${CLOSE}.`,
  'default-paid-in-time': `Det, der blev krævet, er betalt inden fristen, men blev først kendt bagefter. Kravene hviler. Tag afgørelsen om at sende gælden tilbage (afdrag decision withdraw, eller decision reverse, hvis den er truffet): så gælder ordningen igen, og renter for tiden falder bort. Er betalingen til noget andet, så flyt den (afdrag payment move), og ophæv hvilen (afdrag hold lift --reason manual). Luk så punktet (afdrag work close).`,
  'default-needs-facts': FETCH,
  'order-not-read': `Afgør uden for programmet, hvordan kravene skal betales tilbage (loven står ved punktet). De er bogført og kan betales, rettes, gives tilbage og afskrives her; de varsles, inddrives og bortfalder ikke af sig selv. Luk så punktet (afdrag work close).`,
  'co-debtor-not-in-default': `Kravet sendes, når begge ægtefæller har misligholdt og har fået brevet. Se på sagen, og ${CLOSE}.`,
  'pension-age-soon': `Det standser ikke noget. Sig det til borgeren, og ${CLOSE}.`,
  'money-suspended': 'Find ud af, hvad pengene er til (afdrag suspense resolve), eller send dem tilbage.',
  'money-held': `Har Gældsstyrelsen dækket mere, end der stod af et krav, så afklar det først med Gældsstyrelsen, og notér det (afdrag refund cleared). Betal beløbet tilbage (afdrag refund propose), eller lad det dække det, debitor skylder (afdrag refund close --as keep), og ${CLOSE}.`,
  'charged-back': `Det, der var betalt, skyldes igen. Se på det, og ${CLOSE}.`,
  'besides-plan': `Der skyldes mere af regningerne i en frivillig afdragsordning, end der er aftalt (ordningens nummer og beløbet står ved punktet). Det, der er aftalt, fortsætter, og resten hviler så længe. Aftal noget nyt med borgeren (afdrag arrangement end, afdrag arrangement ask), eller lad resten vente, til ordningen er betalt, og ${CLOSE}.`,
  'plan-paid-in-time': `En frivillig afdragsordning er faldet væk, men det, der blev rykket for, var betalt inden fristen og blev først kendt bagefter (ordningens nummer står ved punktet). Det, der er tilbage, hviler. Lad ordningen gå videre (afdrag arrangement resume): så falder gebyrer og renter for tiden væk, borgeren får brev, og punktet lukkes af sig selv. Er betalingen til noget andet, så flyt den (afdrag payment move), ophæv hvilen (afdrag hold lift --reason manual), og ${CLOSE}.`,
  'reminded-in-vain': `Borgeren fik rykkere for noget, der ikke gælder længere, fordi en anden, der skylder det samme, fik ret i en indsigelse (kravet står ved punktet) eller havde betalt sin frivillige afdragsordning i tide (ordningens nummer står ved punktet). Fortæl borgeren, hvad der nu skal betales, og ${CLOSE}.`,
  'plan-past-limitation': `En frivillig afdragsordning har hvilet under en konkurs, en gældssanering eller en sag om et dødsfald og kan ikke nå at blive betalt, før noget af den er forældet. Den er derfor afsluttet (nummeret står ved punktet), og regningerne går deres gang igen. Aftal noget nyt med borgeren, som anerkender gælden (afdrag arrangement ask), og ${CLOSE}.`,
  'limitation-runs-on': `Kravet hviler ved aftalen, og for denne debitor løber forældelsen imens (aftalens nummer og den sidste dag står ved punktet; listen er afdrag lapse --list). Tag stilling til, om forældelsen skal afbrydes ved retten, eller aftalen afsluttes (afdrag arrangement end), så der kan aftales med begge, og ${CLOSE}.`,
  'other-in-errand': `Debitoren er rykket som ellers, men kravet (nummeret står ved punktet) sendes ikke til Gældsstyrelsen, så længe sagen om en anden, der hæfter for det, er åben, og forældelsen løber videre imens (afdrag lapse --list). Tag stilling til, om den skal afbrydes ved retten, eller om der kan aftales afdrag (afdrag arrangement ask), og ${CLOSE}.`,
  'paid-before-end': `Det betalte dækker kravet. Borgeren har måske fået brev om, at kravet var bortfaldet eller forældet: skriv, hvad der gælder, og ${CLOSE}.`,
  'owed-after-loss': `Kravet er afskrevet, men det skyldes stadig (kravets nummer står ved punktet). Penge, der ikke er betalt til det, dækker det kun, når en medarbejder siger det: spørg borgeren, og dæk det med afdrag payment move --claims; nævn også de krav, betalingen allerede dækker. Ellers gives pengene tilbage (afdrag refund propose). Og ${CLOSE}.`,
  'owed-back': `Opkræv beløbet (afdrag refund bill): borgeren får brev, og det bliver et krav som andre. Eller lad det, der står til gode, dække det (afdrag refund close --as keep), og ${CLOSE}.`,
  'refund-rejected': `Beløbet står igen til debitors gode. Find en anden vej til borgeren, og ${CLOSE}.`,
  'bank-told-before':
    'Se i netbanken, om det er penge, som banken har oplyst før, og sig det (afdrag bank told-before --is same eller --is another). Så lukkes punktet.',
  'bank-told-in-parts': `Se, om beløbet er fordelt, som dets dele siger; ret det ellers (afdrag payment move, afdrag payment reverse), og ${CLOSE}.`,
  'bank-line-unknown': 'Bogfør den, eller skriv, at den ikke er debitorkontorets (afdrag bank set-aside).',
  'till-differs': `Tæl kassen igen, eller få forskellen bogført (afdrag till difference, og af en anden afdrag till approve; så lukkes punktet). Ellers ${CLOSE}.`,
  'clearing-otherwise': `Find ud af det med kanalen, og indlæs det, der mangler (afdrag bank import, afdrag payment receive). Punktet lukkes, når det stemmer, eller ${CLOSE}.`,
  'arrangement-proposed':
    'Sig ja (afdrag arrangement decide) eller nej med en begrundelse (afdrag arrangement refuse): borgeren får brev om begge dele. Trækker borgeren ønsket tilbage: afdrag arrangement end. Så lukkes punktet af sig selv.',
  'objection-upheld': `Fortæl det, hvor kravet er besluttet (kravets nummer, indsigelsen og det rigtige beløb, hvis det er kendt, står ved punktet). Kravet hviler, til det er rettet (afdrag claims correct); så lukkes punktet af sig selv. Bliver det ikke rettet, så skriv til borgeren hvorfor, og ophæv berostillelsen (afdrag hold lift).`,
  'citizen-message': `Læs den (afdrag message read), og gem filerne (afdrag message save). En indsigelse besvares med afdrag objection answer. Efter en klage ses der på afgørelsen igen (afdrag decision reverse), eller den sendes videre; dokumenteret indkomst skrives ind (afdrag facts state); svar så (afdrag message answer): borgeren får brev, og punktet lukkes. Et svar på en høring læses, før der afgøres (afdrag decision approve, afdrag decision withdraw, afdrag set-off decide); ${CLOSE}.`,
  'web-payment': `Se, hvad der er sket (afdrag checkout show), og spørg betalingsudbyderen. Er pengene trukket, men ikke bogført, så kald afdrag checkout look. Ellers ${CLOSE}.`,
  'direct-debit': `Se, hvad der er sket (afdrag direct-debit show), og find ud af det med Betalingsservice. En aftale, som borgeren har stoppet, stoppes i Betalingsservices eget system; punktet lukkes, når filen fortæller det. Ellers ${CLOSE}.`,
  'step-to-approve': `Godkend skridtet (afdrag dunning approve), eller læg kravet til side (afdrag hold place), og ${CLOSE}.`,
  'notice-exception': `Godkend undtagelsen (afdrag dunning except --approve). Så lukkes punktet af sig selv. Ellers ${CLOSE}.`,
  'hold-review': `Ophæv berostillelsen (afdrag hold lift), eller lad den stå. Kan borgeren ikke nås, og skal kravet til Gældsstyrelsen, så noter hvorfor borgeren ikke får brev (afdrag dunning except). Punktet lukkes af sig selv, når berostillelsen er ophævet, eller ${CLOSE}.`,
};
