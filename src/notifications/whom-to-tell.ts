import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { peopleFor, recipientsAmong, type People } from '../letters/letter-people.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** Why somebody gets no short messages, whatever they have chosen. */
export type NotTold =
  | 'dead'
  | 'no-address'
  | 'no-guardian'
  | 'no-custody-holder'
  | 'unknown-person'
  /** A company, or their letters go to somebody else. */
  | 'through-another'
  /** Exempt from Digital Post, and so from NemSMS (open question Q73). */
  | 'no-digital-post'
  /** An estate, a bankruptcy or debt relief: nothing is asked of them. */
  | 'stopped';

export interface ToTell {
  /** Null = they are told. */
  readonly why: NotTold | null;
  readonly language: 'da' | 'en';
}

/** Who of these debtors may be sent short messages on a day: who gets their own letters by Digital Post, and of whom nothing is stopped. */
export async function whomToTell(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  day: PlainDate,
): Promise<Map<DebtorNumber, ToTell>> {
  const people = await peopleFor(
    tx,
    debtors.map((debtor) => ({ debtor, day })),
  );
  return new Map(
    debtors.map((debtor) => {
      const about = people({ debtor, day });
      return [debtor, { why: whyNot(about, day), language: about.languages.includes('en') ? 'en' : 'da' }];
    }),
  );
}

function whyNot(about: People, day: PlainDate): NotTold | null {
  if (about.company !== null) return 'through-another';
  const found = recipientsAmong(about, day);
  if (!found.ok) return found.refusal.tag;
  if (about.stopped.size > 0) return 'stopped';
  const own = found.value.find(({ number }) => number === 0);
  if (own === undefined) return 'through-another';
  return own.channel === 'digital' ? null : 'no-digital-post';
}
