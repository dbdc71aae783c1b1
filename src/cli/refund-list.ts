import { logAccess } from '../access/access-log.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { plainKroner, readableKroner, type Ore } from '../kernel/money.ts';
import { owedBackBy } from '../ledger/overpaid.ts';
import {
  heldFor,
  itemsToClear,
  itemsToDecide,
  openHeldItems,
  type NumberedItem,
} from '../ledger/refund-items.ts';
import { ordersIn, type RefundOrder } from '../payments/refund-orders.ts';
import { inMunicipality, type MunicipalityReadTx } from '../platform/database.ts';
import { jsonOption, municipalityOption, type Command } from './command.ts';
import { orderJson, orderLine } from './refund.ts';
import { refundOf, refundWords } from './story-money-words.ts';

/** `afdrag refund list`: orders that are under way, for whom something is held without any, and what a person has to decide. */
export const refundListCommand: Command = {
  words: 'refund list',
  usage: '--municipality 998 [--json]',
  summary: 'viser udbetalinger, der er undervejs, og debitorer med penge til gode',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    return shell.withDatabase(async (database) => {
      const listed = await inMunicipality(database, municipality, async (tx) => {
        const list = {
          orders: await ordersIn(tx, ['proposed', 'approved', 'sent']),
          held: await heldFor(tx),
          toDecide: await itemsToDecide(tx),
          toClear: await itemsToClear(tx),
          ...(await owingBack(tx)),
        };
        const purpose = 'list of what is to be given back';
        const about = 'refund list';
        await logAccess(tx, { at: shell.clock(), actor: shell.by, purpose, debtor: null, about });
        return list;
      });
      if (given.flag('json')) shell.say(listedJson(listed));
      else for (const line of listedLines(listed)) shell.say(line);
      return 0;
    });
  },
};

/** Who owes what had been given back to them, and what is held for them that could cover it. */
async function owingBack(tx: MunicipalityReadTx): Promise<Pick<Listed, 'owedBack' | 'couldCover'>> {
  const owedBack = await owedBackBy(tx, 'everybody');
  const items = await openHeldItems(tx, [...owedBack.keys()]);
  return { owedBack, couldCover: items.filter(({ order, toClear }) => order === null && !toClear) };
}

interface Listed {
  readonly owedBack: ReadonlyMap<DebtorNumber, Ore>;
  readonly couldCover: readonly NumberedItem[];
  readonly orders: readonly RefundOrder[];
  readonly held: readonly DebtorNumber[];
  readonly toDecide: readonly NumberedItem[];
  readonly toClear: readonly NumberedItem[];
}

function listedJson({ orders, held, toDecide, toClear, owedBack, couldCover }: Listed): string {
  const asJson = ({ number, debtor, amount, why, about }: NumberedItem) => {
    return { item: number.toString(), debtor, amount: plainKroner(amount), why, about };
  };
  return JSON.stringify({
    orders: orders.map(orderJson),
    held,
    toDecide: toDecide.map(asJson),
    toClear: toClear.map(asJson),
    owedBack: [...owedBack].map(([debtor, amount]) => ({ debtor, amount: plainKroner(amount) })),
    couldCover: couldCover.map(asJson),
  });
}

function listedLines({ orders, held, toDecide, toClear, owedBack, couldCover }: Listed): string[] {
  const lines = [
    ...orders.map(orderLine),
    ...held.map((debtor) => `Debitor ${debtor} har penge til gode, som ingen har foreslået udbetalt.`),
    ...toDecide.map(
      ({ number, debtor, amount, why, about }) =>
        `Punkt ${number}, debitor ${debtor}: ${readableKroner(amount)}, ${refundWords[why]}${refundOf(about)}. Tag stilling: afdrag refund decide eller afdrag refund close.`,
    ),
    ...toClear.map(
      ({ number, debtor, amount, why, about }) =>
        `Punkt ${number}, debitor ${debtor}: ${readableKroner(amount)}, ${refundWords[why]}${refundOf(about)}. Er det debitors, så notér det: afdrag refund cleared.`,
    ),
    ...[...owedBack].map(
      ([debtor, amount]) =>
        `Debitor ${debtor} skylder ${readableKroner(amount)}, som er udbetalt af en betaling, der siden er taget tilbage. Opkræv det: afdrag refund bill.`,
    ),
    ...couldCover.map(
      ({ number, debtor, amount, about }) =>
        `  Punkt ${number}${refundOf(about)}: ${readableKroner(amount)} til gode kan dække det. Debitor ${debtor}: afdrag refund close --as keep.`,
    ),
  ];
  return lines.length === 0 ? ['Ingen har penge til gode.'] : lines;
}
