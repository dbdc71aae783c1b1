import { logAccess } from '../access/access-log.ts';
import { checkoutByReference, type CheckoutRefund } from '../checkout/checkouts.ts';
import {
  approveCheckoutRefund,
  proposeCheckoutRefund,
  withdrawCheckoutRefund,
  type CheckoutRefundRefusal,
} from '../checkout/refunds.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { referenceGiven } from './checkout.ts';
import { refundRefusals, refundStates } from './checkout-words.ts';
import { jsonOption, municipalityOption, PlainError, UsageError, type Command } from './command.ts';

/** `afdrag checkout refund`: a payment is to be sent back to the card or wallet that it came from; one proposes, another approves. */
export const checkoutRefundCommand: Command = {
  words: 'checkout refund',
  usage:
    '--municipality 998 --reference NUMMER (--because TEKST | --approve | --withdraw) [--by NAVN] [--json]',
  summary: 'sender en betaling på nettet tilbage; en anden godkender',
  options: {
    ...municipalityOption,
    ...jsonOption,
    ...byOption,
    reference: { type: 'string' },
    because: { type: 'string' },
    approve: { type: 'boolean' },
    withdraw: { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const reference = referenceGiven(given, municipality);
    const { by, at } = actingAs(given, shell);
    const acting = { reference, by, at };
    const asked = [given.flag('approve'), given.flag('withdraw'), given.text('because') !== null];
    if (asked.filter(Boolean).length !== 1)
      throw new UsageError('skriv enten --because, --approve eller --withdraw');
    const because = given.text('because') === null ? '' : wordsGiven(given, 'because');
    const work = (tx: MunicipalityTx): Promise<Result<CheckoutRefund, CheckoutRefundRefusal>> => {
      if (given.flag('approve')) return approveCheckoutRefund(tx, acting);
      return given.flag('withdraw')
        ? withdrawCheckoutRefund(tx, acting)
        : proposeCheckoutRefund(tx, { ...acting, because });
    };
    return shell.withDatabase(async (database) => {
      const refund = await inMunicipality(database, municipality, async (tx) => {
        const done = await work(tx);
        if (!done.ok) throw new PlainError(refundRefusals[done.refusal.tag]);
        const debtor = (await checkoutByReference(tx, reference))?.debtor ?? null;
        await logAccess(tx, {
          at,
          actor: by,
          purpose: 'payment sent back',
          debtor,
          about: 'payments on the web',
        });
        return done.value;
      });
      const { amount, state } = refund;
      const line = `${reference}: ${readableKroner(amount)}, ${refundStates[state]}`;
      shell.say(
        given.flag('json') ? JSON.stringify({ reference, state, amount: plainKroner(amount) }) : line,
      );
      return 0;
    });
  },
};
