import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { PortalChoices } from './choices/portal.ts';

type Opening = Pick<PortalChoices, 'state' | 'opensOn' | 'testPersons'>;

/** Whom the citizens' pages are for on a day. From the day of opening on they are everybody's. */
export function openingOn({ state, opensOn }: Opening, day: PlainDate): PortalChoices['state'] {
  return opensOn !== null && opensOn <= day ? 'open' : state;
}

/** Whether somebody may be signed in on a day; null = somebody who owes nothing here. */
export function admits(opening: Opening, day: PlainDate, debtor: DebtorNumber | null): boolean {
  switch (openingOn(opening, day)) {
    case 'open':
      return true;
    case 'test':
      return debtor !== null && opening.testPersons.includes(debtor);
    case 'closed':
      return false;
  }
}
