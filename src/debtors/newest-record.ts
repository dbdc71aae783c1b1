import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { companiesOf } from './companies.ts';

/** What CPR told last of a person, as far as signing in asks. */
export interface NewestRecord {
  readonly name: string;
  readonly born: PlainDate | null;
  readonly isDead: boolean;
  readonly hasGuardian: boolean;
  readonly addressProtected: boolean;
}

/** What CPR told last of these debtors; those of whom nothing was told, and companies, are left out. */
export async function newestRecordsOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, NewestRecord>> {
  const { rows } = await sql<NewestRecord & { debtor: DebtorNumber }>`
    select distinct on (debtor_number) debtor_number as debtor, name, born, status = 90 as "isDead",
      guardianship is not null as "hasGuardian", address_protected as "addressProtected"
    from person_record where debtor_number = any (${debtors}::int[]) order by debtor_number, batch desc`.execute(
    tx,
  );
  return new Map(rows.map(({ debtor, ...record }) => [debtor, record]));
}

/** What these debtors are called, persons by CPR and companies by their own; those of whom no name was told are left out. */
export async function namesOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, string>> {
  if (debtors.length === 0) return new Map();
  const [persons, companies] = [await newestRecordsOf(tx, debtors), await companiesOf(tx, debtors)];
  return new Map([...persons, ...companies].map(([debtor, { name }]) => [debtor, name]));
}
