import { sql } from 'kysely';
import { repaymentLaws, type RepaymentLaw } from '../law/repayment-laws.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** Something about the new claims by one law that nobody could check by rule. */
export interface ImportNote {
  /**
   * `paragraph-as-told`: no source has the paragraphs of the law, so that the stated ones are taken as told (open question
   * Q55). `person-decides`: the collection order has not been read, so that a person decides about the claims (Q15).
   */
  readonly tag: 'paragraph-as-told' | 'person-decides';
  readonly law: string;
  readonly order: string;
  /** How many new claims. */
  readonly claims: number;
}

/** What is to be said of the claims that the staged rows bring, in the order of the table of laws. */
export async function importNotes(tx: MunicipalityTx): Promise<ImportNote[]> {
  const { rows } = await sql<{ law: string; claims: bigint }>`
    select law, count(distinct (source_system, claim_id)) as claims from claim_staging s
    where not exists (select from claim c where c.source_system = s.source_system and c.claim_id = s.claim_id)
    group by law`.execute(tx);
  const fresh = new Map(rows.map(({ law, claims }) => [law, Number(claims)]));
  return [...repaymentLaws.values()].flatMap((law) => {
    const claims = fresh.get(law.law);
    return claims === undefined
      ? []
      : tagsOf(law).map((tag) => ({ tag, law: law.law, order: law.order, claims }));
  });
}

function tagsOf({ paragraphs, collectedBy }: RepaymentLaw): ImportNote['tag'][] {
  return [
    ...(paragraphs === null ? (['paragraph-as-told'] as const) : []),
    ...(collectedBy === 'person' ? (['person-decides'] as const) : []),
  ];
}
