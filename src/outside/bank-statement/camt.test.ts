import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { loadSchema, readXml } from '../../platform/xml.ts';
import { readCamt } from './camt.ts';

/** A statement (camt.053, version 08) with these parts. */
function statement(parts: string): string {
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>K1</MsgId></GrpHdr><Stmt><Id>K1-A</Id><Acct><Id><Othr><Id>12340012345678</Id></Othr></Id></Acct>
${parts}</Stmt></BkToCstmrStmt></Document>`;
}

const balance = (code: string, amount: string, way = 'CRDT') =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="DKK">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd></Bal>`;

const days = '<BookgDt><DtTm>2026-03-10T12:00:00+01:00</DtTm></BookgDt><ValDt><Dt>2026-03-09</Dt></ValDt>';

const entry = (amount: string, { way = 'CRDT', status = 'BOOK', ccy = 'DKK', inner = '', ref = 'R1' } = {}) =>
  `<Ntry><Amt Ccy="${ccy}">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd><Sts><Cd>${status}</Cd></Sts>${days}
${ref === '' ? '' : `<AcctSvcrRef>${ref}</AcctSvcrRef>`}${inner}</Ntry>`;

describe('a bank’s statement', () => {
  test('is read movement by movement, with the bank’s days', () => {
    const read = readCamt(
      statement(
        balance('OPBD', '100') +
          entry('8.5') +
          entry('20', { way: 'DBIT', ref: 'R2' }) +
          balance('CLBD', '88.50'),
      ),
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        entries: [
          {
            account: '12340012345678',
            reference: 'R1',
            amount: 850n,
            bookedOn: '2026-03-10',
            valueOn: '2026-03-09',
          },
          { reference: 'R2', amount: -2_000n },
        ],
      },
    });
  });

  test('tells each transaction of an entry that has several', () => {
    const part = (amount: string, id: string) =>
      `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><Amt Ccy="DKK">${amount}</Amt></TxDtls>`;
    const inner = `<NtryDtls>${part('3.00', 'a')}${part('5.50', 'b')}</NtryDtls>`;
    expect(readCamt(`\uFEFF${statement(entry('8.50', { inner }))}`)).toMatchObject({
      value: {
        entries: [
          { reference: 'R1/1', names: ['a'], amount: 300n },
          { reference: 'R1/2', names: ['b'], amount: 550n },
        ],
      },
    });
    expect(readCamt(statement(entry('8.60', { inner })))).toMatchObject({ refusal: { tag: 'sums-differ' } });
  });

  test('leaves out what is not booked yet', () => {
    expect(readCamt(statement(entry('8.50', { status: 'PDNG' })))).toMatchObject({ value: { entries: [] } });
  });

  test('names a movement by its place, where the bank has no words for it', () => {
    expect(readCamt(statement(entry('1', { ref: '' })))).toMatchObject({
      value: { entries: [{ reference: 'K1-A/1' }] },
    });
  });

  test.each([
    [
      'balances do not fit what was booked',
      balance('OPBD', '1') + entry('8.50') + balance('CLBD', '9'),
      'sums-differ',
    ],
    [
      'stated sum is another',
      `<TxsSummry><TtlCdtNtries><Sum>9</Sum></TtlCdtNtries></TxsSummry>${entry('8.50')}`,
      'sums-differ',
    ],
    ['amounts are in another currency', entry('8.50', { ccy: 'EUR' }), 'other-currency'],
    ['amounts have three decimals', entry('8.501'), 'field-missing'],
  ])('whose %s is refused whole', (_, parts, tag) => {
    expect(readCamt(statement(parts))).toMatchObject({ ok: false, refusal: { tag } });
  });

  test('is no other document', () => {
    expect(readCamt('<Document xmlns="urn:x"/>')).toMatchObject({ refusal: { tag: 'not-a-statement' } });
    expect(readCamt('hej')).toMatchObject({ refusal: { tag: 'not-readable' } });
  });
});

const shared = join(PROJECT_ROOT, '../shared/schemas/iso20022');

describe.skipIf(!existsSync(shared))('the published samples', () => {
  test('are valid, and those in kroner are read', () => {
    const told = readdirSync(join(shared, 'samples')).map((name) => {
      const text = readFileSync(join(shared, 'samples', name), 'utf8');
      const version = /camt\.05[34]\.001\.\d\d/.exec(text)?.[0] ?? '';
      const schema = loadSchema({ directory: join(shared, 'xsd'), entry: `${version}.xsd` });
      expect(readXml(text, schema)).toMatchObject({ ok: true });
      const read = readCamt(text);
      return [name, read.ok ? read.value.entries.length : read.refusal.tag];
    });
    expect(Object.fromEntries(told)).toMatchObject({
      'own-danish-fik.camt054.v2.xml': 6,
      'camt053.v2.minimal.xml': 'other-currency',
    });
  });

  test('name payment ids, free text and what is taken back', () => {
    const text = readFileSync(join(shared, 'samples/own-danish-fik.camt054.v2.xml'), 'utf8');
    const read = readCamt(text);
    expect(
      read.ok && read.value.entries.map(({ paymentId, reversal, text: free }) => [paymentId, reversal, free]),
    ).toEqual([
      ['000000001000017', false, ''],
      ['000000001000026', false, ''],
      [null, false, 'Afdrag AFT-2026-00001'],
      [null, false, 'RF24AFT202600001'],
      [null, false, 'betaling'],
      ['000000001000017', true, ''],
    ]);
  });
});
