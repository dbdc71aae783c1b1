import type { ActionToSend, MasterData } from '../src/collection/recovery-port.ts';
import { date } from '../src/kernel/dates.ts';
import { kroner } from '../src/kernel/money.ts';

const neither = { judgmentOn: null, settlementOn: null };

/** What Gældsstyrelsen is told, for tests of how it is told: a bill, its interest, and a message that says nothing yet. */
export const bill: MasterData = {
  art: 'INDR',
  type: 'KFDAINS',
  level: 'main',
  mainClaimId: null,
  description: 'Daginstitution december 2025',
  originOn: date('2025-12-01'),
  dueOn: date('2025-12-01'),
  srb: date('2025-12-11'),
  period: { from: date('2025-12-01'), to: date('2025-12-31') },
  principal: kroner(6_000),
  amount: kroner(5_000),
  propertyNumber: null,
  estate: true,
  interestChoice: { rule: '001', rateCode: '03', extraRate: '2.50' },
  liable: [
    { kind: 'cpr', number: '0101011234', limitationOn: date('2028-12-11'), ...neither },
    { kind: 'cvr', number: '12345678', limitationOn: date('2028-12-11'), ...neither },
  ],
};

/** There is a judgment against one of those who owe it. */
export const judged: MasterData = {
  ...bill,
  liable: bill.liable.map((each) =>
    each.kind === 'cpr'
      ? { ...each, limitationOn: date('2035-05-14'), judgmentOn: date('2025-05-12') }
      : each,
  ),
};

export const interest: MasterData = {
  ...bill,
  type: 'REOPDAG',
  level: 'interest',
  estate: false,
  interestChoice: null,
  description: null,
  originOn: date('2025-12-12'),
  dueOn: date('2025-12-12'),
  srb: date('2025-12-12'),
  period: { from: date('2025-12-02'), to: date('2026-01-01') },
  principal: kroner(60),
  amount: kroner(60),
};

export const nothing: ActionToSend = {
  code: 'NEDSKRIV',
  reference: '1-2',
  claimId: '7000001',
  create: null,
  change: null,
  related: [],
  reason: null,
  amount: null,
  effectiveOn: null,
  undoes: null,
};
