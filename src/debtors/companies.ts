import { sql } from 'kysely';
import type { CvrNumber } from '../kernel/cvr-number.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

export type CompanyForm = 'company' | 'sole-trader' | 'partnership' | 'authority' | 'foreign';

/** A debtor (virksomhed or myndighed) who is no person with a CPR number: known by CVR number, by Gældsstyrelsen's number (AKR), or by both. */
export interface Company {
  readonly cvr: CvrNumber | null;
  /** The number that Gældsstyrelsen gives those who have neither CPR nor CVR number, 8-12 digits. */
  readonly akr: string | null;
  readonly name: string;
  /** Lines below the name, 1-5. */
  readonly address: readonly string[];
  readonly form: CompanyForm;
  readonly digitalPost: boolean;
}

/** The two numbers of a company, by its place in the list, are those of two debtors of ours, or one is not the one we have. */
export interface NumbersDisagree {
  readonly tag: 'numbers-disagree';
  readonly place: number;
}

/**
 * The debtor numbers of these companies, in their order; those not known before get the next numbers. A name, address or form
 * that is told otherwise than before is added, and a number that was not known. Refuses all where numbers disagree.
 */
export async function registerCompanies(
  tx: MunicipalityTx,
  companies: readonly Company[],
  told: { readonly by: string; readonly at: Temporal.Instant },
): Promise<Result<readonly DebtorNumber[], NumbersDisagree>> {
  const counter = await sql<{ last_used: number }>`
    select last_used from debtor_number_counter for update`.execute(tx);
  const lastUsed = counter.rows[0]?.last_used;
  if (lastUsed === undefined) throw new Error('the debtor number counter is missing');
  const known = new KnownCompanies(await companiesNumbered(tx, companies), lastUsed);
  const numbers: DebtorNumber[] = [];
  for (const [place, company] of companies.entries()) {
    const debtor = known.find(company);
    if (debtor === 'disagree') return refuse({ tag: 'numbers-disagree', place });
    numbers.push(debtor);
  }
  await writeNumbers(tx, known, told.at);
  const newest = new Map(numbers.map((debtor, place) => [debtor, companies[place] as Company])); // one number was found for each
  await writeRecords(tx, newest, told);
  return ok(numbers);
}

/** What we know of these debtors that are companies; persons are left out. */
export async function companiesOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Company>> {
  const { rows } = await sql<Company & { debtor: DebtorNumber }>`
    select distinct on (debtor_number) debtor_number as debtor, cvr, akr, name, address, form, digital_post as "digitalPost"
    from debtor_company join company_record using (debtor_number)
    where debtor_number = any (${debtors}::int[]) order by debtor_number, entry desc`.execute(tx);
  return new Map(rows.map(({ debtor, ...company }) => [debtor, company]));
}

