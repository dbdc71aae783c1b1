import { logAccess } from '../access/access-log.ts';
import { plainKroner, readableKroner, zeroOre, type Ore } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';
import { balanceOfDebtor } from '../ledger/debtor-balance.ts';
import type { ClosedAs } from '../ledger/refund-items.ts';
import type { ClearRefusal } from '../payments/clear-held.ts';
import { closeRefund, decideRefund, type DecideRefusal } from '../payments/decide-refund.ts';
import {
  approveRefund,
  proposeRefund,
  withdrawRefund,
  type OrderRefusal,
  type ProposeRefusal,
  type RefundActing,
} from '../payments/propose-refund.ts';
import type { RefundOrder, RefundState } from '../payments/refund-orders.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { numberGiven } from './act-on-number.ts';
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
  usage: '--municipality 998 --debtor NUMMER [--otherwise TEKST] [--by NAVN] [--json]',
  summary: 'foreslår at udbetale det, der står til en debitors gode, til debitors konto eller på anden måde',
  options: { ...options, ...debtorOption, otherwise: { type: 'string' } },
  run: (given, shell) => {
    const [debtor, otherwise] = [given.debtor(), otherwiseGiven(given)];
    return decide(given, shell, (tx, acting) => proposeRefund(tx, debtor, { ...acting, otherwise }));
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

/** `afdrag refund decide`: money that still covers claims is to be given back; another person approves it (`refund approve`). */
export const refundDecideCommand: Command = {
  words: 'refund decide',
  usage: '--municipality 998 --item NUMMER --because TEKST [--otherwise TEKST] [--by NAVN] [--json]',
  summary: 'afgør, at penge, der dækker krav, skal betales tilbage; en anden godkender',
  options: {
    ...options,
    item: { type: 'string' },
    because: { type: 'string' },
    otherwise: { type: 'string' },
  },
  run: (given, shell) => {
    const [item, because] = [itemGiven(given), wordsGiven(given, 'because')];
    const otherwise = otherwiseGiven(given);
    return decide(given, shell, (tx, acting) => decideRefund(tx, { item, because, otherwise, ...acting }));
  },
};

/** To whom else than the debtor, and how; null = to the debtor's own account. */
function otherwiseGiven(given: Given): string | null {
  return given.text('otherwise') === null ? null : wordsGiven(given, 'otherwise');
}

const closings: Readonly<Record<string, ClosedAs>> = { keep: 'covers-debt', 'not-owed': 'not-owed' };

/** `afdrag refund close`: money goes on covering claims. */
export const refundCloseCommand: Command = {
  words: 'refund close',
  usage: '--municipality 998 --item NUMMER --as keep|not-owed --because TEKST [--by NAVN] [--json]',
  summary: 'afgør, at penge ikke skal betales tilbage, og hvorfor',
  options: {
    ...options,
    item: { type: 'string' },
    as: { type: 'string' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const [item, because] = [itemGiven(given), wordsGiven(given, 'because')];
    const as = closings[given.required('as')];
    if (as === undefined) throw new UsageError('--as skal være keep eller not-owed');
    const { by, at } = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const { debtor, amount } = await inMunicipality(database, municipality, async (tx) => {
        const closed = await closeRefund(tx, { item, as, because, by, at });
        if (!closed.ok) throw new PlainError(refusalWords(closed.refusal));
        const about = `refund item ${item}`;
        await logAccess(tx, { at, actor: by, purpose: 'money is kept', debtor: closed.value.debtor, about });
        return closed.value;
      });
      const closed = { item: item.toString(), debtor, amount: plainKroner(amount), closedAs: as };
      const line = `${readableKroner(amount)} dækker det, som debitor ${debtor} skylder.`;
      shell.say(given.flag('json') ? JSON.stringify(closed) : line);
      return 0;
    });
  },
};

type Refusal = ProposeRefusal | OrderRefusal | DecideRefusal | ClearRefusal;
type Decide = (
  tx: MunicipalityTx,
  acting: RefundActing & { readonly at: Temporal.Instant },
) => Promise<Result<RefundOrder, Refusal>>;

async function decide(given: Given, shell: Shell, work: Decide): Promise<number> {
  const municipality = given.municipality();
  const { by, on, at } = actingAs(given, shell);
  return shell.withDatabase(async (database) => {
    const { order, there } = await inMunicipality(database, municipality, async (tx) => {
      const decided = await work(tx, { by, on, at });
      if (!decided.ok) throw new PlainError(refusalWords(decided.refusal));
      const { debtor, order: number } = decided.value;
      const about = `refund ${number}`;
      await logAccess(tx, { at, actor: by, purpose: 'money is given back', debtor, about });
      return { order: decided.value, there: (await balanceOfDebtor(tx, debtor)).atRecovery };
    });
    const isAsked = order.state === 'proposed' || order.state === 'approved';
    if (given.flag('json'))
      shell.say(JSON.stringify({ ...orderJson(order), owedAtRecovery: plainKroner(there) }));
    else for (const line of [orderLine(order), ...(isAsked ? owedThereLines(there) : [])]) shell.say(line);
    return 0;
  });
}

