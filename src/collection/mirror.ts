import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { coveredOtherwise, type CoveredInLedger } from './covered-in-ledger.ts';
import { lossesBookedThere } from './losses-there.ts';
import { settledOtherwise, type Settled } from './settlements.ts';
import { toldOtherwise, type ToldOtherwise } from './told-balances.ts';
import { unknownNumbers, type UnknownNumber } from './unknown-numbers.ts';

/**
 * A claim of which the authority has another amount left than our ledger says; of one that is registered for set-off alone, and has
 * nothing there in the ledger, another than its own messages come to.
 */
export interface MirrorDifference {
  readonly claim: ClaimNumber;
  /** INDR: in recovery there; MODR: registered for set-off alone. */
  readonly art: ToldOtherwise['art'];
  /** Of a registration, what it has by its messages. */
  readonly ledger: Ore;
  /** By the authority's messages, with what we have told it and it has not answered, and as it says itself where it has said. */
  readonly authority: Ore;
  /** What it last said that it has left, where that is not what its messages come to. */
  readonly said: Pick<ToldOtherwise, 'said' | 'on'> | null;
}

export interface Mirror {
  /** Claims at the authority. */
  readonly claims: number;
  /** The first 100. */
  readonly differences: readonly MirrorDifference[];
  /** Numbers of which it tells, and which no claim of ours has: in our ledger nothing is left of them. */
  readonly unknown: readonly UnknownNumber[];
  /** All that it has covered, where our ledger has it otherwise; null = it has not. */
  readonly covered: CoveredInLedger | null;
  /** The sum of the sizes of all of these. */
  readonly difference: Ore;
  /** What has been settled and is not what was covered; the first 100. */
  readonly settled: readonly Settled[];
}

const MOST_DIFFERENCES = 100;

/**
 * Holds what stands in the ledger at the authority against what the authority has told: received, written down and up, covered
 * (GIB § 4 and the creditors' guidance: its own coverings apart), with what is on its way to it. What it has written off counts
 * from the day that the loss is booked here. Where the authority has said what it has left, that counts (told-balances.ts). And all
 * settlements against what was covered on their days, and all coverings against the ledger, to the øre. `on`: the day on which it is asked.
 */
export async function mirror(tx: MunicipalityReadTx, on: PlainDate): Promise<Mirror> {
  const otherwise = await toldOtherwise(tx, on);
  const said = new Map(otherwise.filter(({ art }) => art === 'INDR').map((each) => [each.claim, each]));
  const { rows } = await sql<{ claim: ClaimNumber; ledger: bigint; authority: bigint }>`
    with ledger as (
      select number, sum(amount) as balance from (
        select debit_number as number, amount_ore as amount from transfer where debit_kind = 'recovery'
        union all
        select credit_number, -amount_ore from transfer where credit_kind = 'recovery') moved
      group by number),
    open as (
      select claim_number, sum(case when code in ('NEDSKRIV', 'NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING',
          'NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING') then -amount_ore else amount_ore end) as change
      from recovery_action
      where art = 'INDR' and state in ('queued', 'sent', 'hearing') and code not in ('OPRETFORDRING', 'GENINDSENDFORDRING', 'TILBAGEKALD', 'AENDRFORDRING')
      group by claim_number),
    booked as (${lossesBookedThere}),
    -- What nobody owes any longer has left the books, and comes back when its recall has been answered.
    leaving as (
      select distinct claim_number from recovery_action a
      where art = 'INDR' and code = 'TILBAGEKALD' and state in ('queued', 'sent') and not exists (
        select from liability l left join liability_end e using (claim_number, debtor_number)
        where l.claim_number = a.claim_number and e.ended_on is null)),
    there as (
      select claim_number, case when leaving.claim_number is not null and l.balance is null then 0
        else reported_ore - covered_ore - coalesce(loss, 0) + coalesce(change, 0) end as rest
      from recovery_claim left join open using (claim_number) left join booked on number = claim_number
        left join leaving using (claim_number) left join ledger l on l.number = claim_number and l.balance <> 0
      where state in ('received', 'written-off'))
    select coalesce(l.number, r.claim_number) as claim, coalesce(l.balance, 0)::bigint as ledger,
      coalesce(r.rest, 0)::bigint as authority
    from ledger l full join there r on r.claim_number = l.number
    where coalesce(l.balance, 0) <> coalesce(r.rest, 0) or r.claim_number = any (${[...said.keys()].map(String)}::bigint[])
    order by 1`.execute(tx);
  const inRecovery = rows.flatMap((row): MirrorDifference[] => {
    const told = said.get(row.claim) ?? null;
    const authority = row.authority + (told?.differs ?? 0n);
    const found = {
      claim: row.claim,
      art: 'INDR' as const,
      ledger: ore(row.ledger),
      authority: ore(authority),
    };
    return row.ledger === authority && told === null
      ? []
      : [{ ...found, said: told === null ? null : { said: told.said, on: told.on } }];
  });
  const differences = [...inRecovery, ...otherwise.filter(({ art }) => art === 'MODR').map(ofRegistration)];
  const settled = await settledOtherwise(tx);
  const unknown = await unknownNumbers(tx, on);
  const covered = await coveredOtherwise(tx, on);
  const sizes = [
    ...unknown.map(({ left }) => size(left)),
    covered === null ? 0n : size(covered.ledger - covered.told),
    ...differences.map(({ ledger, authority }) => size(ledger - authority)),
    ...settled.map(({ amount, covered: of }) => size(amount - of)),
  ];
  return {
    claims: await claimsThere(tx),
    differences: differences.slice(0, MOST_DIFFERENCES),
    unknown,
    covered,
    difference: ore(sizes.reduce((sum, each) => sum + each, 0n)),
    settled: settled.slice(0, MOST_DIFFERENCES),
  };
}

function ofRegistration({ claim, art, known, differs, said, on }: ToldOtherwise): MirrorDifference {
  return { claim, art, ledger: known, authority: ore(known + differs), said: { said, on } };
}

async function claimsThere(tx: MunicipalityReadTx): Promise<number> {
  const { rows } = await sql<{ claims: number }>`
    select count(*)::int as claims from recovery_claim where state = 'received'`.execute(tx);
  return rows[0]?.claims ?? 0;
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
