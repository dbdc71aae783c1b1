import { logAccess } from '../access/access-log.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';
import { heldFor } from '../ledger/refund-items.ts';
import {
  approveRefund,
  proposeRefund,
  withdrawRefund,
  type OrderRefusal,
  type ProposeRefusal,
  type RefundActing,
} from '../payments/propose-refund.ts';
import { ordersIn, type RefundOrder, type RefundState } from '../payments/refund-orders.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { wordsGiven } from './amount.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';

const options = { ...municipalityOption, ...jsonOption, ...byOption };

/** `afdrag refund propose`: all that is held for a debtor is to be given back. */
export const refundProposeCommand: Command = {
  words: 'refund propose',
  usage: '--municipality 998 --debtor NUMMER [--by NAVN] [--json]',
  summary: 'foreslår at udbetale det, der står til en debitors gode',
  options: { ...options, ...debtorOption },
  run: (given, shell) => {
    const debtor = given.debtor();
    return decide(given, shell, (tx, acting) => proposeRefund(tx, debtor, acting));
  },
};

/** `afdrag refund approve`: a second person approves; the order leaves with the next file. */
export const refundApproveCommand: Command = {
  words: 'refund approve',
  usage: '--municipality 998 --order NUMMER [--by NAVN] [--json]',
  summary: 'godkender en udbetaling, som en anden har foreslået',
  options: { ...options, order: { type: 'string' } },
  run: (given, shell) => {
    const order = orderGiven(given);
    return decide(given, shell, (tx, acting) => approveRefund(tx, order, acting));
  },
};

/** `afdrag refund withdraw`: an order that has not left is taken back. */
export const refundWithdrawCommand: Command = {
  words: 'refund withdraw',
  usage: '--municipality 998 --order NUMMER --because TEKST [--by NAVN] [--json]',
  summary: 'tager en udbetaling tilbage, før den er sendt',
  options: { ...options, order: { type: 'string' }, because: { type: 'string' } },
  run: (given, shell) => {
    const [order, why] = [orderGiven(given), wordsGiven(given, 'because')];
    return decide(given, shell, (tx, acting) => withdrawRefund(tx, order, { ...acting, why }));
  },
};

/** `afdrag refund list`: orders that are under way, and for whom something is held without any. */
export const refundListCommand: Command = {
  words: 'refund list',
  usage: '--municipality 998 [--json]',
  summary: 'viser udbetalinger, der er undervejs, og debitorer med penge til gode',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    return shell.withDatabase(async (database) => {
      const { orders, held } = await inMunicipality(database, municipality, async (tx) => {
        const list = {
          orders: await ordersIn(tx, ['proposed', 'approved', 'sent']),
          held: await heldFor(tx),
        };
        const purpose = 'list of what is to be given back';
        const about = 'refund list';
        await logAccess(tx, { at: shell.clock(), actor: shell.by, purpose, debtor: null, about });
        return list;
      });
      if (given.flag('json')) shell.say(JSON.stringify({ orders: orders.map(orderJson), held }));
      else {
        for (const order of orders) shell.say(orderLine(order));
        for (const debtor of held)
          shell.say(`Debitor ${debtor} har penge til gode, som ingen har foreslået udbetalt.`);
        if (orders.length + held.length === 0) shell.say('Ingen har penge til gode.');
      }
      return 0;
    });
  },
};

type Decide = (
  tx: MunicipalityTx,
  acting: RefundActing,
) => Promise<Result<RefundOrder, ProposeRefusal | OrderRefusal>>;

async function decide(given: Given, shell: Shell, work: Decide): Promise<number> {
  const municipality = given.municipality();
  const { by, on, at } = actingAs(given, shell);
  return shell.withDatabase(async (database) => {
    const order = await inMunicipality(database, municipality, async (tx) => {
      const decided = await work(tx, { by, on });
      if (!decided.ok) throw new PlainError(refusalWords(decided.refusal));
      const { debtor, order: number } = decided.value;
      const about = `refund ${number}`;
      await logAccess(tx, { at, actor: by, purpose: 'money is given back', debtor, about });
      return decided.value;
    });
    shell.say(given.flag('json') ? JSON.stringify(orderJson(order)) : orderLine(order));
    return 0;
  });
}

function orderGiven(given: Given): bigint {
  const text = given.required('order');
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new UsageError('--order skal være en udbetalings nummer');
  return BigInt(text);
}

const stateWords: Readonly<Record<RefundState, string>> = {
  proposed: 'foreslået; venter på, at en anden godkender',
  approved: 'godkendt; sendes med den næste fil',
  sent: 'sendt; venter på svar',
  paid: 'udbetalt',
  rejected: 'afvist',
  withdrawn: 'taget tilbage',
};

function orderLine({ order, debtor, amount, state }: RefundOrder): string {
  return `Udbetaling ${order} til debitor ${debtor}: ${readableKroner(amount)}, ${stateWords[state]}.`;
}

function orderJson({ order, debtor, amount, state, proposedOn, proposedBy, approvedBy, file }: RefundOrder) {
  return {
    order: order.toString(),
    debtor,
    amount: plainKroner(amount),
    state,
    proposedOn,
    proposedBy,
    approvedBy,
    file: file?.toString() ?? null,
  };
}

function refusalWords(refusal: ProposeRefusal | OrderRefusal): string {
  switch (refusal.tag) {
    case 'unknown-debtor':
      return 'Kommunen har ingen debitor med det nummer.';
    case 'nothing-held':
      return 'Der står ikke noget til debitors gode, som ikke allerede er foreslået udbetalt.';
    case 'unknown-order':
      return 'Kommunen har ingen udbetaling med det nummer.';
    case 'same-person':
      return 'En anden end den, der foreslog udbetalingen, skal godkende den.';
    case 'not-proposed':
    case 'not-to-be-withdrawn':
      return `Udbetalingen er ${stateWords[refusal.order.state]}.`;
  }
}
