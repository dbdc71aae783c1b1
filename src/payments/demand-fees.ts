import type { DemandFees } from '../agreements/demand-fees.ts';
import { takeFeesOff } from '../charges/adjust-charges.ts';
import { chargeDemand, demandFeeLeft } from '../charges/demand-fee.ts';
import { feeOfNotice } from '../charges/fees.ts';
import { giveBack } from './give-back.ts';
import { holdReduced } from './hold-for.ts';

/** Fees for demands about instalments: raised, and taken off with what had been paid of them held for a person to give back. */
export const demandFees: DemandFees = {
  charge: chargeDemand,
  leftOf: demandFeeLeft,
  takeOff: async (tx, { notice, at }) => {
    const fee = await feeOfNotice(tx, notice);
    if (fee === null) return;
    const { claim, main } = fee;
    const change = { cause: 'demand-closed', number: notice, fees: [claim], mains: [main] } as const;
    const { adjusted } = await takeFeesOff(tx, { ...change, giveBack, at });
    await holdReduced(tx, adjusted, { by: 'automatic', at });
  },
};
