import { sql } from 'kysely';
import type { ClaimNumber } from '../../../src/claims/types.ts';
import type { PlainDate } from '../../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../../src/kernel/ids.ts';
import { configurationVersion, type ConfigurationVersion } from '../../../src/municipality/configurations.ts';
import type { MunicipalityReadTx } from '../../../src/platform/database.ts';
import { morningOf } from '../../integration/town.ts';
import type { Happening, Of } from './happenings.ts';
import type { PlayedTown } from './played-town.ts';

/** Somebody on a day, before the municipality's work. */
export interface Moment {
  readonly town: PlayedTown;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
  /** Which person, from 0. */
  readonly who: number;
  readonly debtor: DebtorNumber;
  /** What else it is about in cases of two: their neighbour. */
  readonly other: DebtorNumber;
  /** The event's place in the life: names what it brings. */
  readonly name: string;
}

export type HandlersOf<What extends Happening['do']> = {
  readonly [Each in What]: (moment: Moment, what: Of<Each>) => Promise<void>;
};

/** Things happen two hours before the day's work. */
export function momentOf(town: PlayedTown, told: { on: PlainDate; who: number; name: string }): Moment {
  const at = morningOf(told.on).subtract({ hours: 2 });
  const { debtors } = town;
  const [debtor, other] = [debtors[told.who]!, debtors[(told.who + 1) % debtors.length]!]; // of the town's own number
  return { town, at, debtor, other, ...told };
}

export function actingAt({ on, at }: Pick<Moment, 'on' | 'at'>, by = 'Anne') {
  return { by, on, at } as const;
}

/** One of those there are; undefined when there is none. */
export function picked<T>(all: readonly T[], pick: number): T | undefined {
  return all[pick % Math.max(1, all.length)];
}

export async function configured(tx: MunicipalityReadTx): Promise<ConfigurationVersion> {
  return (await configurationVersion(tx, null))!; // the town was set up
}

/** Main claims that a debtor is or was liable for, by number; interest and fees are left out. */
export async function mainsOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  kind: 'bills' | 'all' = 'all',
): Promise<ClaimNumber[]> {
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select l.claim_number as claim from liability l join claim c using (claim_number)
    where l.debtor_number = ${debtor} and c.main_claim is null
      and (${kind} = 'all' or not exists (select from repayment_claim r where r.claim_number = l.claim_number))
      and exists (select from account_balance b where b.number = l.claim_number and b.kind in ('claim', 'due', 'recovery')
        and b.balance_ore > 0)
    order by 1`.execute(tx);
  return rows.map(({ claim }) => claim);
}
