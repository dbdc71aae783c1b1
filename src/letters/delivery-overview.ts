import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, LetterId } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { DeliveryFailure } from './delivery-port.ts';
import type { DeliveryChannel, DeliveryRole } from './delivery-types.ts';
import type { LetterKind } from './model.ts';

/** A letter to one recipient, and what became of it. */
export interface LetterSent {
  readonly letter: LetterId;
  readonly kind: LetterKind;
  readonly madeOn: PlainDate;
  /** The day that is printed on it. */
  readonly datedOn: PlainDate;
  /** 0 = the debtor. */
  readonly recipient: number;
  readonly role: DeliveryRole;
  readonly languages: readonly ('da' | 'en')[];
  /** Nobody's own words stand in it (`withoutOwnWords`). */
  readonly withoutOwnWords: boolean;
  /** One for each way that was tried, in their order. */
  readonly deliveries: readonly DeliveryStanding[];
}

export interface DeliveryStanding {
  readonly channel: DeliveryChannel;
  readonly state: 'waiting' | 'handed' | 'sent' | 'arrived' | 'returned' | 'failed';
  readonly handedOn: PlainDate | null;
  readonly sentOn: PlainDate | null;
  readonly arrivedOn: PlainDate | null;
  readonly returnedOn: PlainDate | null;
  readonly failedOn: PlainDate | null;
  readonly failure: DeliveryFailure | null;
}

interface SentRow extends DeliveryStanding {
  letter: LetterId;
  kind: LetterKind;
  made: Temporal.Instant;
  datedOn: PlainDate;
  recipient: number;
  role: DeliveryRole;
  languages: ('da' | 'en')[];
  withoutOwnWords: boolean;
}

/** A debtor's letters to all who got them, oldest first, with where each delivery stands. */
export async function lettersAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<LetterSent[]> {
  const { rows } = await sql<SentRow>`
    select made.letter_id as letter, made.recipient, made.kind, made.rendered_at as made, role,
      -- As dayOf of a letter (compose.ts).
      coalesce(made.model ->> 'decisionDate', made.model ->> 'letterDate')::date as "datedOn",
      coalesce((made.model ->> 'withoutOwnWords')::bool, false) as "withoutOwnWords", channel, state,
      handed_on as "handedOn", sent_on as "sentOn", arrived_on as "arrivedOn", returned_on as "returnedOn", failed_on as "failedOn", failure,
      (select array_agg(language order by language) from letter each
        where each.letter_id = made.letter_id and each.recipient = made.recipient) as languages
    from letter made join delivery using (letter_id, recipient)
    where made.debtor_number = ${debtor} and made.language = 'da'
    -- Digital before paper before by hand: the order in which they are tried.
    order by made.rendered_at, letter_id, recipient, array_position(array['digital', 'paper', 'by-hand'], channel)`.execute(
    tx,
  );
  return [...Map.groupBy(rows, (row) => `${row.letter}/${row.recipient}`).values()].flatMap((deliveries) => {
    const [first] = deliveries;
    if (first === undefined) return [];
    const { letter, kind, made, datedOn, recipient, role, languages, withoutOwnWords } = first;
    const sent = { letter, kind, madeOn: dayInCopenhagen(made), datedOn, recipient, role, languages };
    return [{ ...sent, withoutOwnWords, deliveries: deliveries.map(standingOf) }];
  });
}

function standingOf(row: SentRow): DeliveryStanding {
  const { channel, state, handedOn, sentOn, arrivedOn, returnedOn, failedOn, failure } = row;
  return { channel, state, handedOn, sentOn, arrivedOn, returnedOn, failedOn, failure };
}
