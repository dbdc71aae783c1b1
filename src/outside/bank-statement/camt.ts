import type { PlainDate } from '../../kernel/dates.ts';
import { ore, parseKroner, sumOre, zeroOre, type Ore } from '../../kernel/money.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type {
  BankEntry,
  BankStatement,
  StatementBalance,
  StatementRefusal,
} from '../../payments/statement-port.ts';
import {
  child,
  childrenNamed,
  dayOfXml,
  elementAt,
  readXml,
  textAt,
  type XmlElement,
} from '../../platform/xml.ts';

/**
 * Bank statements and notifications in ISO 20022: camt.053 and camt.054, versions 02 to 08. Only what has been booked is
 * read, in Danish kroner. A file whose sums do not add up is refused whole, and so is one that lacks what money is booked by.
 */
export function readCamt(text: string): Result<BankStatement, StatementRefusal> {
  const read = readXml(text, null, ['Ccy']);
  if (!read.ok) return refuse({ tag: 'not-readable', detail: read.refusal.detail });
  const message = read.value.children[0] ?? null;
  const reports = [...childrenNamed(message, 'Stmt'), ...childrenNamed(message, 'Ntfctn')];
  if (!CAMT.test(read.value.namespace) || reports.length === 0)
    return refuse({ tag: 'not-a-statement', detail: 'neither camt.053 nor camt.054' });
  try {
    const balances = reports.flatMap((report) => statedBalance(report) ?? []);
    const isStatement = childrenNamed(message, 'Stmt').length > 0;
    const entries = reports.flatMap(entriesOf);
    return ok({ message: isStatement ? 'statement' : 'notification', entries, balances });
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.refusal);
    throw error;
  }
}

const CAMT = /:camt\.05[34]\.001\.\d\d$/;

/** What stops the reading of a file; it never leaves this one. */
class Unreadable extends Error {
  readonly refusal: StatementRefusal;
  constructor(tag: StatementRefusal['tag'], detail: string) {
    super(detail);
    this.refusal = { tag, detail };
  }
}

function entriesOf(report: XmlElement): BankEntry[] {
  const account = accountOf(report);
  const told = textAt(report, 'Id') ?? '';
  const booked = childrenNamed(report, 'Ntry').filter(isBooked);
  const entries = booked.map((entry, index) => ({
    entry,
    place: `Ntry ${index + 1}`,
    amount: signed(entry),
  }));
  checkBalances(
    report,
    entries.map(({ amount }) => amount),
  );
  return entries.flatMap(({ entry, place, amount }, index) =>
    transactionsOf(entry, {
      account,
      amount,
      place,
      named: `${told}/${textAt(entry, 'NtryRef') ?? index + 1}`,
    }),
  );
}

function accountOf(report: XmlElement): string {
  const account = textAt(report, 'Acct/Id/IBAN') ?? textAt(report, 'Acct/Id/Othr/Id');
  if (account === null) throw new Unreadable('field-missing', 'Acct/Id');
  return account;
}

/** `BOOK`, as a text (02) or a code (08). */
function isBooked(entry: XmlElement): boolean {
  return (textAt(entry, 'Sts') ?? textAt(entry, 'Sts/Cd')) === 'BOOK';
}

interface EntryAt {
  readonly account: string;
  readonly amount: Ore;
  readonly place: string;
  /** What it is called where the bank has no words for it: its report and its place there. */
  readonly named: string;
}

/** One for each transaction in the entry; an entry that tells none is one itself. */
function transactionsOf(entry: XmlElement, at: EntryAt): BankEntry[] {
  const parts = childrenNamed(entry, 'NtryDtls').flatMap((details) => childrenNamed(details, 'TxDtls'));
  const [only = null] = parts;
  const alone = parts.length === 1 ? textAt(only, 'Refs/AcctSvcrRef') : null;
  const own = textAt(entry, 'AcctSvcrRef') ?? alone;
  const reference = own ?? at.named;
  const movement = { reference, isNamed: own !== null, amount: at.amount };
  const common = { account: at.account, ...daysOf(entry, at.place), movement };
  if (only === null || parts.length === 1)
    return [{ ...common, ...told(entry, only), reference, amount: at.amount }];
  const amounts = parts.map((part, index) => partAmount(part, entry, `${at.place}, TxDtls ${index + 1}`));
  if (sumOre(amounts) !== at.amount) throw new Unreadable('sums-differ', `${at.place}: its transactions`);
  return parts.map((part, index) => {
    const its = textAt(part, 'Refs/AcctSvcrRef');
    const isOwn = its !== null && its !== reference;
    const named = isOwn ? its : `${reference}/${index + 1}`;
    return { ...common, ...told(entry, part), reference: named, amount: amounts[index] ?? zeroOre };
  });
}

function daysOf(entry: XmlElement, place: string): Pick<BankEntry, 'bookedOn' | 'valueOn'> {
  const day = (name: string): PlainDate | null =>
    dayOfXml(textAt(entry, `${name}/Dt`) ?? textAt(entry, `${name}/DtTm`) ?? '');
  const bookedOn = day('BookgDt');
  if (bookedOn === null) throw new Unreadable('field-missing', `${place}: BookgDt`);
  return { bookedOn, valueOn: day('ValDt') ?? bookedOn };
}

type Told = Pick<BankEntry, 'names' | 'reversal' | 'paymentId' | 'text'>;

