/** A bank's notification as a test tells it: camt.054, in kroner, less than 0 = money that went out. */
export interface Told {
  readonly amount: string;
  /** The bank's own words; empty = it gives none. */
  readonly reference: string;
  readonly on?: string;
  readonly value?: string;
  readonly paymentId?: string;
  readonly text?: string;
  readonly endToEnd?: string;
  readonly reversal?: boolean;
  /** The transactions in it; none = it is told as a sum, or is one itself. */
  readonly parts?: readonly ToldPart[];
}

export const ACCOUNT = 'DK5912340012345678';

/** One transaction of an entry that has several. */
export interface ToldPart {
  readonly amount: string;
  readonly paymentId?: string;
}

/** What a message says besides its entries. */
export interface Message {
  /** `053`: the statement of a day; `054`: a notification. */
  readonly kind: '053' | '054';
  /** Of the report in it. */
  readonly id?: string;
  /** Put before the entries, such as sums. */
  readonly extra?: string;
  /** Opening and closing balance. */
  readonly balances?: readonly [string, string];
}

/** A notification with one entry for each; `extra` is put before them, such as balances or sums. */
export function camt054(told: readonly Told[], extra = ''): string {
  return camt(told, { kind: '054', id: 'P1-A', extra });
}

/** A message with one entry for each. */
export function camt(
  told: readonly Told[],
  { kind, id = `P1-${kind}`, extra = '', balances }: Message,
): string {
  const [root, report] = kind === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const stood =
    balances === undefined ? '' : balance('OPBD', balances[0], told) + balance('CLBD', balances[1], told);
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.02"><${root}>
<GrpHdr><MsgId>P1</MsgId><CreDtTm>2026-03-10T18:00:00+01:00</CreDtTm></GrpHdr>
<${report}><Id>${id}</Id><CreDtTm>2026-03-10T18:00:00+01:00</CreDtTm>
<Acct><Id><IBAN>${ACCOUNT}</IBAN></Id><Ccy>DKK</Ccy></Acct>${stood}${extra}${told.map(entry).join('')}</${report}>
</${root}></Document>`;
}

/** On the day of the last entry. */
function balance(code: string, amount: string, told: readonly Told[]): string {
  const day = told.at(-1)?.on ?? '2026-03-10';
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="DKK">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>${day}</Dt></Dt></Bal>`;
}

function entry({ amount, reference, on = '2026-03-10', value = on, ...told }: Told): string {
  const [size, way] = amount.startsWith('-') ? [amount.slice(1), 'DBIT'] : [amount, 'CRDT'];
  return `<Ntry><Amt Ccy="DKK">${size}</Amt><CdtDbtInd>${way}</CdtDbtInd>
${told.reversal === true ? '<RvslInd>true</RvslInd>' : ''}<Sts>BOOK</Sts>
<BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${value}</Dt></ValDt>
${reference === '' ? '' : `<AcctSvcrRef>${reference}</AcctSvcrRef>`}
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>OTHR</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls>${(told.parts ?? [told]).map(transaction).join('')}</NtryDtls></Ntry>`;
}

function transaction(told: Partial<Told>): string {
  return `<TxDtls><Refs><EndToEndId>${told.endToEnd ?? 'NOTPROVIDED'}</EndToEndId></Refs>
${told.amount === undefined ? '' : `<AmtDtls><TxAmt><Amt Ccy="DKK">${told.amount}</Amt></TxAmt></AmtDtls>`}<RmtInf>
${told.text === undefined ? '' : `<Ustrd>${told.text}</Ustrd>`}
${told.paymentId === undefined ? '' : `<Strd><CdtrRefInf><Ref>${told.paymentId}</Ref></CdtrRefInf></Strd>`}
</RmtInf></TxDtls>`;
}
