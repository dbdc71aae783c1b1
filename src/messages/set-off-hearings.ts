import { setOffsOf } from '../endings/set-off-rows.ts';
import type { SetOff } from '../endings/set-off-types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { noticesById } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A set-off that somebody is heard about and that has not been decided. */
export interface HeardSetOff extends SetOff {
  readonly askedOn: PlainDate;
  /** The last day to answer; until the letter has arrived, the one that it prints. After it an answer is read as long as nothing has been decided. */
  readonly answerBy: PlainDate | null;
}

/** What a debtor is asked before money that is to be paid out to them is set off, oldest first. */
export async function heardSetOffsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<HeardSetOff[]> {
  const heard = (await setOffsOf(tx, debtor)).filter(({ state }) => state === 'heard');
  const letters = await noticesById(
    tx,
    heard.map(({ hearing }) => hearing),
  );
  const byNumber = new Map(letters.map((letter) => [letter.notice, letter]));
  return heard.map((setOff) => {
    const letter = byNumber.get(setOff.hearing);
    const answerBy = letter?.deadline ?? letter?.printedDeadline ?? null;
    return { ...setOff, askedOn: letter?.writtenOn ?? setOff.notedOn, answerBy };
  });
}

/** All set-offs of some debtors. */
export async function setOffsOfEach(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<SetOff[]> {
  const found: SetOff[] = [];
  for (const debtor of debtors) found.push(...(await setOffsOf(tx, debtor)));
  return found;
}
