import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { debtorsStopped } from '../claims/holds.ts';
import { companiesOf, type Company } from '../debtors/companies.ts';
import { languageOf } from '../debtors/language.ts';
import { personRecordsAsOf } from '../debtors/person-records.ts';
import {
  isDead,
  recipientsOf,
  recipientsOfCompany,
  type LetterRecipient,
  type RecipientsRefusal,
} from '../debtors/recipients.ts';
import { representativesOn, type Representative } from '../debtors/representatives.ts';
import type { StoredPersonRecord } from '../debtors/types.ts';
import { latestBatch } from '../facts/as-of.ts';
import type { HoldReason } from '../law/holds.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ToWrite } from './letter-source.ts';

/** Those whom a letter is about, and who may get it for them. */
export interface People {
  /** Null: no register has told of the debtor. */
  readonly person: StoredPersonRecord | null;
  /** Null: the debtor is a person. */
  readonly company: Company | null;
  readonly representatives: readonly Representative[];
  readonly languages: readonly ('da' | 'en')[];
  /** What stops letters that ask for something; none for nearly everybody. */
  readonly stopped: ReadonlySet<HoldReason>;
}

const NOTHING: ReadonlySet<HoldReason> = new Set();

/** Who gets these letters, as things stand today. */
export async function peopleFor(
  tx: MunicipalityReadTx,
  bases: readonly Pick<ToWrite, 'debtor' | 'day'>[],
): Promise<(letter: Pick<ToWrite, 'debtor' | 'day'>) => People> {
  const debtors = [...new Set(bases.map(({ debtor }) => debtor))];
  const batch = await latestBatch(tx);
  const persons = batch === null ? null : await personRecordsAsOf(tx, debtors, batch);
  const companies = await companiesOf(tx, debtors);
  const languages = await languageOf(tx, debtors);
  const stopped = await debtorsStopped(tx, debtors, 'letters');
  const representatives = new Map<PlainDate, Awaited<ReturnType<typeof representativesOn>>>();
  for (const day of new Set(bases.map((basis) => basis.day)))
    representatives.set(day, await representativesOn(tx, debtors, day));
  return ({ debtor, day }) => ({
    person: persons?.get(debtor) ?? null,
    company: companies.get(debtor) ?? null,
    representatives: representatives.get(day)?.get(debtor) ?? [],
    languages: languages.get(debtor) === 'en' ? ['da', 'en'] : ['da'],
    stopped: stopped.get(debtor) ?? NOTHING,
  });
}

/** Who gets a letter of a day, or why nobody does. */
export function recipientsAmong(
  { person, company, representatives, stopped }: Omit<People, 'languages'>,
  day: PlainDate,
): Result<readonly LetterRecipient[], RecipientsRefusal | { readonly tag: 'unknown-person' }> {
  if (company !== null) return ok(recipientsOfCompany(company, representatives));
  if (person === null) return refuse({ tag: 'unknown-person' });
  // A person may know of a death before CPR tells of it.
  return recipientsOf({ ...person, isDead: isDead(person) || stopped.has('death') }, representatives, day);
}

/** Why nobody can be written to about a debtor. */
export type WhyNobody = RecipientsRefusal['tag'] | 'unknown-person';

/** Those of these debtors about whom nobody could be written to on a day, and why. */
export async function nobodyToWriteTo(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  day: PlainDate,
): Promise<Map<DebtorNumber, WhyNobody>> {
  if (debtors.length === 0) return new Map();
  const people = await peopleFor(
    tx,
    debtors.map((debtor) => ({ debtor, day })),
  );
  return new Map(
    debtors.flatMap((debtor) => {
      const found = recipientsAmong(people({ debtor, day }), day);
      return found.ok ? [] : [[debtor, found.refusal.tag] as const];
    }),
  );
}
