import { beginCheckout, MOST_AT_ONCE, type BeginRefusal } from '../../../checkout/begin.ts';
import { lookBriefly } from '../../../checkout/look.ts';
import { isKey, keyOf, type CheckoutReference } from '../../../checkout/reference.ts';
import type { DebtorNumber } from '../../../kernel/ids.ts';
import { ore, readableKroner } from '../../../kernel/money.ts';
import { lockReceivables } from '../../../ledger/lock.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { takesBank } from '../../../municipality/own-bank.ts';
import type { Answer, PayBy, SentForm, Visit } from '../route.ts';
import { bankPageFor } from './bank-page.ts';
import { instead, methodPage } from './choose-page.ts';
import { isOutOfSight, notBegun } from './not-begun-page.ts';
import { chosenIn, payChoices, toPay, writtenIn, type Chosen } from './pay-form.ts';
import { payPageAgain } from './pay-page.ts';

/**
 * Begins a payment: what may be paid, and how much it is, are found out anew in the transaction that writes it down. The provider is asked
 * once that stands; where its answer is late, the payment's own page says so.
 */
export async function beginPayment(sent: SentForm): Promise<Answer> {
  const { form, session, texts } = sent;
  const { debtor } = session;
  const key = form.text('key');
  // Not from our page: nothing of ours leaves it out.
  if (debtor === null || !isKey(key)) return toPay();
  await lockReceivables(sent.tx, [debtor]);
  const choices = await payChoices(sent);
  if (isOutOfSight(sent, choices)) return notBegun(sent);
  const chosen = chosenIn(form, choices, sent);
  if (!chosen.ok) {
    const refs = new Set(form.chosen('debt'));
    return payPageAgain(sent, choices, {
      refs,
      amount: writtenIn(form, sent.language),
      wrong: chosen.refusal,
    });
  }
  const other = instead(sent, choices, chosen.value);
  if (other !== null) return other;
  const method = form.text('method');
  const by = sent.payBy.find(({ channel }) => channel === method);
  const isByBank = method === 'bank' && takesBank(sent);
  if (by === undefined && !isByBank)
    return methodPage(sent, { chosen: chosen.value, error: texts.pay.chooseMethod });
  if (form.text('sum') !== chosen.value.amount.toString())
    return methodPage(sent, { chosen: chosen.value, note: texts.pay.changed });
  if (by === undefined) return bankPageFor(sent, choices, chosen.value);
  return begin(sent, { chosen: chosen.value, by, debtor, key });
}

interface Beginning {
  readonly chosen: Chosen;
  readonly by: PayBy;
  readonly debtor: DebtorNumber;
  readonly key: string;
}

async function begin(sent: SentForm, { chosen, by, debtor, key }: Beginning): Promise<Answer> {
  const begun = await beginCheckout(sent.tx, {
    debtor,
    channel: by.channel,
    provider: by.name,
    language: sent.language,
    amount: chosen.amount,
    claims: chosen.debts.flatMap(({ mains }) => mains),
    formKey: key,
    at: sent.now,
  });
  if (begun.ok) return { ...toPaymentOf(begun.value), did: 'payment' };
  // Begun a moment ago by another form: the page where one chooses tells of it.
  if (begun.refusal.tag === 'under-way') return toPay();
  return methodPage(sent, { chosen, error: wordsOf(begun.refusal, sent) });
}

/** To the payment's page, with its first look while the reader waits. */
function toPaymentOf(reference: CheckoutReference): Extract<Answer, { kind: 'go' }> {
  return {
    kind: 'go',
    to: { name: 'payment', ref: keyOf(reference) },
    afterwards: async ({ checkout, municipality }) => {
      if (checkout !== null) await lookBriefly(checkout, municipality, reference);
    },
  };
}

function wordsOf(
  refusal: Exclude<BeginRefusal, { tag: 'under-way' }>,
  { texts, language }: Pick<Visit, 'texts' | 'language'>,
): string {
  const said = texts.pay;
  const words: Readonly<Record<typeof refusal.tag, string>> = {
    'too-often': said.tooOften,
    'form-used': said.tooOften,
    'too-many-open': said.tooManyOpen,
    'amount-out-of-reach': fillIn(said.mostAtOnce, { most: readableKroner(ore(MOST_AT_ONCE), language) }),
  };
  return words[refusal.tag];
}
