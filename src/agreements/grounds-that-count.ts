import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import { personSituationsAsOf } from '../debtors/person-records.ts';
import type { PersonSituation } from '../debtors/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { AcceptableReason } from './accepted-reasons.ts';
import type { AcceptedReasons, Grounds } from './circumstances.ts';

interface GroundsRow {
  debtor: DebtorNumber;
  kind: AcceptableReason;
  looked: PlainDate;
  up_to_ore: Ore | null;
  facts_as_of: BatchNumber | null;
}

/**
 * What has been accepted about these debtors and counts on a day: approved by then, not past its last day, and not taken
 * back; of several, the one given last. It is asked for by calculation date, so that what is approved later changes nothing
 * that was found before. Those without any are left out. Whether the grounds answer the facts of the day: grounds.ts.
 */
export async function acceptedReasons(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  day: PlainDate,
): Promise<Map<DebtorNumber, AcceptedReasons>> {
  const { rows } = await sql<GroundsRow>`
    select distinct on (debtor_number, kind) debtor_number as debtor, kind, proposed_on as looked, up_to_ore, facts_as_of
    from accepted_reason join accepted_reason_approval using (acceptance, proposed_by)
      left join accepted_reason_end using (acceptance)
    where debtor_number = any (${debtors}::int[]) and approved_on <= ${day}::date and accepted_until >= ${day}::date
      and (ended_on is null or ended_on > ${day}::date)
    order by debtor_number, kind, proposed_on desc, acceptance desc`.execute(tx);
  const persons = await personsThen(tx, rows);
  const byDebtor = Map.groupBy(rows, ({ debtor }) => debtor);
  return new Map(
    [...byDebtor].map(([debtor, theirs]) => [
      debtor,
      new Map(theirs.map((row) => [row.kind, groundsOf(row, persons)])),
    ]),
  );
}

function groundsOf(row: GroundsRow, persons: ReadonlyMap<GroundsRow, PersonSituation>): Grounds {
  const { looked, up_to_ore: upTo, facts_as_of: factsAsOf } = row;
  return { looked, upTo, factsAsOf, person: persons.get(row) ?? null };
}

const aboutThePerson: readonly AcceptableReason[] = ['abroad', 'under-18', 'children-disagree'];

/** What CPR had told when each of the grounds about a person was given; one question for each batch that was the newest. */
async function personsThen(
  tx: MunicipalityReadTx,
  rows: readonly GroundsRow[],
): Promise<Map<GroundsRow, PersonSituation>> {
  const resting = rows.filter(({ kind }) => aboutThePerson.includes(kind));
  const then = new Map<GroundsRow, PersonSituation>();
  for (const [batch, theirs] of Map.groupBy(resting, (row) => row.facts_as_of)) {
    if (batch === null) continue;
    const debtors = [...new Set(theirs.map(({ debtor }) => debtor))];
    const situations = await personSituationsAsOf(tx, debtors, batch);
    for (const row of theirs) {
      const situation = situations.get(row.debtor);
      if (situation !== undefined) then.set(row, situation);
    }
  }
  return then;
}
