import { MOST_AT_ONCE } from '../../../checkout/begin.ts';
import { newKey } from '../../../checkout/reference.ts';
import { askedUntil } from '../../../direct-debit/asked-until.ts';
import { directDebitOf, NOTHING_BY_BANK } from '../../../direct-debit/for-citizen.ts';
import { debtsToPay, type DebtsToPay, type DebtToPay } from '../../../insight/debts-to-pay.ts';
import type { PlainDate } from '../../../kernel/dates.ts';
import { ore, readableKroner, sumOre, zeroOre, type Ore } from '../../../kernel/money.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { pageKeyOf, pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import type { Form, FormFields } from '../../http/forms.ts';
import { html, type Html } from '../../ui/html.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { isOutOfReach } from '../direct-debit/offered.ts';
import { readAmount, writtenAmount } from './amount.ts';

/**
 * The fields of both steps: what is paid, how much of it as it was written, and in step 2 in øre (in another language the same figures are another
 * amount), by whom, what the reader was shown, and the form's own key. `back`: they go back to what they chose.
 */
export const payFields: FormFields = {
  once: ['amount', 'part', 'method', 'sum', 'key', 'back'],
  many: ['debt'],
};

/** What the reader may pay, each with its name in forms. */
export interface Payable extends DebtToPay {
  readonly ref: string;
  /** The reader has signed up for Betalingsservice, and the bank cannot pay it by its day any longer. */
  readonly outOfReach: boolean;
}

export interface PayChoices extends Omit<DebtsToPay, 'debts'> {
  readonly debts: readonly Payable[];
  /** Whether one can sign up for Betalingsservice. */
  readonly directDebit: boolean;
}

/** What may be paid by who is signed in; nothing where they owe nothing here. */
export async function payChoices({ tx, session, today }: PersonalVisit): Promise<PayChoices> {
  if (session.debtor === null) return NOTHING;
  const { debtor } = session;
  const bank = await readPart(tx, 'bank', () => directDebitOf(tx, debtor, today));
  const { coming, bankPaysFrom } = orElse(bank, NOTHING_BY_BANK);
  const [key, configured] = [await pageKeyOf(tx), await configurationVersion(tx, null)];
  const configuration = configured?.configuration;
  const until = configuration === undefined ? today : askedUntil(today, configuration);
  // What the reader's bank will be asked for in time is left to it.
  const isSoon = (by: PlainDate) => by <= until && (bankPaysFrom === null || isOutOfReach(by, bankPaysFrom));
  const found = await debtsToPay(tx, debtor, today, { bank: coming, isSoon });
  const debts = found.debts.map((debt) => ({
    ...debt,
    ref: refOf(debt, key),
    outOfReach:
      debt.bank === null && debt.by !== null && debt.by >= today && isOutOfReach(debt.by, bankPaysFrom),
  }));
  const isWhole = found.isWhole && bank.state === 'read';
  return { ...found, debts, isWhole, directDebit: (configuration?.betalingsservice ?? null) !== null };
}

const NOTHING: PayChoices = {
  debts: [],
  atRecovery: zeroOre,
  interestRun: zeroOre,
  held: zeroOre,
  underWay: [],
  isWhole: true,
  directDebit: false,
};

function refOf({ claim }: DebtToPay, key: PageKey): string {
  return pageRef(key, 'claim', claim.claim);
}

/** What somebody has chosen to pay. */
export interface Chosen {
  readonly debts: readonly Payable[];
  readonly amount: Ore;
  /** The amount as it was written; empty = all of it. */
  readonly written: string;
}

export interface WrongChoice {
  readonly tag: 'wrong-choice';
  readonly field: 'debt' | 'amount';
  readonly words: string;
}

/** Reads what was chosen against what may be paid now. Several are paid whole: a wish is a set, and no amounts (law/payment-order.ts). */
export function chosenIn(
  form: Form,
  { debts }: PayChoices,
  { texts, language }: Pick<PersonalVisit, 'texts' | 'language'>,
): Result<Chosen, WrongChoice> {
  const said = texts.pay;
  const wrong = (field: WrongChoice['field'], words: string) =>
    refuse({ tag: 'wrong-choice' as const, field, words });
  const refs = new Set(form.chosen('debt'));
  const chosen = debts.filter(({ ref }) => refs.has(ref));
  const [only] = chosen;
  // What is not among them any more has been paid or has moved on meanwhile: the page shows what there is now.
  if (only === undefined || chosen.length < refs.size) return wrong('debt', said.chooseOne);
  const written = writtenIn(form, language);
  const most = (amount: Ore) => ({ most: readableKroner(amount, language) });
  if (written !== '') {
    const amount = readAmount(written, language);
    if (chosen.length > 1) return wrong('amount', said.oneOnly);
    if (amount === null || amount <= zeroOre) return wrong('amount', said.amountForm);
    if (amount > only.left) return wrong('amount', fillIn(said.amountMost, most(only.left)));
    if (amount > MOST_AT_ONCE) return wrong('amount', fillIn(said.mostOfOne, most(ore(MOST_AT_ONCE))));
    return ok({ debts: chosen, amount, written });
  }
  const amount = sumOre(chosen.map((debt) => debt.amount));
  if (amount <= MOST_AT_ONCE) return ok({ debts: chosen, amount, written });
  // Of one debt only a part helps.
  const [field, words] =
    chosen.length > 1 ? (['debt', said.mostAtOnce] as const) : (['amount', said.mostOfOne] as const);
  return wrong(field, fillIn(words, most(ore(MOST_AT_ONCE))));
}

/** The amount of a form as the reader writes it, in the language that they read now; empty = all of it. */
export function writtenIn(form: Form, language: PersonalVisit['language']): string {
  const part = form.text('part');
  return /^\d{1,11}$/.test(part) ? writtenAmount(ore(BigInt(part)), language) : form.text('amount').trim();
}

/** What was chosen, for the next form. */
export function carried({ debts, amount, written }: Chosen): Html {
  const refs = debts.map(({ ref }) => html`<input type="hidden" name="debt" value="${ref}" />`);
  return html`${refs}
    <input type="hidden" name="part" value="${written === '' ? '' : amount.toString()}" />
    <input type="hidden" name="sum" value="${amount.toString()}" />
    <input type="hidden" name="key" value="${newKey()}" />`;
}

/** The page of a form that was sent, opened by itself: back to where one chooses. */
export function toPay(): Answer {
  return { kind: 'go', to: { name: 'pay' } };
}