/** Money that came too late for a claim is perhaps meant for it all the same: whoever decides about it must know. */
function owedThereLines(there: Ore): string[] {
  if (there === zeroOre) return [];
  const owed = `Debitor skylder ${readableKroner(there)} hos Gældsstyrelsen.`;
  return [`${owed} Er pengene til det krav, så flyt dem dertil i stedet: afdrag payment move --claims.`];
}

const form = /^[1-9]\d{0,17}$/;

export function itemGiven(given: Given): bigint {
  return numberGiven(given, 'item', { form, means: 'et punkts nummer (afdrag refund list)' });
}

function orderGiven(given: Given): bigint {
  return numberGiven(given, 'order', { form, means: 'en udbetalings nummer' });
}

const stateWords: Readonly<Record<RefundState, string>> = {
  proposed: 'foreslået; venter på, at en anden godkender',
  approved: 'godkendt; sendes med den næste fil',
  sent: 'sendt; venter på svar',
  left: 'betalt af banken med hele filen; venter på svar',
  paid: 'udbetalt',
  rejected: 'afvist',
  withdrawn: 'taget tilbage',
};

export function orderLine({ order, debtor, amount, state, otherwise, file }: RefundOrder): string {
  const money = `Udbetaling ${order} til debitor ${debtor}: ${readableKroner(amount)}`;
  const sentIn = file === null ? '' : ` (fil ${file})`;
  if (otherwise === null) return `${money}, ${stateWords[state]}${sentIn}.`;
  const stands = state === 'approved' ? 'godkendt; noteres betalt med afdrag refund paid' : stateWords[state];
  return `${money}, på anden måde (${otherwise}), ${stands}.`;
}

export function orderJson({
  order,
  debtor,
  amount,
  state,
  proposedOn,
  proposedBy,
  approvedBy,
  file,
  otherwise,
}: RefundOrder) {
  return {
    order: order.toString(),
    debtor,
    amount: plainKroner(amount),
    state,
    proposedOn,
    proposedBy,
    approvedBy,
    file: file?.toString() ?? null,
    otherwise,
  };
}

function movable(payments: readonly bigint[]): string {
  if (payments.length === 0) return '';
  return `Skal de dække andet, så flyt betalingen (${payments.join(', ')}), hele den: afdrag payment move. `;
}

export function refusalWords(refusal: Refusal): string {
  switch (refusal.tag) {
    case 'unknown-debtor':
      return 'Kommunen har ingen debitor med det nummer.';
    case 'nothing-held':
      return 'Der står ikke noget til debitors gode, som ikke allerede er foreslået udbetalt.';
    case 'owes-back':
      return `Debitor skylder ${readableKroner(refusal.amount)}, som er udbetalt af en betaling, der siden er taget tilbage. Lad det, der står til gode, dække det først: afdrag refund close --as keep`;
    case 'unknown-item':
      return 'Der er intet punkt med det nummer. Se listen med: afdrag refund list';
    case 'reason-missing':
      return 'Skriv hvorfor.';
    case 'closed-already':
      return 'Der er allerede taget stilling til de penge.';
    case 'in-an-order':
      return `Pengene er allerede i udbetaling ${refusal.order}.`;
    case 'held-already':
      return 'Pengene står allerede til debitors gode. Foreslå dem udbetalt: afdrag refund propose';
    case 'not-cleared':
      return `Gældsstyrelsen har dækket mere, end der stod af et krav, og vil måske have beløbet igen. Afklar det med Gældsstyrelsen. Er det debitors, så notér det: afdrag refund cleared --item ${refusal.items.join(' og --item ')}`;
    case 'nothing-to-clear':
      return 'De penge står ikke til gode, fordi Gældsstyrelsen har dækket for meget. Der er intet at afklare.';
    case 'cleared-already':
      return 'Det er allerede noteret, at det er afklaret. Foreslå pengene udbetalt: afdrag refund propose';
    case 'not-to-debtor':
      return `${refusal.why === 'death' ? 'Debitor er død: pengene er boets eller arvingernes' : 'Debitor er under konkurs: pengene er boets, og kurator skal have dem'}. Foreslå dem betalt på anden måde: --otherwise "til hvem og hvordan". En anden godkender, og betalingen noteres med afdrag refund paid.`;
    case 'to-own-account':
      return 'Penge går til debitors NemKonto. På anden måde betales de kun til et bo eller en kurator, eller når banken har afvist en udbetaling til debitor.';
    case 'owes-nothing':
      return 'Debitor skylder ikke noget, som beløbet kan dække. Foreslå det udbetalt: afdrag refund propose';
    case 'of-a-correction':
      return `Pengene er blevet til overs, fordi et krav er sat ned, eller fordi de kom retur. ${movable(refusal.payments)}Ellers betal dem tilbage: afdrag refund propose`;
    case 'covers-less':
      return `Af de penge dækker nu kun ${readableKroner(refusal.covers)} krav her. Resten er taget tilbage eller flyttet, eller kravet er hos Gældsstyrelsen.`;
    case 'unknown-order':
      return 'Kommunen har ingen udbetaling med det nummer.';
    case 'same-person':
      return 'En anden end den, der foreslog udbetalingen, skal godkende den.';
    case 'not-proposed':
    case 'not-to-be-withdrawn':
      return `Udbetalingen er ${stateWords[refusal.order.state]}.`;
  }
}
