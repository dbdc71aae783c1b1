import { logAccess } from '../access/access-log.ts';
import { readableDate } from '../kernel/dates.ts';
import { notePaidOtherwise, type PaidOtherwiseRefusal } from '../payments/paid-otherwise.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { numberGiven } from './act-on-number.ts';
import { wordsGiven } from './amount.ts';
import { jsonOption, municipalityOption, PlainError, UsageError, type Command } from './command.ts';
import { orderJson, orderLine } from './refund.ts';

/** `afdrag refund paid`: an order that leaves with no file has been paid from the bank, to an estate or a curator. */
export const refundPaidCommand: Command = {
  words: 'refund paid',
  usage: '--municipality 998 --order NUMMER --on 2026-03-10 --reference TEKST [--by NAVN] [--json]',
  summary: 'noterer, at en udbetaling til et bo er betalt fra banken uden om filen',
  options: {
    ...municipalityOption,
    ...jsonOption,
    ...byOption,
    order: { type: 'string' },
    on: { type: 'string' },
    reference: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const order = numberGiven(given, 'order', { form: /^[1-9]\d{0,17}$/, means: 'en udbetalings nummer' });
    const on = given.date('on');
    if (on === null) throw new UsageError('--on mangler');
    const reference = wordsGiven(given, 'reference');
    const { by, at } = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const paid = await inMunicipality(database, municipality, async (tx) => {
        const done = await notePaidOtherwise(tx, { order, reference, on, by, at });
        if (!done.ok) throw new PlainError(refusalWords(done.refusal));
        const { debtor } = done.value;
        await logAccess(tx, {
          at,
          actor: by,
          purpose: 'money is given back',
          debtor,
          about: `refund ${order}`,
        });
        return done.value;
      });
      shell.say(given.flag('json') ? JSON.stringify(orderJson(paid)) : orderLine(paid));
      return 0;
    });
  },
};

function refusalWords(refusal: PaidOtherwiseRefusal): string {
  switch (refusal.tag) {
    case 'unknown-order':
      return 'Kommunen har ingen udbetaling med det nummer.';
    case 'reference-missing':
      return 'Skriv den reference, som bankens kontoudtog vil vise.';
    case 'not-to-be-paid-so':
      return `${orderLine(refusal.order)} Kun en godkendt udbetaling på anden måde kan noteres betalt.`;
    case 'in-future':
      return `Den kan ikke være betalt efter i dag, ${readableDate(refusal.today)}.`;
    case 'before-proposed':
      return `Den blev først foreslået ${readableDate(refusal.proposedOn)}.`;
    case 'covered-less':
      return 'Pengene dækker ikke længere så meget af debitors krav. Tag udbetalingen tilbage (afdrag refund withdraw), og tag stilling igen.';
  }
}
