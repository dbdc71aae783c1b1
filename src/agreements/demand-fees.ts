import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** A demand that may cost something. */
export interface DemandToCharge {
  readonly notice: NoticeId;
  readonly debtor: DebtorNumber;
  /** The claims that the missed instalments were asked for on. */
  readonly claims: readonly ClaimNumber[];
  /** The day of the letter. */
  readonly on: PlainDate;
  /** The last day to pay in time, as the letter prints it. */
  readonly payBy: PlainDate;
  readonly configured: ConfigurationVersion;
  readonly at: Temporal.Instant;
}

/** The claim that a demand's fee became, and what it is. */
export interface DemandFee {
  readonly claim: ClaimNumber;
  readonly amount: Ore;
}

/** What demands ask of whoever knows interest and fees: a later room. The debtor is locked. */
export interface DemandFees {
  /** Raises the fee for a demand by what the council has decided; null = it costs nothing. */
  readonly charge: (tx: MunicipalityTx, demand: DemandToCharge) => Promise<DemandFee | null>;
  /** What is left of the fee of a demand that came back, for the letter that asks again; null = nothing is, or the fee rests. */
  readonly leftOf: (tx: MunicipalityReadTx, notice: NoticeId) => Promise<DemandFee | null>;
  /** Takes off the fee of a demand that nobody was told of, or to one who turned out not to be able to pay; mostly there is none. */
  readonly takeOff: (
    tx: MunicipalityTx,
    demand: { readonly notice: NoticeId; readonly at: Temporal.Instant },
  ) => Promise<void>;
}
