import type { CprNumber } from '../kernel/cpr-number.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';

/** What the rule asks of a person: no name, no number, no address. */
export interface PersonSituation {
  readonly debtor: DebtorNumber;
  readonly batch: BatchNumber;
  readonly born: PlainDate | null;
  /** CPR status code: 1 and 3 live in Denmark, 80 abroad, 90 dead … */
  readonly status: number;
  readonly guardianship: 'full' | 'partial' | null;
  readonly children: readonly PersonChild[];
  readonly childrenUnder18: number;
}

/** What the CPR register told about a debtor, and the batch of facts that brought it. */
export interface StoredPersonRecord extends PersonSituation {
  /** The message that it was read from; its text is kept as evidence by the room `facts`. */
  readonly messageId: string;
  /** Differs from the number we asked about when the person has got a new one. */
  readonly currentCpr: CprNumber;
  readonly name: string;
  readonly statusFrom: PlainDate | null;
  /** Lines below the name; empty when there is no address. */
  readonly address: readonly string[];
  readonly municipality: string | null;
  readonly addressProtected: boolean;
  readonly digitalPost: boolean;
  readonly spouse: CprNumber | null;
}

export interface PersonChild {
  readonly cpr: CprNumber | null;
  readonly born: PlainDate | null;
}
