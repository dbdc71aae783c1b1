import type { PlainDate } from '../kernel/dates.ts';

/** What is known of the day on which the authority received a claim. */
export interface ReceiptDays {
  /** As its answer says; null = it does not say. */
  readonly told: PlainDate | null;
  /** The day we handed the claim over, or put it on the list. */
  readonly handedOver: PlainDate;
  /** Of a claim in hearing, the day we confirmed its data; null = not by us, or it was not asked about. */
  readonly confirmed: PlainDate | null;
  /** The day on which we hear of it. */
  readonly heard: PlainDate;
}

/**
 * The day from which a claim's limitation counts at the authority (gældsinddrivelsesloven § 18 a, stk. 7): that it was registered
 * there, and of a claim in hearing, that its data were confirmed (GIB § 4). Where that is not told, or cannot be, the earliest day
 * it can have been: what ends too early does no harm to the debtor (open question Q49).
 */
export function dayOfReceipt({ told, handedOver, confirmed, heard }: ReceiptDays): PlainDate {
  const earliest = confirmed !== null && confirmed > handedOver ? confirmed : handedOver;
  const isPossible = told !== null && handedOver <= told && told <= heard;
  return isPossible ? told : earliest < heard ? earliest : heard;
}
