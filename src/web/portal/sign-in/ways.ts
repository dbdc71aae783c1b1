import type { PortalChoices } from '../../../municipality/choices/portal.ts';
import type { Protocol } from '../../../identity/types.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import type { PersonalVisit } from '../route.ts';

export interface Ways {
  readonly waysIn: readonly Protocol[];
  readonly portal: Pick<PortalChoices, 'powers'>;
}

/**
 * Whether one can be here by what others have given in NemLog-in: digital powers of attorney, and what a company gives its employees. A
 * broker of MitID tells nothing of it, and without `portal.powers` it gives nothing.
 */
export function takesPowers({ waysIn, portal }: Ways): boolean {
  return waysIn.includes('oiosaml') && Object.keys(portal.powers).length > 0;
}

/** Whether it matters which way in one takes: two are open, and only one of them tells of powers. */
export function mustChooseWay(ways: Ways): boolean {
  return takesPowers(ways) && ways.waysIn.includes('oidc');
}

/** Where nothing is owed: that powers are known by another way in than the one that was taken; null = they are not. */
export function powersElsewhere(
  visit: Pick<PersonalVisit, 'waysIn' | 'portal' | 'session' | 'texts' | 'municipality' | 'language'>,
): Html | null {
  const { session, texts } = visit;
  if (!mustChooseWay(visit) || session.protocol !== 'oidc' || session.actsFor !== null) return null;
  const help = `${addressOf(visit, { name: 'help' })}#andre`;
  return html`<p>${texts.signIn.powersElsewhere} <a href="${help}">${texts.help.othersHeading}</a></p>`;
}
