import { claimsForBooks, type ClaimForBooks } from '../claims/claims-for-books.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import { accountKinds, type AccountKind } from '../ledger/account-kinds.ts';
import { bookedOn } from '../ledger/booked.ts';
import type { Account, Transfer } from '../ledger/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { ANY } from './account-rules.ts';
import { Entries } from './entries.ts';
import { eventOf, type BookGroup, type VoucherEvent } from './events.ts';
import { withoutTransit } from './transit.ts';

/** A transfer by its key. */
export type TransferKey = Pick<Transfer, 'cause' | 'causeNumber' | 'line'>;

/** What a day has moved on a main claim's own accounts for where it came from and for its loss: the state may share in it. */
export interface OwnMoves {
  readonly claim: ClaimNumber;
  readonly claimType: string;
  readonly group: 'source' | 'loss';
  /** The first day of the claim's period. */
  readonly day: PlainDate;
  /** By event, debits less credits. */
  readonly moved: Map<VoucherEvent, bigint>;
  readonly transfers: TransferKey[];
}

/** A day's transfers as the books see them; what the state may share in is not yet among the entries. */
export interface DayBooks {
  readonly day: PlainDate;
  readonly entries: Entries;
  readonly ownMoves: ReadonlyMap<string, OwnMoves>;
  /** How many transfers each event tells. */
  readonly transfers: ReadonlyMap<VoucherEvent, number>;
  /** A payment whose money was not all allocated: our own mistake, and the day cannot be closed. */
  readonly leftInTransit: boolean;
}

/** Reads all that was booked on a day. */
export async function dayBooks(tx: MunicipalityReadTx, day: PlainDate): Promise<DayBooks> {
  const books = new Books(day);
  for await (const causes of bookedOn(tx, day)) {
    const transfers: Transfer[] = [];
    for (const cause of causes) {
      const allocated = withoutTransit(cause.transfers);
      if (allocated === null) books.leftInTransit = true;
      else transfers.push(...allocated);
    }
    const claims = await claimsForBooks(tx, claimsIn(transfers));
    for (const transfer of transfers) books.add(transfer, claims);
  }
  return books;
}

/** The groups on which a claim's own money stands, so that its own period decides the account. */
const ownGroups: ReadonlySet<string> = new Set(['receivable', 'source', 'loss', 'recovery-interest']);

class Books implements DayBooks {
  readonly day: PlainDate;
  readonly entries = new Entries();
  readonly ownMoves = new Map<string, OwnMoves>();
  readonly transfers = new Map<VoucherEvent, number>();
  leftInTransit = false;

  constructor(day: PlainDate) {
    this.day = day;
  }

  add(transfer: Transfer, claims: ReadonlyMap<ClaimNumber, ClaimForBooks>): void {
    const { debit, credit, cause } = transfer;
    const [debitClaim, creditClaim] = [claimOf(debit, claims), claimOf(credit, claims)];
    if (isSamePlace(debit, credit) && isAlike(debitClaim, creditClaim)) return;
    const claim = debitClaim ?? creditClaim;
    const event = eventOf({ cause, debit: debit.kind, credit: credit.kind, level: claim?.level ?? null });
    this.#put(transfer, { account: debit, claim: debitClaim, other: claim, event, amount: transfer.amount });
    this.#put(transfer, {
      account: credit,
      claim: creditClaim,
      other: claim,
      event,
      amount: -transfer.amount,
    });
    this.transfers.set(event, (this.transfers.get(event) ?? 0) + 1);
  }

  #put(transfer: Transfer, { account, claim, other, event, amount }: Side): void {
    const group = groupOf(account.kind);
    const own = ownGroups.has(group);
    const day = (own ? claim?.from : null) ?? this.day;
    const claimType = (claim ?? other)?.claimType ?? ANY;
    // What the state may have a share in; interest and fees are the municipality's alone.
    if ((group === 'source' || group === 'loss') && claim?.level === 'main')
      this.#putOwn(transfer, { account, group, day, claimType, event, amount });
    else this.entries.add({ claimType, event, group, day, percent: null, share: 'whole' }, amount);
  }

  #putOwn(
    { cause, causeNumber, line }: Transfer,
    { account, group, day, claimType, event, amount }: Own,
  ): void {
    const key = `${account.number}/${group}`;
    const claim = claimNumber(account.number);
    const own: OwnMoves = this.ownMoves.get(key) ?? {
      claim,
      claimType,
      group,
      day,
      moved: new Map(),
      transfers: [],
    };
    own.moved.set(event, (own.moved.get(event) ?? 0n) + amount);
    own.transfers.push({ cause, causeNumber, line });
    this.ownMoves.set(key, own);
  }
}

interface Side {
  readonly account: Account;
  readonly claim: ClaimForBooks | undefined;
  /** The claim that the transfer is about, where the account is none of its own. */
  readonly other: ClaimForBooks | undefined;
  readonly event: VoucherEvent;
  /** Debits above 0. */
  readonly amount: bigint;
}

interface Own extends Pick<Side, 'account' | 'event' | 'amount'> {
  readonly group: OwnMoves['group'];
  readonly day: PlainDate;
  readonly claimType: string;
}

function groupOf(kind: AccountKind): BookGroup {
  const { group } = accountKinds[kind];
  assert(group !== 'transit', 'money in transit has been told with what it covers');
  return group;
}

function isOfClaim({ kind }: Account): boolean {
  return accountKinds[kind].number === 'claim';
}

function claimsIn(transfers: readonly Transfer[]): ClaimNumber[] {
  const accounts = transfers.flatMap(({ debit, credit }) => [debit, credit]).filter(isOfClaim);
  return [...new Set(accounts.map(({ number }) => claimNumber(number)))];
}

function claimOf(
  account: Account,
  claims: ReadonlyMap<ClaimNumber, ClaimForBooks>,
): ClaimForBooks | undefined {
  if (!isOfClaim(account)) return undefined;
  const claim = claims.get(claimNumber(account.number));
  assert(claim !== undefined, `money stands on claim ${account.number}, which is not in the register`);
  return claim;
}

function isSamePlace(debit: Account, credit: Account): boolean {
  return groupOf(debit.kind) === groupOf(credit.kind);
}

/** Whether two claims' money stands on the same accounts, whatever the rules say. */
function isAlike(one: ClaimForBooks | undefined, other: ClaimForBooks | undefined): boolean {
  return one?.claimType === other?.claimType && one?.from === other?.from;
}
