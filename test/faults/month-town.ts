import { aDebtor, type Debtor } from '../vocabulary.ts';

/** The town that is killed in the middle: sixty debtors of four kinds, so that every page has some of each. */
export const killTown: readonly Debtor[] = Array.from({ length: 60 }, (_, index) => {
  const debtor = aDebtor(index + 1);
  switch (index % 4) {
    case 0:
      return debtor
        .withPay(12_000 + 200 * index, '2025-07', '2025-07')
        .withIncome(14_000 + 300 * index, 40_000);
    case 1:
      return debtor.receiving('kontanthjælp');
    case 2:
      return debtor.withoutIncomeInformation();
    default:
      return debtor.withPerson({ status: 80 });
  }
});
export const FETCHED_ON = '2026-03-02';
export const RUN_ON = '2026-03-10';
/** Twelve pages. */
export const PAGE_SIZE = 5;
/** The day after they were made, all letters have arrived. */
export const ARRIVED_ON = '2026-03-11';
/** Three due dates have come. */
export const DUE_ON = '2026-06-01';
