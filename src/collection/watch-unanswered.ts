import { sql } from 'kysely';
import { closeMatter, openItems } from '../agreements/work-items.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { inMunicipality, type MunicipalityReadTx, type MunicipalityTx } from '../platform/database.ts';
import { tellPerson } from './answered.ts';
import type { RecoveryTask } from './recovery-day.ts';
import type { Doing } from './types.ts';

const KIND = 'recovery-unanswered';
/** The authority decides what was approved in a hearing within so many days (creditors' guidance, fordringer i høring). */
const DAYS_AFTER_HEARING = 14;

/**
 * Tells a person of each claim that the authority may have received and has not answered, where our own last day has passed meanwhile
 * (it is not time-barred before the answer is known), or its time to answer in a hearing has. Closes the item when it has answered.
 * Answers how many such claims there are. The same day again tells nothing new.
 */
export function watchUnanswered({ database, municipality, by, clock }: RecoveryTask): Promise<number> {
  return inMunicipality(database, municipality, (tx) => watchIn(tx, { by, at: clock() }));
}

async function watchIn(tx: MunicipalityTx, doing: Doing): Promise<number> {
  const late = (await unanswered(tx)).flatMap((each) => {
    const detail = whyNow(each, dayInCopenhagen(doing.at));
    return detail === null ? [] : [{ claim: each.claim, detail }];
  });
  const open = new Set(late.map(({ claim, detail }) => `claim ${claim} ${detail}`));
  for (const { about } of await openItems(tx, { debtor: null, kind: KIND }))
    if (about !== null && !open.has(about))
      await closeMatter(
        tx,
        { kind: KIND, about },
        { by: 'automatic', because: 'det er besvaret', at: doing.at },
      );
  for (const { claim, detail } of late) await tellPerson(tx, { claim }, { kind: KIND, detail, doing });
  return late.length;
}

interface Unanswered {
  readonly claim: ClaimNumber;
  readonly confirmedOn: PlainDate | null;
  /** The last day before it is time-barred, or lapses, as it was told; null = not known. */
  readonly endsOn: PlainDate | null;
}

function whyNow({ confirmedOn, endsOn }: Unanswered, on: PlainDate): string | null {
  if (endsOn !== null && endsOn < on) return `until ${endsOn}`;
  const isLate = confirmedOn !== null && addDays(confirmedOn, DAYS_AFTER_HEARING) < on;
  return isLate ? `confirmed ${confirmedOn}` : null;
}

/** Main claims, and interest and fees that went alone. */
async function unanswered(tx: MunicipalityReadTx): Promise<Unanswered[]> {
  const { rows } = await sql<Unanswered>`
    select claim_number as claim, confirmed_on as "confirmedOn", (
      select min((each ->> 'limitationOn')::date) from json_array_elements(master_data -> 'liable') each) as "endsOn"
    from recovery_action
    where art = 'INDR' and code in ('OPRETFORDRING', 'GENINDSENDFORDRING') and along_with is null
      and (state = 'sent' or (state = 'hearing' and confirmed_on is not null))
    order by claim_number`.execute(tx);
  return rows;
}
