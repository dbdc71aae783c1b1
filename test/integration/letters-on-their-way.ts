import { sql } from 'kysely';
import { heldLetters } from '../../src/agreements/held-letters.ts';
import type { LetterRecipient } from '../../src/debtors/recipients.ts';
import { registerDebtors } from '../../src/debtors/register.ts';
import { month, type PlainDate } from '../../src/kernel/dates.ts';
import { debtorNumber, decisionId, letterId, type LetterId } from '../../src/kernel/ids.ts';
import { archiveLetters, type LetterToArchive } from '../../src/letters/archive.ts';
import { deliverDue, type HandingJob, type LettersHanded } from '../../src/letters/deliver-due.ts';
import { takeDeliveryNews, type NewsTaken } from '../../src/letters/delivery-news.ts';
import type { DeliveryNews, Handing, LetterDelivery, LetterToHand } from '../../src/letters/delivery-port.ts';
import { samplePlanLetter } from '../../src/letters/sample-letters.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { cprOf } from '../vocabulary.ts';
import { morningOf, rowsOf, TOWN, townConfiguration } from './town.ts';

/** Letters that are made and queued, without the month that led to them, and what became of them. */

/** Registers so many debtors, from 100001, with a decision each whose letters are written about. */
export async function settleDebtors(database: Database, count: number, paperWeekdays = 6): Promise<void> {
  const configuration = townConfiguration();
  const run = { ...configuration.run, paperWeekdays };
  const at = morningOf('2026-01-02');
  const people = Array.from({ length: count }, (_, index) => cprOf(index + 1));
  await inMunicipality(database, TOWN, async (tx) => {
    await saveConfiguration(tx, { configuration: { ...configuration, run }, by: 'prøve', at });
    const numbers = await registerDebtors(tx, people, at);
    for (const debtor of numbers.values()) {
      await sql`
        insert into decision (decision_id, debtor_number, month, change, state, outcome, reason, drafted_on, covers_claims,
          covers_owed_ore, covers_raised_ore, configuration_version)
        values (${decisionId(month('2026-03'), debtor, 0).toString()}::bigint, ${debtor}, '2026-03-01', 'start-deferral',
          'waiting', 'deferral', 'benefit', '2026-03-10', '{1}', '{100}', '{100}', 1)`.execute(tx);
    }
  });
}

/** Takes away all letters and what followed, so that a test begins with the debtors alone. */
export function withoutLetters(database: Database): Promise<void> {
  return inMunicipality(database, TOWN, async (tx) => {
    await sql`truncate letter, delivery, delivery_event, due_work, representative, representative_end, access_log`.execute(
      tx,
    );
  });
}

export function letterTo(debtor: number): LetterId {
  return letterId(decisionId(month('2026-03'), debtorNumber(debtor), 0), 'decision');
}

type Recipient = LetterToArchive['recipient'];

export const digitally: Recipient = { number: 0, role: 'addressee', channel: 'digital' };
export const onPaper: Recipient = { number: 0, role: 'addressee', channel: 'paper' };
export const byHand: Recipient = { number: 0, role: 'addressee', channel: 'by-hand' };

export interface LetterWish {
  readonly debtor: number;
  readonly recipient: Recipient;
  readonly language?: 'da' | 'en';
  /** Whether the address may stand on the letter; it may where nothing is said. */
  readonly address?: LetterRecipient['address'];
  readonly letter?: LetterId;
}

export async function archive(
  database: Database,
  wishes: readonly LetterWish[],
  on = '2026-03-10',
): Promise<void> {
  const letters = wishes.map(({ debtor, recipient, language = 'da', address, letter }): LetterToArchive => {
    const sample = samplePlanLetter();
    const lines = address ?? ['Prøvevej 12B, 2. tv', '9998 Prøveby'];
    const shown = lines.length === 0 ? { kind: 'digital-only' as const } : { kind: 'shown' as const, lines };
    return {
      letter: letter ?? letterTo(debtor),
      debtor: debtorNumber(debtor),
      recipient,
      model: {
        ...sample,
        language,
        recipient: { ...sample.recipient, name: `Prøve ${debtor}`, address: shown },
      },
      rendered: {
        pdf: Buffer.from(`%PDF- ${debtor} ${recipient.number} ${language}`),
        sha256: '0'.repeat(64),
        templateVersion: 'prøve',
        pages: 1,
      },
      at: morningOf(on),
    };
  });
  await inMunicipality(database, TOWN, (tx) => archiveLetters(tx, letters));
}

/** The other side as a test wants it: takes letters, and tells what it is told to tell. */
export class OtherSide implements LetterDelivery {
  readonly needsDocuments: boolean;
  readonly received: LetterToHand[] = [];
  readonly told: DeliveryNews[] = [];
  /** How it answers when a letter is handed over. */
  answer: (letter: LetterToHand) => Handing = () => ({ state: 'handed' });
  newsAvailable = true;

  constructor({ needsDocuments = true }: { readonly needsDocuments?: boolean } = {}) {
    this.needsDocuments = needsDocuments;
  }

  hand(letter: LetterToHand): Promise<Handing> {
    this.received.push(letter);
    return Promise.resolve(this.answer(letter));
  }

  news(): ReturnType<LetterDelivery['news']> {
    return Promise.resolve(
      this.newsAvailable
        ? { state: 'told', news: [...this.told] }
        : { state: 'unavailable', detail: 'no answer in time' },
    );
  }

  /** From now on it tells this as well. */
  tell(...news: readonly DeliveryNews[]): void {
    this.told.push(...news);
  }
}

export const reference = (debtor: number, channel: string, recipient = 0) =>
  `${TOWN}-${letterTo(debtor)}-${recipient}-${channel}`;

export function jobOn(database: Database, delivery: LetterDelivery, on: string): HandingJob {
  return {
    heldAmong: heldLetters,
    database,
    municipality: TOWN,
    delivery,
    by: 'prøve',
    clock: () => morningOf(on),
  };
}

export async function handOver(
  database: Database,
  delivery: LetterDelivery,
  on: string,
): Promise<LettersHanded> {
  const done = await deliverDue(jobOn(database, delivery, on));
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value;
}

export async function takeNews(database: Database, delivery: LetterDelivery, on: string): Promise<NewsTaken> {
  const done = await takeDeliveryNews(jobOn(database, delivery, on));
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value;
}

export interface StoredDelivery {
  readonly letter: LetterId;
  readonly recipient: number;
  readonly channel: string;
  readonly state: string;
  readonly handed: PlainDate | null;
  readonly sent: PlainDate | null;
  readonly available: PlainDate | null;
  readonly arrived: PlainDate | null;
  readonly returned: PlainDate | null;
  readonly failure: string | null;
}

export function deliveries(database: Database): Promise<StoredDelivery[]> {
  return rowsOf(
    database,
    sql<StoredDelivery>`
      select letter_id as letter, recipient, channel, state, handed_on as handed, sent_on as sent, available_on as available,
        arrived_on as arrived, returned_on as returned, failure
      from delivery order by letter_id, recipient, channel`,
  );
}

export interface Following {
  readonly kind: string;
  readonly key: string;
  readonly payload: unknown;
}

/** What others are told: the due work that follows from deliveries. */
export function following(database: Database): Promise<Following[]> {
  return rowsOf(
    database,
    sql<Following>`
      select kind, key, payload from due_work where kind in ('notice-not-arrived', 'letter-arrived', 'letter-not-arrived', 'copy-not-arrived')
      order by kind, key`,
  );
}
