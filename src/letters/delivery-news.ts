import { sql } from 'kysely';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { LetterId } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { inMunicipality, readInMunicipality, type MunicipalityReadTx } from '../platform/database.ts';
import { alone, type DeliveryJob, type DeliveryRefusal } from './deliver-due.ts';
import type { DeliveryNews, HandedLetter } from './delivery-port.ts';
import { recordTold, type Recorded, type Told } from './delivery-record.ts';
import type { DeliveryEvent, DeliveryKey } from './delivery-types.ts';

export interface NewsTaken extends Recorded {
  /** Letters on their way, and those about which more may be told. */
  readonly asked: number;
  /** News that could not be true and were left alone: about a letter we did not ask about, or a day that cannot be. */
  readonly notBelieved: number;
  /** Letters the other side did not answer about; asked again next time. */
  readonly unavailable: number;
}

/** Letters asked about at a time. */
const PAGE = 500;
/** Days after the handing in which a letter may still come back, and late news be told. */
const MAY_CHANGE = 60;

/**
 * Asks what became of the letters that were handed over, notes it, and lets letters count as arrived by the day of the
 * clock. News may come late, twice and in any order. Refuses with `busy` while another job is at it.
 */
export async function takeDeliveryNews(job: DeliveryJob): Promise<Result<NewsTaken, DeliveryRefusal>> {
  return alone(job, async (lost, { run }) => {
    const { database, municipality, clock } = job;
    const today = dayInCopenhagen(clock());
    const open = await readInMunicipality(database, municipality, (tx) => openDeliveries(tx, today));
    let sum: NewsTaken = { asked: 0, arrived: 0, returned: 0, failed: 0, notBelieved: 0, unavailable: 0 };
    for (let from = 0; from < open.length; from += PAGE) {
      lost.throwIfAborted();
      const page = open.slice(from, from + PAGE);
      sum = added(sum, await takePage(job, { page, today, paperWeekdays: run.paperWeekdays }));
      job.progress?.(sum.asked);
    }
    return sum;
  });
}

interface OpenDelivery extends HandedLetter {
  readonly key: DeliveryKey;
}

interface Page {
  readonly page: readonly OpenDelivery[];
  readonly today: PlainDate;
  readonly paperWeekdays: number;
}

async function takePage(job: DeliveryJob, { page, today, paperWeekdays }: Page): Promise<NewsTaken> {
  const at = job.clock();
  const asked = page.map(({ reference, channel, handedOn }) => ({ reference, channel, handedOn }));
  const answer = await job.delivery.news(asked, at);
  // Without an answer nothing counts as arrived either: it may have come back.
  if (answer.state === 'unavailable') return { ...nothing, asked: page.length, unavailable: page.length };
  const { told, notBelieved } = believed(page, answer.news, today);
  const recorded = await inMunicipality(job.database, job.municipality, (tx) =>
    recordTold(tx, told, { by: 'delivery', today, paperWeekdays, at }),
  );
  return { ...nothing, ...recorded, asked: page.length, notBelieved };
}

const nothing: NewsTaken = { asked: 0, arrived: 0, returned: 0, failed: 0, notBelieved: 0, unavailable: 0 };

function added(one: NewsTaken, other: NewsTaken): NewsTaken {
  return {
    asked: one.asked + other.asked,
    arrived: one.arrived + other.arrived,
    returned: one.returned + other.returned,
    failed: one.failed + other.failed,
    notBelieved: one.notBelieved + other.notBelieved,
    unavailable: one.unavailable + other.unavailable,
  };
}

/** The news by letter, every letter with its own, possibly none. Nothing has happened before the handing or after today. */
function believed(page: readonly OpenDelivery[], news: readonly DeliveryNews[], today: PlainDate) {
  const open = new Map(page.map((delivery) => [delivery.reference, delivery]));
  const good = news.filter((each) => {
    const delivery = open.get(each.reference);
    if (delivery === undefined || each.on < delivery.handedOn || each.on > today) return false;
    return each.state !== 'available' || delivery.channel === 'digital';
  });
  const byReference = Map.groupBy(good, ({ reference }) => reference);
  const told = page.map(({ key, reference }): Told => {
    const events = (byReference.get(reference) ?? []).map(eventOf);
    return { key, events };
  });
  return { told, notBelieved: news.length - good.length };
}

function eventOf({ reference: _reference, ...event }: DeliveryNews): DeliveryEvent {
  return event;
}

interface OpenRow {
  letter_id: LetterId;
  recipient: number;
  channel: 'digital' | 'paper';
  reference: string;
  handed_on: PlainDate;
}

async function openDeliveries(tx: MunicipalityReadTx, today: PlainDate): Promise<OpenDelivery[]> {
  const { rows } = await sql<OpenRow>`
    select letter_id, recipient, channel, reference, handed_on from delivery
    where state in ('handed', 'sent') and channel <> 'by-hand'
    union all
    select letter_id, recipient, channel, reference, handed_on from delivery
    where (state in ('returned', 'failed') or (state = 'arrived' and channel = 'paper')) and channel <> 'by-hand'
      and handed_on >= ${addDays(today, -MAY_CHANGE)}::date
    order by letter_id, recipient, channel`.execute(tx);
  return rows.map(({ letter_id: letter, recipient, channel, reference, handed_on }) => ({
    key: { letter, recipient, channel },
    reference,
    channel,
    handedOn: handed_on,
  }));
}
