import { sql } from 'kysely';
import { lockDebtors } from '../debtors/lock.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import type { PortalChoices } from '../municipality/choices/portal.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import {
  notificationKinds,
  type Channels,
  type NotificationChannel,
  type NotificationKind,
} from './types.ts';

/** What somebody has chosen about one kind of message, and when. */
export interface Chosen {
  readonly channels: readonly NotificationChannel[];
  readonly at: Temporal.Instant;
}

export type ChosenKinds = Readonly<Partial<Record<NotificationKind, Chosen>>>;

/** The newest choices of these debtors, by debtor; who has chosen nothing is left out. */
export async function choicesOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, ChosenKinds>> {
  const { rows } = await sql<Chosen & { debtor: DebtorNumber; kind: NotificationKind }>`
    select distinct on (debtor_number, kind) debtor_number as debtor, kind, channels, chosen_at as at
    from notification_choice where debtor_number = any (${debtors}::int[])
    order by debtor_number, kind, entry desc`.execute(tx);
  const found = new Map<DebtorNumber, ChosenKinds>();
  for (const { debtor, kind, channels, at } of rows)
    found.set(debtor, { ...found.get(debtor), [kind]: { channels, at } });
  return found;
}

/** The next debtors by number who have ever chosen anything, after one. At most `limit`. */
export async function choosersAfter(
  tx: MunicipalityReadTx,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct debtor_number as debtor from notification_choice
    where debtor_number > ${after.toString()}::bigint order by debtor_number limit ${limit}::int`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}

/** By which channels somebody gets messages: as chosen, else as the municipality has said, and never by one that it does not use. */
export function channelsFor(
  chosen: ChosenKinds | undefined,
  { channels: used, unlessChosen }: PortalChoices['notifications'],
): Channels {
  const of = (kind: NotificationKind): readonly NotificationChannel[] => {
    const wanted = chosen?.[kind]?.channels ?? unlessChosen[kind];
    return used.filter((channel) => wanted.includes(channel));
  };
  return {
    'new-debt': of('new-debt'),
    'due-soon': of('due-soon'),
    'payment-received': of('payment-received'),
  };
}

export interface ChoosingNotifications {
  readonly debtor: DebtorNumber;
  readonly channels: Channels;
  /** `citizen:100002`. */
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Keeps what somebody chooses; a kind about which they say the same again stays as it was chosen. */
export async function chooseNotifications(
  tx: MunicipalityTx,
  { debtor, channels, by, at }: ChoosingNotifications,
): Promise<void> {
  assert((await lockDebtors(tx, [debtor])).has(debtor), 'who is signed in with debts is a debtor');
  const before = (await choicesOf(tx, [debtor])).get(debtor);
  const changed = notificationKinds.filter((kind) => {
    const chosen = before?.[kind]?.channels;
    return chosen === undefined || chosen.toSorted().join() !== channels[kind].toSorted().join();
  });
  for (const kind of changed)
    await sql`
      insert into notification_choice (debtor_number, kind, entry, channels, chosen_at, chosen_by)
      select ${debtor}::int, ${kind}, coalesce(max(entry), 0) + 1, ${channels[kind]}::text[], ${at}::timestamptz, ${by}
      from notification_choice where debtor_number = ${debtor} and kind = ${kind}`.execute(tx);
}
