import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { holdsCprNumber, holdsOneOf, parseCprNumber, type CprNumber } from '../kernel/cpr-number.ts';
import { parseCvrNumber, type CvrNumber } from '../kernel/cvr-number.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { amount, day, line, oneOf, type Form } from './forms.ts';
import { reasonInPlainWords, shownValue, type ValueRefusal } from './refusals.ts';

/** The file of ordinary claims: CSV, UTF-8, `;`, with a header. One row for each who owes a claim. Some columns may be left out. */

/** Those that it must have. */
export const billColumns = [
  'sourceSystem',
  'accountId',
  'claimId',
  'claimType',
  'debtor',
  'debtorName',
  'debtorAddress',
  'liability',
  'principal',
  'outstanding',
  'originDate',
  'dueDate',
  'lastTimelyPayment',
  'periodFrom',
  'periodTo',
  'demandSent',
  'ruledOn',
  'description',
] as const;
/** Left out by sources that have nothing to put in them. */
const optionalColumns = ['propertyNumber', 'paidOut'] as const;
export type BillColumn = (typeof billColumns)[number] | (typeof optionalColumns)[number];

/** A person by CPR number, or a company by CVR number, with the name and address that the file has. */
export type BillDebtor =
  | { readonly kind: 'person'; readonly cpr: CprNumber }
  | {
      readonly kind: 'company';
      readonly cvr: CvrNumber;
      readonly name: string;
      readonly address: readonly string[];
    };

/** One row as it was read. */
export interface BillRow {
  readonly row: number;
  readonly sourceSystem: string;
  readonly accountId: string;
  readonly claimId: string;
  readonly claimType: string;
  readonly debtor: BillDebtor;
  /** `joint`: each row of the claim names one who owes the whole; `split`: each row is that debtor's own part. */
  readonly liability: 'sole' | 'joint' | 'split';
  readonly principal: Ore;
  readonly outstanding: Ore;
  readonly originDate: PlainDate;
  readonly dueDate: PlainDate;
  readonly lastTimelyPayment: PlainDate;
  readonly period: { readonly from: PlainDate; readonly to: PlainDate } | null;
  readonly demandSent: PlainDate | null;
  readonly ruledOn: PlainDate | null;
  readonly description: string | null;
  /** The property that the claim is about: its BFE number. */
  readonly propertyNumber: string | null;
  /** Of a loan: the day it was paid out. */
  readonly paidOut: PlainDate | null;
}

export type BillReason =
  | ValueRefusal['tag']
  | 'neither-cpr-nor-cvr'
  | 'company-name-missing'
  | 'company-address-missing'
  | 'period-half'
  | 'not-a-property-number'
  | 'rows-disagree'
  | 'named-twice'
  | 'one-debtor-alone'
  | 'several-debtors'
  | 'numbers-disagree'
  | 'unknown-type'
  | 'inactive-type'
  | 'not-a-main-claim'
  | 'lapses-instead'
  | 'ruling-date-missing'
  | 'last-timely-day-before-due'
  | 'due-before-origin'
  | 'far-ahead'
  | 'ruled-before-origin'
  | 'nobody-liable'
  | 'already-known'
  | 'other-debtor-of-account';

/** What is wrong in the file: of a row, of a column, or of all of it (row 0). Never a whole CPR number. */
export interface BillRefusal {
  readonly row: number;
  readonly column: BillColumn | '';
  readonly value: string;
  readonly reason: BillReason;
  readonly text: string;
}

export interface BillsRead {
  readonly sha256: string;
  readonly rows: readonly BillRow[];
  readonly refusals: readonly BillRefusal[];
}

/** What stops all of a file. */
export type BillsFileRefusal = {
  readonly tag: 'not-utf8' | 'not-csv' | 'no-rows' | 'wrong-columns';
  readonly columns: readonly string[];
};