/** What was told with a movement. */
function told(entry: XmlElement, part: XmlElement | null): Told {
  const structured = childrenNamed(child(part, 'RmtInf'), 'Strd');
  const references = structured.flatMap((each) => textAt(each, 'CdtrRefInf/Ref') ?? []);
  const free = childrenNamed(child(part, 'RmtInf'), 'Ustrd').map(({ text }) => text);
  const lines = [...references, ...free].map((text) => text.trim());
  const paymentId = lines.find((text) => PAYMENT_ID.test(text)) ?? null;
  const names = ['EndToEndId', 'InstrId', 'TxId', 'PmtInfId', 'AcctSvcrRef'].flatMap(
    (name) => textAt(part, `Refs/${name}`) ?? [],
  );
  const whole = [...lines.filter((text) => text !== paymentId), textAt(entry, 'AddtlNtryInf') ?? ''];
  return {
    names: names.filter((name) => name !== 'NOTPROVIDED'),
    reversal: textAt(entry, 'RvslInd') === 'true',
    paymentId,
    text: withoutCpr(whole.filter((text) => text !== '').join(' ')).slice(0, 100),
  };
}

// How banks mark the card kind differs; the digits and their check digit are what counts.
const PAYMENT_ID = /^\d{15,16}$/;

/** Free text may name a person by number; nobody needs it to see what the money is for. */
function withoutCpr(text: string): string {
  return text.replaceAll(/\b\d{6}-?\d{4}\b/g, '**********');
}

/** The amount of an entry, less than 0 when it went out. */
function signed(entry: XmlElement): Ore {
  const amount = amountIn(child(entry, 'Amt'), 'Ntry');
  return textAt(entry, 'CdtDbtInd') === 'DBIT' ? ore(-amount) : amount;
}

/** That of a transaction: by its own direction where it tells one, else by its entry's. */
function partAmount(part: XmlElement, entry: XmlElement, place: string): Ore {
  const amount = amountIn(child(part, 'Amt') ?? elementAt(part, 'AmtDtls/TxAmt/Amt'), place);
  const direction = textAt(part, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd');
  return direction === 'DBIT' ? ore(-amount) : amount;
}

function amountIn(element: XmlElement | null, place: string): Ore {
  const amount = element === null ? null : kronerOf(element.text);
  if (amount === null) throw new Unreadable('field-missing', `${place}: Amt`);
  return amount;
}

/** An amount with as many decimals as it needs, as XML writes it. */
function kronerOf(text: string): Ore | null {
  const [whole = '', decimals = ''] = text.split('.');
  return /^\d+$/.test(whole) && decimals.length <= 2
    ? parseKroner(`${whole}.${decimals.padEnd(2, '0')}`)
    : null;
}

/** Opening balance, what was booked, and closing balance; and the sums that the bank tells, where it does. */
function checkBalances(report: XmlElement, amounts: readonly Ore[]): void {
  const currencies = new Set(childrenNamed(report, 'Ntry').map(currencyOf));
  if ([...currencies].some((currency) => currency !== null && currency !== 'DKK'))
    throw new Unreadable('other-currency', 'Ntry');
  const [before, after] = [balanceOf(report, 'OPBD'), balanceOf(report, 'CLBD')];
  const moved = sumOre(amounts);
  if (before !== null && after !== null && sumOre([before, moved]) !== after)
    throw new Unreadable('sums-differ', 'OPBD, Ntry and CLBD');
  const summary = child(report, 'TxsSummry');
  const sums = [
    ['TtlCdtNtries/Sum', sumOre(amounts.filter((amount) => amount > zeroOre))],
    ['TtlDbtNtries/Sum', ore(-sumOre(amounts.filter((amount) => amount < zeroOre)))],
  ] as const;
  for (const [path, sum] of sums) {
    const stated = textAt(summary, path);
    if (stated !== null && kronerOf(stated) !== sum) throw new Unreadable('sums-differ', path);
  }
  const count = textAt(summary, 'TtlNtries/NbOfNtries');
  if (count !== null && Number(count) !== childrenNamed(report, 'Ntry').length)
    throw new Unreadable('sums-differ', 'TtlNtries/NbOfNtries');
}

/** Of the amount itself; where it has none, of the account. */
function currencyOf(entry: XmlElement): string | null {
  return child(entry, 'Amt')?.attributes?.['Ccy'] ?? null;
}

/** What a statement says was on the account, and of which days; null where it does not say. */
function statedBalance(report: XmlElement): StatementBalance | null {
  const [before, after] = [balanceOf(report, 'OPBD'), balanceOf(report, 'CLBD')];
  if (before === null || after === null) return null;
  const booked = childrenNamed(report, 'Ntry').filter(isBooked);
  const days = booked.map((entry, index) => daysOf(entry, `Ntry ${index + 1}`).bookedOn).toSorted();
  const closed = childrenNamed(report, 'Bal').find((each) => textAt(each, 'Tp/CdOrPrtry/Cd') === 'CLBD');
  const last =
    dayOfXml(textAt(closed ?? null, 'Dt/Dt') ?? textAt(closed ?? null, 'Dt/DtTm') ?? '') ?? days.at(-1);
  if (last === undefined) return null;
  const first = dayOfXml(textAt(report, 'FrToDt/FrDtTm') ?? '') ?? days[0] ?? last;
  const [from, to] = [
    [first, days[0] ?? first].toSorted()[0] ?? first,
    [last, ...days].toSorted().at(-1) ?? last,
  ];
  return { account: accountOf(report), from, to: to < from ? from : to, before, after };
}

function balanceOf(report: XmlElement, code: string): Ore | null {
  const balance = childrenNamed(report, 'Bal').find((each) => textAt(each, 'Tp/CdOrPrtry/Cd') === code);
  return balance === undefined ? null : signed(balance);
}
