import { sql } from 'kysely';
import pg from 'pg';
import type { MunicipalityReadTx } from './database.ts';
import { beBrief } from './patience.ts';

/** What was read, or that it cannot be told for the moment. */
export type Read<Value> = { readonly state: 'read'; readonly value: Value } | { readonly state: 'down' };

/** What was read, or what stands instead where it cannot be told. */
export function orElse<Value, Other>(read: Read<Value>, other: Other): Value | Other {
  return read.state === 'read' ? read.value : other;
}

/** What may be missing of what somebody is shown while the rest is there. */
export type Part =
  /** What is agreed or decided about paying. */
  | 'plans'
  /** Whether a plan of one's own could be made. */
  | 'offers'
  /** What somebody has said or asked for, and has not been answered about. */
  | 'answers'
  /** What is at Gældsstyrelsen. */
  | 'recovery'
  /** How far bills have been followed up, and what was written about them. */
  | 'steps'
  /** What is being paid on the web. */
  | 'under-way'
  /** Interest that is not posted yet. */
  | 'interest'
  /** What the bank pays by itself. */
  | 'bank'
  /** What is asked before something is decided. */
  | 'asked'
  | 'decisions'
  /** How an amount was worked out. */
  | 'calculation'
  | 'letters'
  /** What letters are about, and until when they give. */
  | 'about-letters'
  | 'payments'
  | 'payment-lines'
  | 'messages'
  /** Who has looked. */
  | 'looks'
  /** Something of the file with all that is kept about a person. */
  | 'section';

type Readings = Readonly<Partial<Record<Part, () => Promise<unknown>>>>;

/** What there is nothing to show without, and the parts that may be missing. */
export interface Reads<Needed, Parts extends Readings> {
  readonly needed: () => Promise<Needed>;
  readonly parts: Parts;
}

type ReadOf<Parts extends Readings> = {
  readonly [Name in keyof Parts]: Parts[Name] extends () => Promise<infer Value> ? Read<Value> : never;
};

/** Transactions of whoever shows what could be read, and says what is missing. */
const showing = new WeakSet<MunicipalityReadTx>();

/**
 * Says that whoever has the transaction shows people what can be read of it, and tells them what is missing (`missingIn`). In all others nothing may
 * be: a job that would write from half of the books fails, is taken back, and tried again.
 */
export function showsWhatCanBeRead(tx: MunicipalityReadTx): void {
  showing.add(tx);
}

/**
 * Reads everything at once. Where something of it fails, and who reads shows the rest (`showsWhatCanBeRead`), each thing is read again by itself, so that a part that cannot be read is `down`
 * and nothing else is; what is needed throws. The transaction goes on either way, and knows what is missing (`missingIn`). Beside it nothing else is asked
 * of the transaction. Inside, others may be read partly too: then the outermost tries, and only what is read by itself tries again.
 */
export async function readPartly<Needed, Parts extends Readings>(
  tx: MunicipalityReadTx,
  { needed, parts }: Reads<Needed, Parts>,
): Promise<readonly [Needed, ReadOf<Parts>]> {
  const readings = Object.entries(parts) as [Part, () => Promise<unknown>][]; // its own keys
  const atOnce = () =>
    allOf(
      needed(),
      readings.map(([, reading]) => reading()),
    );
  const tried = mayBeMissing(tx) ? await triedAtOnce(tx, atOnce) : await atOnce();
  if (tried !== null) {
    const [own, values] = tried;
    const all = readings.map(([name], place) => [name, { state: 'read', value: values[place] }] as const);
    return [own, partsOf<Parts>(all)];
  }
  const own = await needed();
  const those: [Part, Read<unknown>][] = [];
  for (const [name, reading] of readings) those.push([name, await readPart(tx, name, reading)]);
  return [own, partsOf<Parts>(those)];
}

/** Not where another reads around it, who then tries again. */
function mayBeMissing(tx: MunicipalityReadTx): boolean {
  return showing.has(tx) && !trying.has(tx);
}

/** Waits for each of them, so that nothing goes on behind the back of who tries again. */
async function allOf<Needed>(
  needed: Promise<Needed>,
  parts: readonly Promise<unknown>[],
): Promise<readonly [Needed, readonly unknown[]]> {
  await Promise.allSettled([needed, ...parts]);
  return [await needed, await Promise.all(parts)];
}

/** Transactions in which something is being read at once: what fails there fails all of it. */
const trying = new WeakSet<MunicipalityReadTx>();

/** Null = something of it failed. */
async function triedAtOnce<Values>(
  tx: MunicipalityReadTx,
  read: () => Promise<Values>,
): Promise<Values | null> {
  // Who asks for it again only waits once more.
  if (hung.has(tx)) return null;
  trying.add(tx);
  const [, answer] = await Promise.allSettled([sql`savepoint all_at_once`.execute(tx), read()]).finally(() =>
    trying.delete(tx),
  );
  if (answer.status === 'fulfilled') return answer.value;
  await sql`rollback to savepoint all_at_once`.execute(tx);
  await goOn(tx, answer.reason);
  return null;
}

/** Transactions in which something took too long. */
const hung = new WeakSet<MunicipalityReadTx>();

/** After something that failed was taken back. */
async function goOn(tx: MunicipalityReadTx, failed: unknown): Promise<void> {
  if (isTimeUp(failed)) hung.add(tx);
  if (hung.has(tx)) await beBrief(tx);
}

function partsOf<Parts extends Readings>(those: readonly (readonly [Part, Read<unknown>])[]): ReadOf<Parts> {
  return Object.fromEntries(those) as ReadOf<Parts>; // each name with what its own reading answered
}

/** Reads one part that may be missing for who shows the rest (`showsWhatCanBeRead`); throws what is our own mistake. Beside it nothing else is asked of the transaction. */
export async function readPart<Value>(
  tx: MunicipalityReadTx,
  part: Part,
  read: () => Promise<Value>,
): Promise<Read<Value>> {
  if (!mayBeMissing(tx)) return { state: 'read', value: await read() };
  await sql`savepoint part`.execute(tx);
  try {
    return { state: 'read', value: await read() };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    await sql`rollback to savepoint part`.execute(tx);
    await goOn(tx, error);
    missing.set(tx, new Map([...missingIn(tx), [part, error]]));
    return { state: 'down' };
  }
}

const missing = new WeakMap<MunicipalityReadTx, ReadonlyMap<Part, unknown>>();

/** The parts that could not be read in a transaction, each with what went wrong: whoever shows the rest says so. */
export function missingIn(tx: MunicipalityReadTx): ReadonlyMap<Part, unknown> {
  return missing.get(tx) ?? new Map<Part, unknown>();
}

/**
 * Whether what went wrong is that the database could not read something: a table that is not there or not ours to read, a disk, a time that is
 * up. Not what we asked wrongly, and not that the database is gone.
 */
export function isUnreadable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && UNREADABLE.test(error.code ?? '');
}

/** Whether what went wrong is that the database could not do something in the time that it had (patience.ts). SQLSTATE 57014, and 55P03 for what others have locked. */
export function isTimeUp(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '57014' || error.code === '55P03');
}

/** SQLSTATE: 42P01 no such table, 42501 not allowed, 53 no room, 55 not ready, 57014 time is up, 58 and XX the disk. */
const UNREADABLE = /^(?:42P01|42501|57014|(?:53|55|58|XX)...)$/;
