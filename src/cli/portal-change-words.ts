import { readableDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import type { PortalChange } from '../municipality/portal-changes.ts';

/** What citizens would see otherwise on their pages, for the terminal; nothing where nothing is. */
export function portalChangeLines(changes: readonly PortalChange[]): string[] {
  if (changes.length === 0) return [];
  return ['Borgernes sider bliver anderledes:', ...changes.map((change) => `  ${wordsOf(change)}`)];
}

const states = { closed: 'lukkede', test: 'i prøvedrift', open: 'åbne for alle' } as const;
const ways = { mobilepay: 'MobilePay', card: 'kort', bank: 'betalingslinjen i egen bank' } as const;
const parts = {
  settled: 'det, der er betalt og afsluttet',
  calculations: 'beregningerne måned for måned',
  whatIf: '"sådan bliver det, hvis …"',
  guidance: 'vejen til at vise deres side til en medarbejder',
} as const;

function wordsOf(change: PortalChange): string {
  switch (change.tag) {
    case 'opening':
      return `Siderne er ${states[change.from]} nu og bliver ${states[change.to]}.${change.to === 'open' ? '' : ' Hvem der er logget på og ikke længere har adgang, bliver logget ud ved næste side.'}`;
    case 'opens-on':
      return change.day === null
        ? 'Siderne åbner ikke længere af sig selv på en dag.'
        : `Siderne åbner for alle den ${readableDate(change.day)}.`;
    case 'test-persons':
      return `Testpersoner: ${change.more} kommer til, ${change.fewer} falder fra.`;
    case 'payment-off':
      return `Borgere kan ikke længere betale med ${ways[change.how]}. Betalinger, der er begyndt, bliver gjort færdige.`;
    case 'payment-on':
      return `Borgere kan betale med ${ways[change.how]}.`;
    case 'real-money-in-test':
      return 'Testpersoner betaler med rigtige penge.';
    case 'no-real-money-in-test':
      return 'Testpersoner betaler ikke med rigtige penge.';
    case 'hidden':
      return `Borgere ser ikke længere ${parts[change.what]}.`;
    case 'shown':
      return `Borgere ser ${parts[change.what]}.`;
    case 'notices':
      return `Beskeder til alle: ${change.shownToday} vises i dag, ${change.later} senere.`;
    case 'contact':
      return 'Hvem borgeren skal ringe til, er ændret. Se det på forsiden, ved en betaling og ved en regning.';
    case 'hours':
      return 'Dage med andre åbningstider er ændret.';
    case 'look':
      return 'Farverne er ændret.';
    case 'powers':
      return 'Hvad fuldmagter fra NemLog-in giver lov til, er ændret. Det gælder, næste gang nogen logger på.';
    case 'session':
      return `Borgere bliver logget ud efter ${change.idleMinutes} minutter uden at gøre noget, og senest efter ${change.mostMinutes}.`;
    default:
      return unreachable(change);
  }
}
