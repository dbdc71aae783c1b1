/** A bank's notification as a test tells it: camt.054, in kroner, less than 0 = money that went out. */
export interface Told {
  readonly amount: string;
  readonly reference: string;
  readonly on?: string;
  readonly value?: string;
  readonly paymentId?: string;
  readonly text?: string;
  readonly endToEnd?: string;
  readonly reversal?: boolean;
}

export const ACCOUNT = 'DK5912340012345678';

/** One entry for each; `extra` is put before them, such as balances or sums. */
export function camt054(told: readonly Told[], extra = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>P1</MsgId><CreDtTm>2026-03-10T18:00:00+01:00</CreDtTm></GrpHdr>
<Ntfctn><Id>P1-A</Id><CreDtTm>2026-03-10T18:00:00+01:00</CreDtTm>
<Acct><Id><IBAN>${ACCOUNT}</IBAN></Id><Ccy>DKK</Ccy></Acct>${extra}${told.map(entry).join('')}</Ntfctn>
</BkToCstmrDbtCdtNtfctn></Document>`;
}

function entry({ amount, reference, on = '2026-03-10', value = on, ...told }: Told): string {
  const [size, way] = amount.startsWith('-') ? [amount.slice(1), 'DBIT'] : [amount, 'CRDT'];
  return `<Ntry><Amt Ccy="DKK">${size}</Amt><CdtDbtInd>${way}</CdtDbtInd>
${told.reversal === true ? '<RvslInd>true</RvslInd>' : ''}<Sts>BOOK</Sts>
<BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${value}</Dt></ValDt><AcctSvcrRef>${reference}</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>OTHR</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>${told.endToEnd ?? 'NOTPROVIDED'}</EndToEndId></Refs><RmtInf>
${told.text === undefined ? '' : `<Ustrd>${told.text}</Ustrd>`}
${told.paymentId === undefined ? '' : `<Strd><CdtrRefInf><Ref>${told.paymentId}</Ref></CdtrRefInf></Strd>`}
</RmtInf></TxDtls></NtryDtls></Ntry>`;
}
