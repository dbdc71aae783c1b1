import type { AskRefusal } from '../arrangements/ask.ts';
import type { DecideRefusal } from '../arrangements/decide.ts';
import type { OtherLiable } from '../arrangements/others-liable.ts';
import type { RefuseRefusal } from '../arrangements/refuse.ts';
import type { Resumed, ResumeRefusal } from '../dunning/plan-paid-in-time.ts';
import { readableDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { termsText } from './bill-words.ts';

/** Somebody else for whom limitation runs on meanwhile. */
export function otherText({ debtor, until }: OtherLiable): string {
  return `Bemærk: Debitor ${debtor} skylder det også. Kravet hviler for alle, men forældelsen løber videre for den pågældende, og den sidste dag er ${readableDate(until)}.`;
}

const TOLD = ' Borgeren får brev om det.';

/** The same for a request that was just made, and whether the debtor is written to. */
export function askRefusalText(refusal: AskRefusal): string {
  return arrangementRefusalText(refusal) + (isTold(refusal) ? TOLD : '');
}

const slips: readonly AskRefusal['tag'][] = [
  'no-claim',
  'not-theirs',
  'day-has-passed',
  'day-too-far',
  'no-amount',
  'acknowledged-in-future',
];

/** What is taken for a slip is not noted, and nobody is written to about it. */
function isTold({ tag }: AskRefusal): boolean {
  return !slips.includes(tag);
}

/** Why a request is not agreed to, not noted or not decided, to who acts. */
export function arrangementRefusalText(refusal: AskRefusal | DecideRefusal | RefuseRefusal): string {
  switch (refusal.tag) {
    case 'order-not-read':
      return 'Det kan ikke aftales her: Bekendtgørelsen om, hvordan ydelser efter den lov betales tilbage, er ikke læst, så en medarbejder afgør sagen uden for programmet.';
    case 'bek-585-no-individual-assessment':
      return 'Det kan ikke aftales: Ved tilbagebetaling af ydelser følger afdraget af reglerne, og der er ingen individuel vurdering (bek. 585/2023; principafgørelse 30-14).';
    case 'at-recovery':
      return 'Kravet er hos Gældsstyrelsen. Det kan kaldes tilbage (--recall), og så kan der spørges igen.';
    case 'on-its-way-to-recovery':
      return 'Kravet er på vej til Gældsstyrelsen, og så længe kan kommunen ikke aftale noget om det. Det kan kaldes tilbage (--recall), og så kan der spørges igen.';
    case 'claim-held':
      return 'Noget andet berostiller kravet, så der kan ikke aftales noget om det nu.';
    case 'nothing-owed':
      return 'Der skyldes intet.';
    case 'below-least':
      return 'Beløbet om måneden er for lille.';
    case 'too-long':
      return 'Det varer længere, end kommunen tillader (arrangements.mostMonths). Den tid, borgeren venter med den første rate, tæller med, når det er længere, end brevet om aftalen tager.';
    case 'past-limitation':
      return 'Kravet ville være forældet, før det var betalt.';
    case 'not-acknowledged':
      return 'Borgeren skal først skrive under på, at pengene skyldes (--acknowledged).';
    case 'acknowledged-in-future':
      return 'Dagen for underskriften er ikke kommet endnu. Skriv den dag, borgeren skrev under (--acknowledged).';
    case 'acknowledged-before-claim':
      return 'Dagen for underskriften ligger før kravet opstod, og så kan kravet ikke være erkendt dengang. Skriv den dag, borgeren skrev under på netop dette krav (--acknowledged).';
    case 'acknowledged-after-last-day':
      return 'Kravet, eller noget af dets renter og gebyrer, var forældet, da borgeren skrev under, og en underskrift giver ikke fristen tilbage. Det forældede falder væk, når dagens arbejde er gjort; spørg så igen om resten.';
    case 'others-must-sign':
      return 'Debitoren er under 18 år eller under værgemål. Begge forældremyndighedsindehavere eller værgen skal være med i aftalen og have skrevet under. Er det sket, så skriv --signed-by-all.';
    case 'no-claim':
      return 'Der er ikke nævnt noget krav.';
    case 'day-too-far':
      return 'Dagen ligger mere end ti år frem. Intet er noteret: se efter, om den er skrevet rigtigt (--first, --until).';
    case 'no-amount':
      return 'Beløbet om måneden skal være større end 0. Intet er noteret (--monthly).';
    case 'not-theirs':
      return 'Debitoren skylder ikke kravet.';
    case 'nothing-said':
      return 'Skriv, hvorfor der siges nej (--because). Det står i brevet til borgeren.';
    case 'day-has-passed':
      return 'Den første dag er gået. Spørg igen med en senere dag (afdrag arrangement ask): så afløser det nye ønske det gamle. Skal der siges nej: afdrag arrangement refuse.';
    case 'unknown-arrangement':
      return 'Der er intet ønske med det nummer.';
    case 'not-proposed':
      return 'Ønsket er allerede afgjort.';
    case 'owed-has-changed':
      return 'Der er betalt eller lagt noget til siden. Spørg igen (afdrag arrangement ask), så beløbet bliver rigtigt: så afløser det nye ønske det gamle.';
    default:
      return unreachable(refusal);
  }
}

/** Why a plan that fell away does not go on, to who acts. */
export function resumeRefusalText({ tag }: ResumeRefusal): string {
  switch (tag) {
    case 'unknown-arrangement':
      return 'Der er ingen aftale med det nummer.';
    case 'not-broken':
      return 'Ordningen er ikke faldet væk.';
    case 'was-missed':
      return 'Det, der blev rykket for, var ikke betalt inden fristen. Borgeren kan bede om en ny ordning (afdrag arrangement ask).';
    case 'claim-held':
      return 'Noget andet berostiller kravet. Ordningen kan gå videre, når det er afgjort.';
    case 'at-recovery':
      return 'Kravet er hos Gældsstyrelsen eller på vej dertil og kaldes nu tilbage. Ordningen kan gå videre, når det er kommet tilbage: skriv kommandoen igen.';
    default:
      return unreachable(tag);
  }
}

/** What has become of a plan that had never been missed. */
export function resumedText(resumed: Resumed): string {
  const off = 'Gebyrer og renter, siden ordningen faldt væk, er faldet bort.';
  if ('as' in resumed)
    return `Ordningen går videre som aftale ${resumed.as.number}: ${termsText(resumed.as.terms)}. ${off} Borgeren får brev.`;
  switch (resumed.none) {
    case 'nothing-owed':
      return `Der skyldes intet mere. ${off}`;
    case 'agreed-anew':
      return `Der er aftalt noget nyt om kravene, og det gælder. ${off}`;
    case 'past-limitation':
      return `${off} Ordningen kan ikke nå at blive betalt, før noget af den er forældet. Aftal noget nyt med borgeren (afdrag arrangement ask).`;
    default:
      return unreachable(resumed.none);
  }
}
