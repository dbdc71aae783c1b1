import type { ClaimOfDebtor } from '../../../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../../../claims/types.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import type { Around } from '../debt/debt-card.ts';
import { claimName } from '../pay/names.ts';

export interface DebtsNamed {
  readonly claims: ReadonlyMap<ClaimNumber, ClaimOfDebtor>;
  readonly key: PageKey;
  readonly most: number;
}

/** The debts that a paper is about, each with the way to its page; of more than `most` it is said how many more there are. */
export function debtLinks(
  visit: Around,
  mains: readonly ClaimNumber[],
  { claims, key, most }: DebtsNamed,
): Html {
  const named = mains.slice(0, most).flatMap((main) => {
    const claim = claims.get(main);
    if (claim === undefined) return [];
    const href = addressOf(visit, { name: 'debt', ref: pageRef(key, 'claim', main) });
    return [html`<li><a href="${href}">${claimName(claim, visit)}</a></li>`];
  });
  const count = mains.length - most;
  const more =
    count > 0 ? html`<li>${fillIn(visit.texts.papers.aboutMore, { count: String(count) })}</li>` : null;
  return html`<ul class="nobullet-list">
    ${named} ${more}
  </ul>`;
}
