import type {
  ChargedFor,
  DebtMovement,
  DebtPage,
  DebtPart,
  MovementKind,
} from '../../../insight/debt-page.ts';
import { readableDate, type PlainDate } from '../../../kernel/dates.ts';
import { readableKroner, sumOre, zeroOre, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { table } from '../../ui/table.ts';
import type { Texts } from '../texts/texts.ts';
import type { Around } from './debt-card.ts';
import { percentInWords } from './percent.ts';

/** What the debt is made up of, each part with the rule behind it; the sum of what is left is the overview's number. */
export function amountTable(visit: Around, { parts }: DebtPage): Html {
  const { texts, language } = visit;
  const said = texts.debt;
  const kroner = (amount: Ore) => readableKroner(amount, language);
  const isCharged = parts.some(({ charged }) => charged !== null);
  const row = (
    what: string,
    why: string,
    { amount, gone, left }: Amounts,
  ): readonly [string, ...string[]] => [
    what,
    ...(isCharged ? [why] : []),
    kroner(amount),
    kroner(gone),
    kroner(left),
  ];
  const rows = parts.map((part) => row(partInWords(part, visit), ruleInWords(part, visit), part));
  const sum = (read: (part: DebtPart) => Ore) => sumOre(parts.map(read));
  const all = {
    amount: sum(({ amount }) => amount),
    gone: sum(({ gone }) => gone),
    left: sum(({ left }) => left),
  };
  return html`<h2 id="amount">${said.amount}</h2>
    ${table({
      labelledBy: 'amount',
      columns: [said.part, ...(isCharged ? [said.rule] : []), said.amountColumn, said.gone, said.leftColumn],
      rows: parts.length < 2 ? rows : [...rows, row(said.inAll, '', all)],
      inWords: isCharged ? [1] : [],
    })}
    ${laws(visit, parts)}`;
}

type Amounts = Pick<DebtPart, 'amount' | 'gone' | 'left'>;

function partInWords({ kind, charged }: DebtPart, { texts, language }: Around): string {
  const said = texts.debt;
  const day = (date: PlainDate) => readableDate(date, language);
  switch (kind) {
    case 'principal':
      return said.principal;
    case 'fee':
      return said.fee;
    case 'returned':
      return said.returned;
    case 'interest':
      return charged === null
        ? texts.debt.interestAdded
        : fillIn(said.interest, { from: day(charged.from), to: day(charged.to) });
  }
}

function ruleInWords({ kind, charged }: DebtPart, visit: Around): string {
  if (charged === null) return '';
  const said = visit.texts.debt;
  const taken = charged.takenOff ? ` ${said.takenOff}` : '';
  if (kind === 'fee') return fillIn(said.ruleFee, { on: readableDate(charged.from, visit.language) }) + taken;
  if (kind === 'returned') return said.ruleReturned;
  return interestRule(charged, visit) + taken;
}

function interestRule({ regime, basis, rateHundredths }: ChargedFor, { texts, language }: Around): string {
  if (basis === null || rateHundredths === null) return '';
  const said = texts.debt;
  const values = {
    rate: percentInWords(rateHundredths, language),
    basis: readableKroner(basis, language),
  };
  if (regime === 'gebyrloven') return fillIn(said.ruleMonthly, values);
  return fillIn(regime === 'renteloven' ? said.ruleDaily : said.ruleSpecial, values);
}

/** The paragraphs, once each, last. */
function laws({ texts }: Around, parts: readonly DebtPart[]): Html | null {
  const said = texts.debt;
  const named = new Set(parts.flatMap(({ kind, charged }) => lawOf(kind, charged, said) ?? []));
  if (named.size === 0) return null;
  return html`<p class="rules">${said.rules}: ${[...named].join(' ')}</p>`;
}

function lawOf(kind: DebtPart['kind'], charged: ChargedFor | null, said: Texts['debt']): string | null {
  if (charged === null || charged.regime === 'special') return null;
  const isCivil = charged.regime === 'renteloven';
  if (kind === 'fee') return isCivil ? said.lawFeeCivil : said.lawFee;
  if (kind === 'interest') return isCivil ? said.lawDaily : said.lawMonthly;
  return null;
}

/** What has happened, with what was left each time. */
export function movementTable(visit: Around, { movements }: DebtPage): Html {
  const { texts, language } = visit;
  const said = texts.debt;
  const rows = movements.map(
    ({ on, what, change, left }: DebtMovement) =>
      [
        readableDate(on, language),
        said[happenings[what]],
        change === zeroOre ? '' : signed(change, language),
        readableKroner(left, language),
      ] as const,
  );
  return html`<h2 id="happened">${said.happened}</h2>
    ${table({ labelledBy: 'happened', columns: [said.day, said.what, said.change, said.left], rows, inWords: [1] })}
    ${movements.some(({ what }) => what === 'freed') ? html`<p>${said.freedNote}</p>` : null}`;
}

function signed(change: Ore, language: 'da' | 'en'): string {
  return change < 0n ? `−${readableKroner(-change as Ore, language)}` : readableKroner(change, language); // an amount either way
}

/** What the texts call each thing that happens to a debt. */
export const happenings = {
  raised: 'raised',
  changed: 'changed',
  interest: 'interestAdded',
  fee: 'feeAdded',
  'charge-changed': 'chargeChanged',
  paid: 'paid',
  'paid-back': 'paidBack',
  freed: 'freed',
  'set-off': 'setOff',
  ended: 'ended',
  loss: 'loss',
  'to-recovery': 'toRecovery',
  'from-recovery': 'fromRecovery',
  'paid-there': 'paidThere',
  rounded: 'rounded',
  other: 'other',
} as const satisfies Readonly<Record<MovementKind, keyof Texts['debt']>>;