/** Reads a file of ordinary claims: its rows, and everything that is wrong in any of them. */
export function readBillsFile(bytes: Uint8Array): Result<BillsRead, BillsFileRefusal> {
  const records = recordsOf(bytes);
  if (!records.ok) return records;
  const [header = [], ...body] = records.value;
  const missing = billColumns.filter((name) => !header.includes(name));
  const unknown = header
    .filter((name) => ![...billColumns, ...optionalColumns].some((each) => each === name))
    .map((name) => shownValue(name, false));
  const twice = header.filter((name, place) => header.indexOf(name) !== place);
  if (missing.length + unknown.length + twice.length > 0)
    return refuse({ tag: 'wrong-columns', columns: [...missing, ...unknown, ...twice] });
  if (body.length === 0) return refuse({ tag: 'no-rows', columns: [] });
  const refusals: BillRefusal[] = [];
  const rows = body.flatMap((values, index) => {
    const reader = new RowReader(index + 2, (name) => values[header.indexOf(name)] ?? '', refusals);
    const row = reader.row();
    return row === null ? [] : [row];
  });
  return ok({ sha256: createHash('sha256').update(bytes).digest('hex'), rows, refusals });
}

function recordsOf(bytes: Uint8Array): Result<string[][], BillsFileRefusal> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse({ tag: 'not-utf8', columns: [] });
  }
  try {
    return ok(parse(text, { delimiter: ';', trim: true, skip_empty_lines: true }));
  } catch (error) {
    if (error instanceof CsvError) return refuse({ tag: 'not-csv', columns: [] });
    throw error;
  }
}

/** Reads one row, and notes everything that is wrong in it. */
class RowReader {
  readonly #row: number;
  readonly #value: (name: BillColumn) => string;
  readonly #refusals: BillRefusal[];
  #wrong = false;

  constructor(row: number, value: (name: BillColumn) => string, refusals: BillRefusal[]) {
    this.#row = row;
    this.#value = value;
    this.#refusals = refusals;
  }

  row(): BillRow | null {
    const read = {
      sourceSystem: this.#needed('sourceSystem', line(40)),
      accountId: this.#needed('accountId', line(60)),
      claimId: this.#needed('claimId', line(60)),
      claimType: this.#needed('claimType', line(24)),
      debtor: this.#debtor(),
      liability: this.#needed('liability', oneOf('sole', 'joint', 'split')),
      principal: this.#needed('principal', amount),
      outstanding: this.#may('outstanding', amount),
      originDate: this.#needed('originDate', day),
      dueDate: this.#needed('dueDate', day),
      lastTimelyPayment: this.#may('lastTimelyPayment', day),
      period: this.#period(),
      demandSent: this.#may('demandSent', day),
      ruledOn: this.#may('ruledOn', day),
      description: this.#may('description', line(200)),
      propertyNumber: this.#propertyNumber(),
      paidOut: this.#may('paidOut', day),
    };
    const { principal, outstanding, dueDate, lastTimelyPayment } = read;
    if (principal !== null && outstanding !== null && outstanding > principal)
      this.#refuse('outstanding', 'outstanding-above-principal');
    if (read.debtor?.kind === 'person') this.#refuseOwn(read.debtor.cpr);
    if (this.#wrong) return null;
    return {
      ...read,
      row: this.#row,
      outstanding: outstanding ?? principal,
      lastTimelyPayment: lastTimelyPayment ?? dueDate,
    } as BillRow; // what is needed was read, or the row is wrong
  }

  #debtor(): BillDebtor | null {
    const text = this.#value('debtor');
    const cpr = /^\d{6}-?\d{4}$/.test(text) ? parseCprNumber(text) : null;
    if (cpr !== null) return { kind: 'person', cpr };
    const cvr = parseCvrNumber(text);
    if (cvr === null) return this.#refuse('debtor', 'neither-cpr-nor-cvr');
    const name = this.#value('debtorName');
    const address = this.#value('debtorAddress')
      .split('|')
      .map((each) => each.trim())
      .filter((each) => each !== '');
    if (name === '') return this.#refuse('debtorName', 'company-name-missing');
    if (address.length < 1 || address.length > 5)
      return this.#refuse('debtorAddress', 'company-address-missing');
    return { kind: 'company', cvr, name, address };
  }

