import { sql } from 'kysely';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import { debtorOfLetter, type LetterId } from '../kernel/ids.ts';
import {
  COPY_NOT_ARRIVED,
  LETTER_NOT_ARRIVED,
  NOTICE_NOT_ARRIVED,
  type LetterNotArrived,
} from '../letters/delivery-work.ts';
import { inMunicipality, type MunicipalityReadTx, type MunicipalityTx } from '../platform/database.ts';
import { complete, takeDue, type TakenWork } from '../platform/due-work.ts';
import type { ArrivalJob } from './arrivals.ts';
import { openWorkItems, type WorkItem } from './work-items.ts';

/** Letters a transaction. */
const AT_A_TIME = 500;

/**
 * Asks a person to see to letters that came back, could not be delivered, or must be brought by hand, notices and copies among
 * them. Until one has arrived nothing of its decision counts, and nothing follows from a notice's deadline. Bills rest besides
 * (dunning, from what is noted on the notice). Answers how many there were.
 */
export async function takeNotArrived({ database, municipality, clock }: ArrivalJob): Promise<number> {
  let seen = 0;
  for (;;) {
    const taken = await inMunicipality(database, municipality, async (tx) => {
      let all = 0;
      for (const kind of [LETTER_NOT_ARRIVED, NOTICE_NOT_ARRIVED, COPY_NOT_ARRIVED])
        all += await takePage(tx, kind, clock());
      return all;
    });
    if (taken === 0) return seen;
    seen += taken;
  }
}

async function takePage(tx: MunicipalityTx, kind: string, now: Temporal.Instant): Promise<number> {
  const due = await takeDue(tx, { kind, now, limit: AT_A_TIME });
  const month = monthOf(dayInCopenhagen(now));
  const items = due.map((work): WorkItem => {
    const debtor = debtorOfLetter(letterIn(work.key));
    return { kind: 'letter-not-arrived', debtor, month, about: aboutOf(work) };
  });
  await openWorkItems(tx, items, now);
  await complete(tx, { kind, keys: due.map(({ key }) => key), now });
  return due.length;
}

/** The keys are a letter's number, or that and the recipient's. */
function letterIn(key: string): LetterId {
  return BigInt(key.split('/')[0] ?? '') as LetterId; // written from one
}

function aboutOf({ key, payload }: TakenWork): string {
  const { trouble } = payload as LetterNotArrived; // written by the delivery
  return `${key} ${trouble.reason}`;
}

/** Those of these letters that did not arrive, and that a person has seen to since: what was asked is closed. */
export async function seenToAmong(
  tx: MunicipalityReadTx,
  letters: readonly LetterId[],
): Promise<ReadonlySet<LetterId>> {
  if (letters.length === 0) return new Set();
  const { rows } = await sql<{ letter: LetterId }>`
    select letter from unnest(${letters.map(String)}::bigint[], ${letters.map(debtorOfLetter)}::int[]) asked (letter, debtor)
    join work_item i on i.debtor_number = asked.debtor and i.kind = 'letter-not-arrived'
      and split_part(i.about, ' ', 1) = letter::text
    group by letter having bool_and(i.closed_at is not null)`.execute(tx);
  return new Set(rows.map(({ letter }) => letter));
}
