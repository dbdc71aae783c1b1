import { sql } from 'kysely';
import { z } from 'zod';
import { companiesOf } from '../debtors/companies.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import { cprOfRepresentatives } from '../debtors/representatives.ts';
import { debtorNumber, type DebtorNumber, type LetterId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { TakenWork } from '../platform/due-work.ts';
import type { LetterDelivery, LetterDocument, LetterToHand } from './delivery-port.ts';
import { keyText, type DeliveryKey } from './delivery-types.ts';

/** A letter that is due, as the delivery takes it. */
export interface DueLetter {
  readonly work: TakenWork;
  readonly key: DeliveryKey;
  readonly debtor: DebtorNumber;
  readonly kind: string;
  /** Null: it was kept as its data alone, and documents are needed. */
  readonly letter: LetterToHand | null;
}

interface LetterRow {
  letter_id: LetterId;
  recipient: number;
  channel: 'digital' | 'paper';
  reference: string;
  debtor_number: number;
  kind: string;
  language: 'da' | 'en';
  addressed: unknown;
  /** Null where it was kept without, and where nobody needs it. */
  pdf: Uint8Array | null;
}

/** Name and address as the letter itself has them: what stands on the envelope is what stands in its window. */
const addressed = z.object({
  name: z.string(),
  address: z.object({ kind: z.string(), lines: z.array(z.string()).default([]) }),
});

/** The due letters as the port takes them, translations behind their letters. */
export async function lettersOf(
  tx: MunicipalityTx,
  due: readonly TakenWork[],
  { needsDocuments }: LetterDelivery,
): Promise<DueLetter[]> {
  if (due.length === 0) return [];
  const rows = await letterRows(tx, due, needsDocuments);
  const byKey = Map.groupBy(rows, (row) => keyText({ ...row, letter: row.letter_id }));
  const debtors = [...new Set(rows.map((row) => debtorNumber(row.debtor_number)))];
  const numbers = {
    own: await cprOfDebtors(tx, debtors),
    companies: await companiesOf(tx, debtors),
    others: await cprOfRepresentatives(tx, debtors),
  };
  return due.map((work) => {
    const [first, ...rest] = byKey.get(work.key) ?? [];
    assert(first !== undefined, 'a delivery is queued with its letter');
    const { reference, kind } = first;
    const documents = needsDocuments ? documentsOf([first, ...rest]) : [];
    const key = { ...first, letter: first.letter_id };
    const about = { work, key, kind, debtor: debtorNumber(first.debtor_number) };
    if (documents === null) return { ...about, letter: null };
    return { ...about, letter: { reference, kind, to: whereTo(first, numbers), documents } };
  });
}

/** The documents of one envelope; null when one of them was never made. */
function documentsOf(rows: readonly LetterRow[]): LetterDocument[] | null {
  const documents: LetterDocument[] = [];
  for (const { language, pdf } of rows) {
    if (pdf === null) return null;
    documents.push({ language, pdf });
  }
  return documents;
}

async function letterRows(
  tx: MunicipalityReadTx,
  due: readonly TakenWork[],
  needsDocuments: boolean,
): Promise<LetterRow[]> {
  // The keys were written by keyText.
  const parts = due.map(({ key }) => key.split('/'));
  const { rows } = await sql<LetterRow>`
    select letter_id, recipient, channel, reference, debtor_number, kind, language, model -> 'recipient' as addressed,
      case when ${needsDocuments}::bool then pdf end as pdf
    from unnest(${parts.map(([letter = '']) => letter)}::bigint[], ${parts.map(([, who]) => Number(who))}::smallint[],
      ${parts.map(([, , channel = '']) => channel)}::text[]) due (letter_id, recipient, channel)
    join delivery using (letter_id, recipient, channel)
    join letter using (letter_id, recipient)
    order by letter_id, recipient, channel, language`.execute(tx);
  return rows;
}

interface KnownNumbers {
  readonly own: Awaited<ReturnType<typeof cprOfDebtors>>;
  readonly companies: Awaited<ReturnType<typeof companiesOf>>;
  readonly others: Awaited<ReturnType<typeof cprOfRepresentatives>>;
}

function whereTo(row: LetterRow, { own, companies, others }: KnownNumbers): LetterToHand['to'] {
  if (row.channel === 'paper') {
    const { name, address } = addressed.parse(row.addressed);
    assert(address.lines.length > 0, 'a letter on paper has an address');
    return { channel: 'paper', name, address: address.lines };
  }
  const debtor: DebtorNumber = debtorNumber(row.debtor_number);
  const cvr = row.recipient === 0 ? (companies.get(debtor)?.cvr ?? null) : null;
  if (cvr !== null) return { channel: 'digital', cvr };
  const cpr = row.recipient === 0 ? own.get(debtor) : others.get(`${debtor}/${row.recipient}`);
  assert(cpr !== undefined, 'who gets Digital Post has a CPR or CVR number');
  return { channel: 'digital', cpr };
}
