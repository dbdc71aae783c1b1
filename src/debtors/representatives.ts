import { sql, type RawBuilder } from 'kysely';
import type { HelperNumber } from './helpers.ts';
import type { CprNumber } from '../kernel/cpr-number.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { lockDebtors } from './lock.ts';

export type RepresentativeKind = 'guardian' | 'power-of-attorney' | 'custody-holder' | 'estate';
/** `instead`: letters go to the representative and not to the debtor. */
export type RepresentativeMode = 'copy' | 'instead';

/** Somebody who acts for a debtor. */
export interface Representative {
  /** The debtor's first is 1. */
  readonly number: number;
  readonly kind: RepresentativeKind;
  readonly mode: RepresentativeMode;
  readonly name: string;
  /** Lines below the name; never empty where there is no Digital Post. */
  readonly address: readonly string[];
  readonly digitalPost: boolean;
  readonly from: PlainDate;
  /** The last day; null = still. */
  readonly to: PlainDate | null;
}

export interface NewRepresentative {
  readonly debtor: DebtorNumber;
  readonly kind: RepresentativeKind;
  readonly mode: RepresentativeMode;
  readonly name: string;
  readonly address: readonly string[];
  /** For Digital Post; null = letters go on paper. */
  readonly cpr: CprNumber | null;
  readonly from: PlainDate;
  /** What was shown as proof, in words: the court's order, the power of attorney and its date. */
  readonly evidence: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type AddRefusal =
  | { readonly tag: 'unknown-debtor' }
  | { readonly tag: 'no-name' }
  | { readonly tag: 'no-evidence' }
  | { readonly tag: 'no-address' }
  | { readonly tag: 'address-too-long'; readonly most: number }
  /** An estate acts for nobody beside it. */
  | { readonly tag: 'estate-is-instead' }
  | { readonly tag: 'already-recorded'; readonly number: number };

const MOST_ADDRESS_LINES = 5;

/** Records a representative; answers their number. Refuses what would leave a letter with nobody or nowhere to go to. */
export async function addRepresentative(
  tx: MunicipalityTx,
  added: NewRepresentative,
): Promise<Result<number, AddRefusal>> {
  const refusal = refusalOf(added);
  if (refusal !== null) return refuse(refusal);
  // Two who record somebody at once wait for each other.
  if (!(await lockDebtors(tx, [added.debtor])).has(added.debtor)) return refuse({ tag: 'unknown-debtor' });
  const { rows } = await sql<{ representative: number; same: boolean }>`
    select representative, (kind, mode, name, acts_from, address, cpr) is not distinct from
        (${added.kind}, ${added.mode}, ${added.name}, ${added.from}::date, ${added.address}::text[], ${added.cpr}::char(10))
      and not exists (select from representative_end e
        where e.debtor_number = r.debtor_number and e.representative = r.representative) as same
    from representative r where debtor_number = ${added.debtor} order by representative`.execute(tx);
  const same = rows.find((row) => row.same);
  if (same !== undefined) return refuse({ tag: 'already-recorded', number: same.representative });
  const number = (rows.at(-1)?.representative ?? 0) + 1;
  await sql`
    insert into representative (debtor_number, representative, kind, mode, name, address, cpr, acts_from, evidence,
      recorded_at, recorded_by)
    values (${added.debtor}, ${number}, ${added.kind}, ${added.mode}, ${added.name}, ${added.address}::text[],
      ${added.cpr}, ${added.from}, ${added.evidence}, ${added.at}, ${added.by})`.execute(tx);
  return ok(number);
}

function refusalOf({ kind, mode, name, address, cpr, evidence }: NewRepresentative): AddRefusal | null {
  if (name.trim() === '') return { tag: 'no-name' };
  if (evidence.trim() === '') return { tag: 'no-evidence' };
  if (address.length > MOST_ADDRESS_LINES) return { tag: 'address-too-long', most: MOST_ADDRESS_LINES };
  if (cpr === null && address.length === 0) return { tag: 'no-address' };
  return kind === 'estate' && mode !== 'instead' ? { tag: 'estate-is-instead' } : null;
}

export interface RepresentationEnd {
  readonly debtor: DebtorNumber;
  readonly number: number;
  /** The last day the representative acts. */
  readonly to: PlainDate;
  readonly why: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type EndRefusal =
  | { readonly tag: 'unknown-representative' }
  | { readonly tag: 'no-reason' }
  | { readonly tag: 'before-it-began'; readonly from: PlainDate }
  | { readonly tag: 'already-ended'; readonly to: PlainDate };

/** Ends a representation; once only. */
export async function endRepresentative(
  tx: MunicipalityTx,
  end: RepresentationEnd,
): Promise<Result<null, EndRefusal>> {
  if (end.why.trim() === '') return refuse({ tag: 'no-reason' });
  await lockDebtors(tx, [end.debtor]);
  const { rows } = await sql<{ acts_from: PlainDate; acts_to: PlainDate | null }>`
    select acts_from, acts_to from representative left join representative_end using (debtor_number, representative)
    where debtor_number = ${end.debtor} and representative = ${end.number}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return refuse({ tag: 'unknown-representative' });
  if (row.acts_to !== null) return refuse({ tag: 'already-ended', to: row.acts_to });
  if (end.to < row.acts_from) return refuse({ tag: 'before-it-began', from: row.acts_from });
  await sql`
    insert into representative_end (debtor_number, representative, acts_to, why, recorded_at, recorded_by)
    values (${end.debtor}, ${end.number}, ${end.to}, ${end.why}, ${end.at}, ${end.by})`.execute(tx);
  return ok(null);
}

/** Who acts for each of these debtors on a day, by their numbers; debtors with nobody are left out. */
export async function representativesOn(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  day: PlainDate,
): Promise<Map<DebtorNumber, Representative[]>> {
  const { rows } = await sql<RepresentativeRow>`
    select ${representativeColumns} from representative left join representative_end using (debtor_number, representative)
    where debtor_number = any (${debtors}::int[]) and acts_from <= ${day}::date and (acts_to is null or acts_to >= ${day}::date)
    order by debtor_number, representative`.execute(tx);
  const byDebtor = Map.groupBy(rows, (row) => debtorNumber(row.debtor_number));
  return new Map([...byDebtor].map(([debtor, theirs]) => [debtor, theirs.map(asRepresentative)]));
}

/** By what a person is known here: the CPR number that was told, or as a debtor, or as a helper. */
export type KnownBy =
  | { readonly cpr: CprNumber }
  | { readonly debtor: DebtorNumber | null; readonly helper: HelperNumber | null };

/** The CPR numbers of one who is known so, for `cpr in`. */
function cprNumbersOf(who: KnownBy): RawBuilder<unknown> {
  return 'cpr' in who
    ? sql`(${who.cpr}::char(10))`
    : sql`(select cpr from debtor_cpr where debtor_number = ${who.debtor}::int
      union select cpr from helper where helper_number = ${who.helper}::int)`;
}

/** For whom somebody acts on a day, and as what; a debtor may stand there more than once. */
export async function representedBy(
  tx: MunicipalityReadTx,
  who: KnownBy,
  day: PlainDate,
): Promise<{ readonly debtor: DebtorNumber; readonly kind: RepresentativeKind }[]> {
  const { rows } = await sql<{ debtor: DebtorNumber; kind: RepresentativeKind }>`
    select debtor_number as debtor, kind from representative left join representative_end using (debtor_number, representative)
    where cpr in ${cprNumbersOf(who)} and acts_from <= ${day}::date and (acts_to is null or acts_to >= ${day}::date)
    order by debtor_number, representative`.execute(tx);
  return rows;
}

/** As which of a debtor's representatives somebody has been recorded who is known here as a debtor, or as a helper. */
export async function representativeNumbersOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  somebody: { readonly debtor: DebtorNumber | null; readonly helper: HelperNumber | null },
): Promise<number[]> {
  const { rows } = await sql<{ representative: number }>`
    select representative from representative
    where debtor_number = ${debtor} and cpr in ${cprNumbersOf(somebody)}
    order by representative`.execute(tx);
  return rows.map(({ representative }) => representative);
}

export interface RecordedRepresentative extends Representative {
  readonly evidence: string;
  readonly recordedOn: PlainDate;
  readonly recordedBy: string;
  readonly endedWhy: string | null;
}

/** Everybody who has acted for a debtor, or is to, in the order they were recorded. */
export async function representativesOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<RecordedRepresentative[]> {
  const { rows } = await sql<
    RepresentativeRow & {
      evidence: string;
      recorded_at: Temporal.Instant;
      recorded_by: string;
      why: string | null;
    }
  >`
    select ${representativeColumns}, evidence, r.recorded_at, r.recorded_by, why
    from representative r left join representative_end using (debtor_number, representative)
    where debtor_number = ${debtor} order by representative`.execute(tx);
  return rows.map((row) => ({
    ...asRepresentative(row),
    evidence: row.evidence,
    recordedOn: dayInCopenhagen(row.recorded_at),
    recordedBy: row.recorded_by,
    endedWhy: row.why,
  }));
}

/** The CPR numbers by which representatives get Digital Post, by debtor and number, `100123/1`; others are left out. */
export async function cprOfRepresentatives(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<string, CprNumber>> {
  const { rows } = await sql<{ debtor_number: number; representative: number; cpr: CprNumber }>`
    select debtor_number, representative, cpr from representative
    where debtor_number = any (${debtors}::int[]) and cpr is not null`.execute(tx);
  return new Map(rows.map((row) => [`${row.debtor_number}/${row.representative}`, row.cpr]));
}

interface RepresentativeRow {
  debtor_number: number;
  representative: number;
  kind: RepresentativeKind;
  mode: RepresentativeMode;
  name: string;
  address: string[];
  digital_post: boolean;
  acts_from: PlainDate;
  acts_to: PlainDate | null;
}

const representativeColumns = sql`debtor_number, representative, kind, mode, name, address, cpr is not null as digital_post,
  acts_from, acts_to`;

function asRepresentative(row: RepresentativeRow): Representative {
  return {
    number: row.representative,
    kind: row.kind,
    mode: row.mode,
    name: row.name,
    address: row.address,
    digitalPost: row.digital_post,
    from: row.acts_from,
    to: row.acts_to,
  };
}
