import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { sql } from 'kysely';
import { parsePlainDate, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** The columns of the file, in their order. */
export const agreementColumns = ['claim_type', 'art', 'authority_code', 'from', 'to'] as const;

/** A type of claim that the agreement with the recovery authority (fordringshaveraftale) lets the municipality send. */
export interface AgreementType {
  readonly claimType: string;
  /** INDR for recovery, MODR for set-off only. */
  readonly art: 'INDR' | 'MODR';
  /** What the authority calls the type, where it is one of our own; null = as we do. */
  readonly authorityCode: string | null;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/** Why an agreement is not taken in. Rows are counted as in the file, the header being row 1. */
export type AgreementRefusal =
  | { readonly tag: 'not-utf8' }
  | { readonly tag: 'wrong-header' }
  | { readonly tag: 'no-types' }
  | { readonly tag: 'wrong-row'; readonly row: number }
  | { readonly tag: 'twice'; readonly row: number };

/**
 * Reads a creditor agreement: UTF-8, `;` between the columns, a header, and no quotes. All of it or nothing: the first
 * thing that is wrong refuses the file.
 */
export function readAgreement(bytes: Uint8Array): Result<readonly AgreementType[], AgreementRefusal> {
  if (!isUtf8(bytes)) return refuse({ tag: 'not-utf8' });
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (lines[0] !== agreementColumns.join(';')) return refuse({ tag: 'wrong-header' });
  const types = new Map<string, AgreementType>();
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const type = typeIn(line);
    if (type === null) return refuse({ tag: 'wrong-row', row: index + 1 });
    const key = `${type.claimType} ${type.art}`;
    if (types.has(key)) return refuse({ tag: 'twice', row: index + 1 });
    types.set(key, type);
  }
  return types.size === 0 ? refuse({ tag: 'no-types' }) : ok([...types.values()]);
}

function typeIn(line: string): AgreementType | null {
  const values = line.split(';').map((value) => value.trim());
  if (values.length !== agreementColumns.length) return null;
  const [claimType = '', art = '', code = '', fromText = '', toText = ''] = values;
  const [from, to] = [parsePlainDate(fromText), toText === '' ? null : parsePlainDate(toText)];
  if (!/^[A-ZÆØÅ0-9-]{3,24}$/.test(claimType) || (art !== 'INDR' && art !== 'MODR')) return null;
  if (code !== '' && !/^[A-ZÆØÅ0-9]{7}$/.test(code)) return null;
  if (from === null || (toText !== '' && (to === null || to < from))) return null;
  return { claimType, art, authorityCode: code === '' ? null : code, from, to };
}

export interface AgreementImported {
  readonly state: 'imported' | 'was-in-force' | 'dry-run';
  /** The version in force afterwards; null when there is none. */
  readonly version: number | null;
  readonly types: number;
}

/**
 * Takes in the municipality's agreement, all of it or nothing. It counts for what is sent from then on. The file in force
 * again changes nothing.
 */
export async function importAgreement(
  tx: MunicipalityTx,
  file: {
    readonly bytes: Uint8Array;
    readonly dryRun: boolean;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<Result<AgreementImported, AgreementRefusal>> {
  const { bytes, dryRun, by, at } = file;
  const read = readAgreement(bytes);
  if (!read.ok) return read;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (!dryRun) await sql`lock table creditor_agreement in share row exclusive mode`.execute(tx);
  const current = await sql<{ version: number; sha256: string }>`
    select version, sha256 from creditor_agreement order by version desc limit 1`.execute(tx);
  const [inForce] = current.rows;
  const types = read.value.length;
  if (inForce?.sha256 === sha256) return ok({ state: 'was-in-force', version: inForce.version, types });
  if (dryRun) return ok({ state: 'dry-run', version: inForce?.version ?? null, types });
  const version = (inForce?.version ?? 0) + 1;
  await sql`insert into creditor_agreement values (${version}, ${sha256}, ${at}::timestamptz, ${by})`.execute(
    tx,
  );
  await insertTypes(tx, version, read.value);
  return ok({ state: 'imported', version, types });
}

async function insertTypes(
  tx: MunicipalityTx,
  version: number,
  types: readonly AgreementType[],
): Promise<void> {
  await sql`
    insert into creditor_agreement_type (version, claim_type, art, authority_code, from_on, to_on)
    select ${version}, * from unnest(${types.map(({ claimType }) => claimType)}::text[],
      ${types.map(({ art }) => art)}::text[], ${types.map(({ authorityCode }) => authorityCode)}::text[],
      ${types.map(({ from }) => from)}::date[], ${types.map(({ to }) => to)}::date[])`.execute(tx);
}

/** The types that may be told of on a day, for recovery or for set-off alone, by our code, with what the authority calls them. */
export async function agreedTypes(
  tx: MunicipalityReadTx,
  on: PlainDate,
  art: AgreementType['art'],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ claim_type: string; code: string }>`
    select claim_type, coalesce(authority_code, claim_type) as code from creditor_agreement_type
    where version = (select max(version) from creditor_agreement) and art = ${art}
      and from_on <= ${on}::date and (to_on is null or to_on >= ${on}::date)`.execute(tx);
  return new Map(rows.map((row) => [row.claim_type, row.code]));
}