  /** The debtor's own number, in a longer row of digits. */
  #refuseOwn(cpr: CprNumber): void {
    for (const column of ['accountId', 'claimId', 'description'] as const) {
      const text = this.#value(column);
      if (!holdsCprNumber(text) && holdsOneOf(text, [cpr])) this.#refuse(column, 'contains-cpr');
    }
  }

  #period(): BillRow['period'] {
    const [from, to] = [this.#may('periodFrom', day), this.#may('periodTo', day)];
    if (from === null && to === null) return null;
    if (from === null || to === null)
      return this.#refuse(from === null ? 'periodFrom' : 'periodTo', 'period-half');
    return from > to ? this.#refuse('periodTo', 'period-backwards') : { from, to };
  }

  #propertyNumber(): string | null {
    const text = this.#value('propertyNumber');
    if (holdsCprNumber(text)) return this.#refuse('propertyNumber', 'contains-cpr');
    if (text === '' || /^\d{1,10}$/.test(text)) return text === '' ? null : text;
    return this.#refuse('propertyNumber', 'not-a-property-number');
  }

  #needed<T>(column: BillColumn, form: Form<T>): T | null {
    return this.#value(column) === '' ? this.#refuse(column, 'missing') : this.#may(column, form);
  }

  #may<T>(column: BillColumn, form: Form<T>): T | null {
    const text = this.#value(column);
    if (text === '') return null;
    const read = form.read(text);
    return read.ok
      ? read.value
      : this.#refuse(column, read.refusal.tag, own[read.refusal.tag] ?? reasonInPlainWords(read.refusal));
  }

  #refuse(column: BillColumn, reason: BillReason, text = billReasonInPlainWords(reason)): null {
    this.#wrong = true;
    const value = shownValue(this.#value(column), column === 'debtor' && this.#value(column).length > 8);
    this.#refusals.push({ row: this.#row, column, value, reason, text });
    return null;
  }
}

/** Why a row cannot be taken in, in Danish. */
export function billReasonInPlainWords(reason: BillReason): string {
  return own[reason] ?? reasonInPlainWords({ tag: reason } as ValueRefusal); // the others need nothing more to explain
}

const own: Partial<Record<BillReason, string>> = {
  'contains-cpr':
    'Teksten indeholder et CPR-nummer, eller ti cifre, der kan være et. CPR-numre må kun stå i debtor. Er det kildens eget nummer, så skriv det med et bogstav midt i, og på samme måde hver gang.',
  'neither-cpr-nor-cvr': 'Skriv et CPR-nummer på 10 cifre eller et CVR-nummer på 8 cifre.',
  'company-name-missing': 'En virksomhed skal have et navn.',
  'company-address-missing': 'En virksomhed skal have en adresse på en til fem linjer, adskilt af |.',
  'period-half': 'Perioden skal have både en første og en sidste dag, eller ingen af dem.',
  'not-a-property-number': 'Skriv ejendommens BFE-nummer på op til ti cifre.',
  'rows-disagree': 'En tidligere linje om det samme krav siger noget andet.',
  'named-twice': 'Den samme skyldner står to gange for kravet.',
  'one-debtor-alone': 'Kravet hæftes af flere (joint eller split), men kun én skyldner står i filen.',
  'several-debtors': 'Kravet hæftes af én (sole), men flere skyldnere står i filen.',
  'numbers-disagree': 'Virksomhedens numre passer ikke med dem, kommunen har.',
  'unknown-type': 'Fordringstypen kendes ikke.',
  'inactive-type': 'Fordringstypen bruges ikke (længere).',
  'not-a-main-claim': 'Renter og gebyrer opstår i Afdrag og indlæses ikke.',
  'lapses-instead': 'Tilbagebetaling af ydelser indlæses med: afdrag claims import.',
  'ruling-date-missing': 'Typen kræver datoen for afgørelsen eller dommen (ruledOn).',
  'last-timely-day-before-due': 'Sidste rettidige betalingsdag kan ikke ligge før forfaldsdagen.',
  'due-before-origin': 'Kravet kan ikke forfalde, før det er opstået (originDate).',
  'far-ahead': 'Datoen ligger mere end ti år fremme. Tjek, at året er rigtigt.',
  'date-too-early': 'Datoen ligger før 1. juli 1998. Så gamle krav tages ikke ind.',
  'ruled-before-origin': 'Dommen kan ikke være afsagt, før kravet er opstået (originDate).',
  'nobody-liable': 'Ingen hæfter for kravet.',
  'already-known': 'Kravet er allerede indlæst.',
  'other-debtor-of-account': 'Sagen (accountId) tilhører en anden skyldner.',
};
