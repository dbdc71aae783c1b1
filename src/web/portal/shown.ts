import type { PortalChoices } from '../../municipality/choices/portal.ts';
import type { RouteName } from './addresses.ts';

/** The pages that a municipality may leave out, by the choice that says so. */
const choices: Readonly<Partial<Record<RouteName, keyof PortalChoices['shows']>>> = {
  settled: 'settled',
  calculation: 'calculations',
  'calculation-month': 'calculations',
  'what-if': 'whatIf',
  'what-if-answer': 'whatIf',
  guidance: 'guidance',
  'guidance-begin': 'guidance',
};

/** Whether a page is there for citizens. Links to one that is not are left out, too. */
export function isShown(name: RouteName, { shows }: Pick<PortalChoices, 'shows'>): boolean {
  const choice = choices[name];
  return choice === undefined || shows[choice];
}
