import type { Configuration } from '../../municipality/configuration.ts';

/** Whom a citizen asks: the telephone, its hours, and the municipality's own page. */
export interface Contact {
  readonly phone: string;
  /** An address without `https://`. */
  readonly page: string;
  readonly hours: string;
}

/** As chosen for the citizens' pages, else as in the head of the letters. */
export function contactOf({ portal, letterhead }: Pick<Configuration, 'portal' | 'letterhead'>): Contact {
  const { phone, contactPage: page, openingHours: hours } = letterhead;
  const chosen = portal.contact.default ?? { phone, page, hours };
  // The number stays in one line.
  return { ...chosen, phone: chosen.phone.replaceAll(' ', '\u00A0') };
}
