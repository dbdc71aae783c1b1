import { billColumns } from '../../claims/bills-file.ts';
import { plainKroner, kroner } from '../../kernel/money.ts';

/**
 * The town's one company, so that the citizens' pages can be tried as its employee. Its CVR number passes the check, for nothing else is read as
 * one, and begins with 99, far above the numbers that have been given out.
 */
export const COMPANY = {
  cvr: '99999993',
  name: 'Kløverfjord Blomster ApS',
  address: 'Havnepladsen 4|9998 Bøgevang',
};

/** The file of what it owes. */
export const BILLS_FILE = 'bills.csv';

/** Bills that fall due after the demo's months: nothing has happened to them when it is looked at. */
const bills = [
  { due: '2026-04-01', amount: 4_850, what: 'Leje af plads på torvet, 1. kvartal 2026' },
  { due: '2026-05-01', amount: 1_275, what: 'Skilt på fortovet 2026' },
];

export function companyBillsCsv(): string {
  const rows = bills.map(({ due, amount, what }, place) => {
    const name = `V-${place + 1}`;
    const debtor = [COMPANY.cvr, COMPANY.name, COMPANY.address, 'sole'];
    const money = plainKroner(kroner(amount)).replace('.', ',');
    return ['OPUS', name, name, 'CFFAKTU', ...debtor, money, '', '2026-01-05', due, '', '', '', '', '', what];
  });
  return [billColumns, ...rows].map((row) => `${row.join(';')}\n`).join('');
}
