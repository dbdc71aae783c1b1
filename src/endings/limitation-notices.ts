import { listedClaims, type ListedClaim } from '../claims/listed-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { byItself } from '../letters/bill-lines.ts';
import { plainKroner, sumOre, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { claimTypes, type OwnTypes } from '../law/claim-types.ts';
import type { EndedLiability } from '../ledger/ended-work.ts';
import type { FactsOf } from '../letters/notice-facts.ts';
import { noticesAbout, queueNotices, type NoticeToWrite } from '../letters/notices.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** Tells each debtor what is time-barred for them, in one letter. What ended otherwise has been told by its decision. */
export async function queueLimitationNotices(
  tx: MunicipalityTx,
  ended: readonly EndedLiability[],
  at: Temporal.Instant,
): Promise<void> {
  const barred = ended.filter(({ kind, owed }) => kind === 'time-barred' && owed > zeroOre);
  if (barred.length === 0) return;
  const writtenOn = dayInCopenhagen(at);
  const configured = await configurationVersion(tx, null);
  assert(configured !== null, 'a municipality that collects is configured');
  const listed = await listedClaims(
    tx,
    barred.map(({ claim }) => claim),
  );
  const { version, configuration } = configured;
  const own = ownTypesOf(configuration);
  const notices: NoticeToWrite[] = [];
  for (const [debtor, theirs] of Map.groupBy(barred, (each) => each.debtor)) {
    const place = await freePlace(tx, debtor, writtenOn);
    notices.push(noticeOf(theirs, { debtor, writtenOn, place, listed, version, own }));
  }
  await queueNotices(tx, notices, { at });
}

/** From the last of the day's ten places, so that reminders have the first. */
async function freePlace(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  writtenOn: PlainDate,
): Promise<number> {
  const written = await noticesAbout(tx, debtor);
  return 9 - written.filter((each) => each.writtenOn === writtenOn && each.kind === 'limitation').length;
}

interface Telling {
  readonly debtor: DebtorNumber;
  readonly writtenOn: PlainDate;
  readonly place: number;
  readonly listed: ReadonlyMap<ClaimNumber, ListedClaim>;
  readonly version: number;
  readonly own: OwnTypes;
}

function noticeOf(
  ended: readonly EndedLiability[],
  { debtor, writtenOn, place, listed, version, own }: Telling,
): NoticeToWrite {
  const endedOn = new Map(ended.map(({ claim, on }) => [claim, on]));
  const facts: FactsOf<'limitation'> = {
    kind: 'limitation',
    claims: ended.map((end) => {
      const named = listed.get(end.claim);
      assert(named !== undefined, 'a claim that ended is in the register');
      const { level, main, srb, claimId } = named;
      return {
        level,
        ...namedAs(named, own),
        reference: level === 'main' ? claimId : null,
        dueOn: srb,
        until: end.on,
        withMain: level !== 'main' && endedOn.get(main) === end.on,
        owed: plainKroner(end.owed),
      };
    }),
    totalOwed: plainKroner(sumOre(ended.map(({ owed }) => owed))),
    fee: null,
    warnsOfTransfer: false,
  };
  return {
    debtor,
    writtenOn,
    place,
    facts,
    claims: ended.map(({ claim, owed }) => ({ claim, owed })),
    feeClaim: null,
    instalment: null,
    arrangement: null,
    configurationVersion: version,
  };
}

function namedAs({ level, description, type }: ListedClaim, own: OwnTypes): ReturnType<typeof byItself> {
  if (level !== 'main') return { what: level === 'interest' ? 'Rente' : 'Gebyr' };
  return byItself(description, (claimTypes.get(type) ?? own.get(type))?.name ?? 'Regning');
}
