import { decisionsAloneAbout } from '../agreements/decisions.ts';
import { claimsOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { representativeNumbersOf } from '../debtors/representatives.ts';
import { hidesAddress } from '../identity/acting.ts';
import type { Session } from '../identity/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { decisionOfLetter, isNoticeLetter, type DebtorNumber, type LetterId } from '../kernel/ids.ts';
import { lettersAbout, type DeliveryStanding, type LetterSent } from '../letters/delivery-overview.ts';
import type { LetterKind } from '../letters/model.ts';
import { noticesAbout } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { orElse, readPartly } from '../platform/read-partly.ts';
import { missedDays, type MissedDay } from './missed-days.ts';

/** Whose letters, and who reads them. */
export type LetterReader = Pick<Session, 'debtor' | 'own' | 'helper' | 'actsFor'>;

/** A letter that has been sent, as its reader may see it. */
export interface LetterShown {
  readonly letter: LetterId;
  readonly kind: LetterKind;
  /** The day that is printed on it, whenever it was sent. */
  readonly on: PlainDate;
  /** Until when it gives; null = it gives no day. */
  readonly deadline: PlainDate | null;
  readonly standing: 'sent' | 'arrived' | 'returned' | 'failed';
  /** The main claims that it is about, of those that its debtor owes or has owed. */
  readonly mains: readonly ClaimNumber[];
  /** What was missed when it was written, by those of them that it reminds of. */
  readonly missed: ReadonlyMap<ClaimNumber, MissedDay>;
  readonly copy: CopyShown;
}

/**
 * The copy that may be read: the reader's own, else the debtor's. `others`: it went to somebody else alone. `hidden`: an address that is
 * protected may stand on it, and the reader acts for another.
 */
export type CopyShown =
  | { readonly may: 'read'; readonly recipient: number; readonly languages: readonly ('da' | 'en')[] }
  | { readonly may: 'others' | 'hidden' };

/** Every letter about a debtor's debts that has been sent, the newest first. What waits to be sent is not among them. What they are about may be missing (`about-letters`). */
export async function lettersShown(tx: MunicipalityReadTx, reader: LetterReader): Promise<LetterShown[]> {
  const { debtor } = reader;
  if (debtor === null) return [];
  const [[sent, own, hidden], read] = await readPartly(tx, {
    needed: () =>
      Promise.all([
        lettersAbout(tx, debtor),
        reader.actsFor === null
          ? []
          : representativeNumbersOf(tx, debtor, { debtor: reader.own.debtor, helper: reader.helper }),
        hidesAddress(tx, reader),
      ]),
    parts: { 'about-letters': () => whatTheyAreAbout(tx, debtor) },
  });
  const about = orElse(read['about-letters'], () => ({ mains: [], missed: new Map(), deadline: null }));
  const letters = [...Map.groupBy(sent, ({ letter }) => letter).values()];
  return letters
    .flatMap((copies) => shown(copies, { own, hidden, about }))
    .toSorted((a, b) => (a.on === b.on ? (a.letter < b.letter ? 1 : -1) : a.on < b.on ? 1 : -1));
}

interface Reading {
  /** The numbers of the reader's own copies. */
  readonly own: readonly number[];
  readonly hidden: boolean;
  readonly about: (letter: LetterId) => Pick<LetterShown, 'mains' | 'missed' | 'deadline'>;
}

function shown(copies: readonly LetterSent[], { own, hidden, about }: Reading): LetterShown[] {
  const mine =
    copies.find(({ recipient }) => own.includes(recipient)) ??
    copies.find(({ recipient }) => recipient === 0);
  const copy = mine ?? copies.find((each) => becameOf(each) !== null);
  const standing = copy === undefined ? null : becameOf(copy);
  if (copy === undefined || standing === null) return [];
  const { letter, kind, datedOn: on, recipient, languages } = copy;
  // Also the reader's own copy, where it was made before the address was protected.
  const isHidden = hidden && !copy.withoutOwnWords;
  return [
    {
      letter,
      kind,
      on,
      standing,
      ...about(letter),
      copy:
        mine === undefined
          ? { may: 'others' }
          : isHidden
            ? { may: 'hidden' }
            : { may: 'read', recipient, languages },
    },
  ];
}

/** What became of a copy by the last way that was tried; null = it waits. */
function becameOf({ deliveries }: LetterSent): LetterShown['standing'] | null {
  const last = deliveries.findLast((each) => (each.sentOn ?? each.handedOn ?? each.arrivedOn) !== null);
  return last === undefined ? null : standingOf(last);
}

function standingOf({ returnedOn, failedOn, arrivedOn }: DeliveryStanding): LetterShown['standing'] {
  if (returnedOn !== null) return 'returned';
  if (arrivedOn !== null) return 'arrived';
  return failedOn === null ? 'sent' : 'failed';
}

/** The debts of each letter, what of them was missed, and until when it gives. */
async function whatTheyAreAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Reading['about']> {
  const [claims, notices, decisions] = await Promise.all([
    claimsOfDebtor(tx, debtor),
    noticesAbout(tx, debtor),
    decisionsAloneAbout(tx, debtor),
  ]);
  const mainOf = new Map(claims.map(({ claim, main }) => [claim, main]));
  const mainsOf = (those: readonly { readonly claim: ClaimNumber }[]) => [
    ...new Set(those.flatMap(({ claim }) => mainOf.get(claim) ?? [])),
  ];
  const byLetter = new Map(notices.map((notice) => [notice.letter, notice]));
  const byDecision = new Map(decisions.map((decision) => [decision.id, decision]));
  return (letter) => {
    if (!isNoticeLetter(letter)) {
      const decision = byDecision.get(decisionOfLetter(letter));
      const those = decision === undefined ? [] : [...decision.covers, ...decision.lapses];
      return { mains: mainsOf(those), missed: new Map(), deadline: null };
    }
    const notice = byLetter.get(letter);
    if (notice === undefined) return { mains: [], missed: new Map(), deadline: null };
    const mains = mainsOf(notice.claims);
    const those = claims.filter(({ claim }) => mains.includes(claim));
    return {
      mains,
      missed: missedDays(notice.facts, those),
      deadline: notice.deadline ?? notice.printedDeadline,
    };
  };
}