/** The debtor who has this CVR number; null when the municipality has none. */
export async function companyByCvr(tx: MunicipalityReadTx, cvr: CvrNumber): Promise<DebtorNumber | null> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select debtor_number as debtor from debtor_company where cvr = ${cvr}`.execute(tx);
  return rows[0]?.debtor ?? null;
}

interface Numbered extends Pick<Company, 'cvr' | 'akr'> {
  readonly debtor: DebtorNumber;
}

async function companiesNumbered(tx: MunicipalityTx, companies: readonly Company[]): Promise<Numbered[]> {
  const { rows } = await sql<Numbered>`
    select debtor_number as debtor, cvr, akr from debtor_company
    where cvr = any (${companies.map(({ cvr }) => cvr)}::char(8)[]) or akr = any (${companies.map(({ akr }) => akr)}::text[])`.execute(
    tx,
  );
  return rows;
}

/** Who has which number, those told in this list included. */
class KnownCompanies {
  readonly #byCvr = new Map<string, Numbered>();
  readonly #byAkr = new Map<string, Numbered>();
  readonly #lastUsed: number;
  /** New debtors, and those who get a number that was not known; the last of a debtor counts. */
  readonly changed = new Map<DebtorNumber, Numbered>();
  fresh: readonly DebtorNumber[] = [];

  constructor(known: readonly Numbered[], lastUsed: number) {
    this.#lastUsed = lastUsed;
    for (const each of known) this.#note(each);
  }

  find({ cvr, akr }: Company): DebtorNumber | 'disagree' {
    const found = [
      cvr === null ? undefined : this.#byCvr.get(cvr),
      akr === null ? undefined : this.#byAkr.get(akr),
    ].filter((each) => each !== undefined);
    const [first] = found;
    if (first === undefined) return this.#add({ cvr, akr, debtor: this.#next() });
    if (found.some(({ debtor }) => debtor !== first.debtor)) return 'disagree';
    const both = { debtor: first.debtor, cvr: first.cvr ?? cvr, akr: first.akr ?? akr };
    if ((cvr !== null && cvr !== both.cvr) || (akr !== null && akr !== both.akr)) return 'disagree';
    return both.cvr === first.cvr && both.akr === first.akr ? first.debtor : this.#add(both);
  }

  #next(): DebtorNumber {
    const debtor = debtorNumber(this.#lastUsed + 1 + this.fresh.length);
    this.fresh = [...this.fresh, debtor];
    return debtor;
  }

  #add(numbered: Numbered): DebtorNumber {
    this.changed.set(numbered.debtor, numbered);
    this.#note(numbered);
    return numbered.debtor;
  }

  #note(numbered: Numbered): void {
    if (numbered.cvr !== null) this.#byCvr.set(numbered.cvr, numbered);
    if (numbered.akr !== null) this.#byAkr.set(numbered.akr, numbered);
  }
}

async function writeNumbers(tx: MunicipalityTx, known: KnownCompanies, at: Temporal.Instant): Promise<void> {
  const { fresh } = known;
  const changed = [...known.changed.values()];
  if (fresh.length > 0) {
    await sql`
      insert into debtor (debtor_number, registered_at)
      select n, ${at}::timestamptz from unnest(${fresh}::int[]) n`.execute(tx);
    await sql`update debtor_number_counter set last_used = last_used + ${fresh.length}::int`.execute(tx);
  }
  if (changed.length === 0) return;
  await sql`
    insert into debtor_company (debtor_number, cvr, akr)
    select * from unnest(${changed.map(({ debtor }) => debtor)}::int[], ${changed.map(({ cvr }) => cvr)}::char(8)[],
      ${changed.map(({ akr }) => akr)}::text[])
    on conflict (debtor_number) do update set cvr = excluded.cvr, akr = excluded.akr`.execute(tx);
}

/** Writes what differs from the newest that we knew. */
async function writeRecords(
  tx: MunicipalityTx,
  told: ReadonlyMap<DebtorNumber, Company>,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  const before = await companiesOf(tx, [...told.keys()]);
  const fresh = [...told].filter(([debtor, company]) => wordsOf(company) !== wordsOf(before.get(debtor)));
  if (fresh.length === 0) return;
  const rows = JSON.stringify(
    fresh.map(([debtor, { name, address, form, digitalPost }]) => ({
      debtor,
      name,
      address,
      form,
      digital_post: digitalPost,
    })),
  );
  await sql`
    insert into company_record (debtor_number, entry, name, address, form, digital_post, recorded_at, recorded_by)
    select debtor, coalesce((select max(entry) from company_record r where r.debtor_number = debtor), 0) + 1, name, address,
      form, digital_post, ${at}::timestamptz, ${by}
    from json_to_recordset(${rows}::json) told (debtor integer, name text, address text[], form text, digital_post boolean)
    order by debtor`.execute(tx);
}

function wordsOf(company: Company | undefined): string {
  return company === undefined
    ? ''
    : JSON.stringify([company.name, company.address, company.form, company.digitalPost]);
}
