import { expect, test } from 'vitest';
import { whereLinesLead } from '../../src/claims/payment-lines.ts';
import { date } from '../../src/kernel/dates.ts';
import { noticeId } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { checkDigit, paymentLine } from '../../src/kernel/payment-line.ts';
import { queueNotices } from '../../src/letters/notices.ts';
import { receive } from '../../src/payments/receive.ts';
import { giveAccounts } from './books-town.ts';
import { aLedger, anna, claim, claimRow, NOW, TODAY } from './ledger-town.ts';
import { reminderFacts } from './notices-town.ts';

const base = '00010000188001';

test('the line that a reminder prints pays what it reminds of, and goes on leading to what it was given for first', async () => {
  await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500));
  await giveAccounts(town);
  const line = paymentLine('71', base, '81234567');
  const reminder = (place: number, of: number) =>
    town.do((tx) =>
      queueNotices(
        tx,
        [
          {
            debtor: anna,
            writtenOn: date('2026-03-09'),
            place,
            facts: { ...reminderFacts(date('2026-03-09'), '500.00'), paymentLine: line },
            claims: [{ claim: claim(of), owed: kroner(500) }],
            feeClaim: null,
            instalment: null,
            arrangement: null,
            configurationVersion: 1,
          },
        ],
        { at: NOW },
      ),
    );
  await reminder(0, 2);
  await reminder(1, 1);
  const lead = (await town.do((tx) => whereLinesLead(tx, [base]))).get(base);
  expect(lead).toMatchObject({ to: 'notice', number: noticeId(date('2026-03-09'), anna, 0) });
  const told = { by: 'line', line: `+71<${base}${checkDigit(base)} +81234567<` } as const;
  const money = { amount: kroner(500), channel: 'bank', reference: 'A1', receivedOn: TODAY } as const;
  const received = await town.do((tx) => receive(tx, { ...money, told, by: 'prøve', at: NOW }));
  expect(received).toMatchObject({ value: { covered: [{ claim: claim(2), rule: 'line' }] } });
});
