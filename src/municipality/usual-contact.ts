import type { Configuration } from './configuration.ts';

/** Whom citizens ask where nobody else is named: as chosen for the pages, else as in the head of the letters. */
export function usualContact({ portal, letterhead }: Pick<Configuration, 'portal' | 'letterhead'>) {
  return (
    portal.contact.default ?? {
      phone: letterhead.phone,
      page: letterhead.contactPage,
      hours: letterhead.openingHours,
    }
  );
}
