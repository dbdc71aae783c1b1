import type { PlainDate } from '../kernel/dates.ts';
import { paymentReference } from '../kernel/ids.ts';
import { plainKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import { assert } from '../kernel/result.ts';
import { monthlyPercentOn } from '../law/interest-rates.ts';
import { recoveryRateOn } from '../law/recovery-interest.ts';
import type { Copy } from '../letters/letter-source.ts';
import type { TransferNotice } from '../letters/model.ts';
import type { LetterBasis } from './letter-basis.ts';

/** What only the letter tells that says that a debt goes to Gældsstyrelsen (bek. 585/2023 § 10). */
export function transferTold(
  { decision, demanded, charges, configuration }: LetterBasis,
  { page }: Pick<Copy, 'page'>,
): Pick<
  TransferNotice,
  | 'demand'
  | 'transferFrom'
  | 'charges'
  | 'ownInterest'
  | 'interestRuns'
  | 'interest'
  | 'complaintWaits'
  | 'paymentLine'
  | 'hearing'
> {
  const { decided, id } = decision;
  assert(decided !== null && demanded?.deadline != null, 'a transfer is decided after a demand');
  const { creditorNumber, kind } = configuration.payment;
  const rate = recoveryRateOn(decided.on);
  return {
    demand: {
      amount: plainKroner(demanded.missed),
      dueOn: demanded.missedOn,
      until: demanded.until === demanded.missedOn ? null : demanded.until,
      demandedOn: demanded.demandedOn,
      deadline: demanded.deadline,
    },
    transferFrom: decided.effectiveFrom,
    charges: leftOf(charges?.fees),
    ownInterest: leftOf(charges?.interest),
    interestRuns: interestRuns(charges?.runsFrom ?? null),
    interest: rate,
    // Who is sent to the pages can complain there, where that is taken (`heldByComplaint`).
    complaintWaits: page !== undefined && configuration.portal.messages.complaints,
    paymentLine: creditorNumber === null ? null : paymentLine(kind, paymentReference(id), creditorNumber),
    // The demand has asked the debtor to pay, or to tell of a lower income (forvaltningsloven § 19).
    hearing: { state: 'not-needed' },
  };
}

function leftOf(amount: Ore = zeroOre): string | null {
  return amount === zeroOre ? null : plainKroner(amount);
}

/** The municipality's own interest (gebyrloven § 3), told only where it runs. */
function interestRuns(from: PlainDate | null): TransferNotice['interestRuns'] {
  const percent = from === null ? null : monthlyPercentOn(from);
  return from === null || percent === null ? null : { percent, from };
}
