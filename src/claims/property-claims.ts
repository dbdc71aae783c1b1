import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { claimTypes, type OwnTypes } from '../law/claim-types.ts';
import { priorityUntil } from '../law/limitation.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** A main claim with priority in a property (fortrinsret). */
export interface PropertyClaim {
  readonly claim: ClaimNumber;
  /** The BFE number; null = no source has told it. */
  readonly property: string | null;
  /** The last day of its priority; the claim itself lives on. */
  readonly until: PlainDate;
}

/** The last day of a claim's priority in a property, two years and three months after its due date; null = its type has none. */
export function priorityOf(
  { type, due }: { readonly type: string; readonly due: PlainDate | null },
  own: OwnTypes,
): PlainDate | null {
  const known = claimTypes.get(type) ?? own.get(type);
  return known?.class === 'priority' && due !== null ? priorityUntil(due) : null;
}

/** The main claims whose priority ends within these days, by number. */
export async function prioritiesWithin(
  tx: MunicipalityReadTx,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
  own: OwnTypes,
): Promise<PropertyClaim[]> {
  const types = [...claimTypes.values(), ...own.values()].flatMap((type) =>
    type.class === 'priority' ? [type.code] : [],
  );
  // Which day it is exactly the rule says; here only those are left out that cannot be meant.
  const { rows } = await sql<{ claim: ClaimNumber; type: string; due: PlainDate; property: string | null }>`
    select claim_number as claim, claim_type as type, due_on as due, property_number as property from claim
    where claim_type = any (${types}::text[]) and level = 'main'
      and due_on between ${from}::date - interval '28 months' and ${to}::date - interval '26 months'
    order by claim_number`.execute(tx);
  return rows.flatMap(({ claim, property, ...days }) => {
    const until = priorityOf(days, own);
    return until === null || until < from || until > to ? [] : [{ claim, property, until }];
  });
}
