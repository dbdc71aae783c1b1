import { sql } from 'kysely';
import { paymentLine, type PaymentLineKind } from '../../../src/kernel/payment-line.ts';
import { addDays } from '../../../src/kernel/dates.ts';
import { ore, type Ore } from '../../../src/kernel/money.ts';
import { ok } from '../../../src/kernel/result.ts';
import { balanceOfDebtor } from '../../../src/ledger/debtor-balance.ts';
import { heldFor } from '../../../src/ledger/refund-items.ts';
import { answerRefunds } from '../../../src/payments/answer-refunds.ts';
import { movePayment } from '../../../src/payments/move-payment.ts';
import { approveRefund, proposeRefund } from '../../../src/payments/propose-refund.ts';
import { receive } from '../../../src/payments/receive.ts';
import { resolveSuspense } from '../../../src/payments/resolve-suspense.ts';
import { reversePayment } from '../../../src/payments/reverse-payment.ts';
import { sendRefunds } from '../../../src/payments/send-refunds.ts';
import { openSuspense } from '../../../src/payments/suspense.ts';
import type { PaymentNumber, Told } from '../../../src/payments/types.ts';
import type { MunicipalityReadTx } from '../../../src/platform/database.ts';
import { actingAt, mainsOf, picked, type HandlersOf, type Moment } from './acting.ts';
import type { Of } from './happenings.ts';

/** Money comes in, is taken back, moved, found out about and given back. */
export const moneyHappens: HandlersOf<
  'pays' | 'taken-back' | 'moved-payment' | 'found-out' | 'money-given-back'
> = {
  pays: async (moment, what) => {
    const { town, on, at, name } = moment;
    await town.attempt(`pays by ${what.how}`, async (tx) => {
      const { told, asked } = await tellOf(tx, moment, what);
      const amount = ore((asked * BigInt(what.share)) / 100n);
      if (amount <= 0n) return null;
      const receipt = {
        amount,
        channel: what.channel,
        reference: name,
        receivedOn: addDays(on, -what.ago),
        told,
        by: 'prøve',
        at,
      };
      const received = await receive(tx, receipt);
      if (received.ok) town.told.push(receipt);
      return received;
    });
  },
  'taken-back': async ({ town, on, at }, { kind, pick }) => {
    await town.attempt(`taken back as ${kind}`, async (tx) => {
      const payment = picked(await payments(tx), pick);
      if (payment === undefined) return null;
      const reversal = {
        payment,
        kind,
        reference: `T-${payment}`,
        on,
        because: 'prøve',
        by: 'Anne',
        at,
      };
      const done = await reversePayment(tx, reversal);
      if (done.ok) town.takenBack.push(reversal);
      return done;
    });
  },
  'moved-payment': async ({ town, at, debtor }, { pick }) => {
    await town.attempt('moved payment', async (tx) => {
      const payment = picked(await payments(tx), pick);
      if (payment === undefined) return null;
      return movePayment(tx, { payment, debtor, claims: [], because: 'prøve', by: 'Anne', at });
    });
  },
  'found-out': async ({ town, at, debtor }, { pick }) => {
    await town.attempt('found out', async (tx) => {
      const one = picked(await openSuspense(tx), pick);
      if (one === undefined) return null;
      const claims = pick % 4 === 0 ? ('none' as const) : [];
      return resolveSuspense(tx, { payment: one.payment, debtor, claims, by: 'Anne', at });
    });
  },
  'money-given-back': async (moment, { rejected }) => {
    const { town, on, at } = moment;
    await town.attempt('money given back', async (tx) => {
      const held = await heldFor(tx);
      if (held.length === 0) return null;
      for (const debtor of held) {
        const proposed = await proposeRefund(tx, debtor, actingAt(moment));
        if (proposed.ok) await approveRefund(tx, proposed.value.order, actingAt(moment, 'Bodil'));
      }
      const { file } = await sendRefunds(tx, { by: 'Anne', at });
      const answers = (file?.payOuts ?? []).map(({ reference }) => ({
        reference,
        on,
        rejected: rejected ? ('account-closed' as const) : null,
      }));
      return answers.length === 0 ? ok(null) : answerRefunds(tx, answers, { by: 'Anne', at });
    });
  },
};

/** The last that have come, and are still here. */
async function payments(tx: MunicipalityReadTx): Promise<PaymentNumber[]> {
  const { rows } = await sql<{ payment: PaymentNumber }>`
    select payment_number as payment from payment
    where not exists (select from payment_reversal r where r.payment_number = payment.payment_number)
    order by registered_at desc, payment_number limit 5`.execute(tx);
  return rows.map(({ payment }) => payment);
}

interface Asked {
  readonly told: Told;
  readonly asked: Ore;
}

/** What the payer tells, and how much they think they owe by it. */
async function tellOf(
  tx: MunicipalityReadTx,
  { town, debtor }: Moment,
  { how, pick }: Of<'pays'>,
): Promise<Asked> {
  const { owed, claims } = await balanceOfDebtor(tx, debtor);
  const something = owed > 0n ? owed : ore(12_345n);
  if (how === 'nothing') return { told: { by: 'nothing' }, asked: something };
  if (how === 'wish') {
    const claim = picked(await mainsOf(tx, debtor), pick);
    const asked = claims.find((each) => each.claim === claim)?.balance ?? something;
    return { told: { by: 'debtor', debtor, wish: claim === undefined ? [] : [claim] }, asked };
  }
  const line = how === 'debtor' ? undefined : picked(await linesOf(tx, debtor), pick);
  const written =
    line === undefined
      ? null
      : paymentLine(line.kind, line.base, town.configuration.payment.creditorNumber ?? '');
  if (written === null) return { told: { by: 'debtor', debtor, wish: [] }, asked: something };
  const asked = ore(something / BigInt(1 + (pick % 5)));
  return { told: { by: 'line', line: how === 'line' ? written : misread(written) }, asked };
}

async function linesOf(tx: MunicipalityReadTx, debtor: Moment['debtor']) {
  const { rows } = await sql<{ base: string; kind: PaymentLineKind }>`
    select base, kind from payment_line where debtor_number = ${debtor} order by base`.execute(tx);
  return rows;
}

/** Its check digit is another. */
function misread(line: string): string {
  return line.replace(/(\d) \+/, (_, digit: string) => `${(Number(digit) + 1) % 10} +`);
}
