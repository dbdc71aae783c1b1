import { sql } from 'kysely';
import { dayInCopenhagen, firstDayOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { Source } from '../kernel/explanation.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { batchDays } from './batches.ts';

/** What a determination rests on: the facts of a month as of a batch, and the sources that it names. */
export interface RestsOn {
  readonly debtor: DebtorNumber;
  readonly month: YearMonth;
  readonly asOf: BatchNumber;
  readonly sources: readonly Source[];
}

/** The day on which each source last said what it says, by register and batch. */
export type AnsweredOn = ReadonlyMap<string, PlainDate>;

/** When a source last said it; null = it is no register, or names no batch. */
export function lastSaid(answered: AnsweredOn, source: Source): PlainDate | null {
  return answered.get(keyOf(source)) ?? null;
}

function keyOf({ register, batch }: Source): string {
  return `${register} ${batch ?? ''}`;
}

/**
 * When what determinations rest on was told, in their order. An answer that is the same as before is not stored again, so that the
 * batch of a fact is the first that told it; what counts is the last day until the determination on which the register answered the same.
 */
export async function answeredOn(
  tx: MunicipalityReadTx,
  asked: readonly RestsOn[],
): Promise<readonly AnsweredOn[]> {
  const batches = asked.flatMap(({ sources }) => sources.flatMap(({ batch }) => batch ?? []));
  const days = await batchDays(tx, [...new Set(batches)]);
  const last = await lastAnswers(tx, asked);
  return asked.map(({ sources }, place) => {
    const again = last.get(place + 1) ?? {};
    return new Map(
      sources.flatMap((source) => {
        const first = source.batch === null ? undefined : days.get(source.batch);
        const known = [first, again[source.register] ?? undefined].filter((day) => day !== undefined);
        const day = first === undefined ? undefined : known.toSorted().at(-1);
        return day === undefined ? [] : [[keyOf(source), day] as const];
      }),
    );
  });
}

type LastAnswers = Readonly<Partial<Record<Source['register'], PlainDate | null>>>;

/** The last day on which each register answered, by place from 1. Of income the month's own questions, which ask for the same two months. */
async function lastAnswers(
  tx: MunicipalityReadTx,
  asked: readonly RestsOn[],
): Promise<ReadonlyMap<number, LastAnswers>> {
  const { rows } = await sql<AnswerRow>`
    select place::int as place, told.income, told.person, told.benefits
    from unnest(${asked.map(({ debtor }) => debtor)}::int[], ${asked.map(({ month }) => firstDayOf(month))}::date[],
      ${asked.map(({ asOf }) => asOf)}::int[]) with ordinality question (debtor, month, as_of, place)
    cross join lateral (
      select max(written_at) filter (where asked = 'all' and for_month = question.month and income_missing is null) as income,
        max(written_at) filter (where person_missing is null) as person,
        max(written_at) filter (where asked = 'all' and benefits_missing is null) as benefits
      from inquiry join fact_batch using (batch)
      where debtor_number = debtor and batch <= as_of) told`.execute(tx);
  const day = (at: Temporal.Instant | null) => (at === null ? null : dayInCopenhagen(at));
  return new Map(
    rows.map(({ place, income, person, benefits }) => [
      place,
      { eindkomst: day(income), cpr: day(person), ydelsesindeks: day(benefits) },
    ]),
  );
}

interface AnswerRow {
  readonly place: number;
  readonly income: Temporal.Instant | null;
  readonly person: Temporal.Instant | null;
  readonly benefits: Temporal.Instant | null;
}
