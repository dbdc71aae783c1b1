import { sql } from 'kysely';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { noticeOfLetter, readableNoticeId, type LetterId, type NoticeId } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersions } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Copy, LetterSource, ToWrite } from './letter-source.ts';
import { letterFrame } from './letter-frame.ts';
import type { NoticeKind, NoticeLetter } from './model.ts';
import { isToldMeanwhile } from './while-held.ts';
import { NOTICE_LETTER, noticesById, type Notice } from './notices.ts';

/** What the letter of a notice is written from. */
export interface NoticeBasis extends ToWrite {
  readonly notice: Notice;
}

/** The letters of notices: they say what was kept with the notice, in the frame that the municipality had that day. */
export const noticeLetters: LetterSource<NoticeBasis> = {
  work: NOTICE_LETTER,
  bases: noticeBases,
  isStillToTell: async (tx, { notice }) => notice.withdrawnOn === null && (await isStillTheirs(tx, notice)),
  isToldMeanwhile: ({ notice }) => isToldMeanwhile(notice.kind),
  modelOf: noticeModel,
};

/** What asks a reader for something, or tells what was agreed about it. */
const askingKinds: ReadonlySet<NoticeKind> = new Set([
  'reminder',
  'transfer-warning',
  'demand',
  'invoice',
  'voluntary-plan',
  'voluntary-deferral',
  'plan-broken',
  'set-off-hearing',
  'owed-back',
  'objection-answered',
  'arrangement-refused',
]);

/** Nobody is asked for what they do not owe any longer: also one whose estate was closed before the letter was made. */
async function isStillTheirs(
  tx: MunicipalityTx,
  { kind, debtor, claims }: Pick<Notice, 'kind' | 'debtor' | 'claims'>,
): Promise<boolean> {
  if (!askingKinds.has(kind)) return true;
  const liabilities = await liabilitiesFor(
    tx,
    claims.map(({ claim }) => claim),
  );
  const theirs = liabilities.filter((each) => each.debtor === debtor);
  return theirs.length === 0 || theirs.some(({ ended }) => ended === null);
}

async function noticeBases(tx: MunicipalityTx, letters: readonly LetterId[]): Promise<NoticeBasis[]> {
  const asked = letters.map((letter) => {
    const notice = noticeOfLetter(letter);
    assert(notice !== null, 'the letter of a notice has its number');
    return notice;
  });
  await hold(tx, asked);
  const notices = new Map((await noticesById(tx, asked)).map((each) => [each.notice, each]));
  const configurations = await configurationVersions(
    tx,
    [...notices.values()].map(({ configurationVersion }) => configurationVersion),
  );
  return asked.map((number) => basisOf(notices.get(number), configurations));
}

/** Who would give a notice up waits until its letter is made, and then cannot. */
async function hold(tx: MunicipalityTx, notices: readonly NoticeId[]): Promise<void> {
  await sql`
    select from notice where notice_id = any (${notices.map(String)}::bigint[]) order by notice_id for no key update`.execute(
    tx,
  );
}

function basisOf(
  notice: Notice | undefined,
  configurations: ReadonlyMap<number, Configuration>,
): NoticeBasis {
  const configuration = notice && configurations.get(notice.configurationVersion);
  assert(notice !== undefined && configuration !== undefined, 'a letter is due about a notice that is there');
  const { letter, debtor, writtenOn } = notice;
  return { notice, letter, debtor, day: writtenOn, configuration };
}

/**
 * A notice as data: the same notice gives the same letter. Refused when its deadline has come before anybody could be told:
 * whoever wrote it gives it up and writes it anew (notices-too-late.ts).
 */
function noticeModel(
  { notice, configuration }: NoticeBasis,
  copy: Copy,
): Result<NoticeLetter, { readonly tag: 'deadline-passed' }> {
  const { facts, printedDeadline } = notice;
  if (printedDeadline !== null && printedDeadline <= copy.today) return refuse({ tag: 'deadline-passed' });
  return ok({
    ...facts,
    ...letterFrame(configuration, copy),
    debtorNumber: notice.debtor,
    noticeReference: readableNoticeId(notice.notice),
    letterDate: notice.writtenOn,
  });
}
