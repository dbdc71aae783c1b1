import type { LetterTexts } from './da.ts';
import { arrangementEn } from './en/arrangement.ts';
import { arrangementRefusedEn } from './en/arrangement-refused.ts';
import { askingEn } from './en/asking.ts';
import { deferralEn } from './en/deferral.ts';
import { demandEn } from './en/demand.ts';
import { endingEn } from './en/ending.ts';
import { frameEn } from './en/frame.ts';
import { limitationEn } from './en/limitation.ts';
import { messageAnswersEn } from './en/message-answers.ts';
import { objectionEn } from './en/objection.ts';
import { setOffEn } from './en/set-off.ts';
import { owedBackEn } from './en/owed-back.ts';
import { paymentEn } from './en/payment.ts';
import { reasonsEn } from './en/reasons.ts';
import { reminderEn } from './en/reminder.ts';
import { reversalEn } from './en/reversal.ts';
import { rightsEn } from './en/rights.ts';

/** The texts of the courtesy translation; each English letter says first that the Danish one applies. */
export const letterTextsEn: LetterTexts = {
  ...frameEn,
  ...paymentEn,
  ...deferralEn,
  ...askingEn,
  ...endingEn,
  ...reversalEn,
  ...reminderEn,
  ...limitationEn,
  ...owedBackEn,
  ...arrangementEn,
  ...arrangementRefusedEn,
  ...objectionEn,
  ...messageAnswersEn,
  ...setOffEn,
  ...demandEn,
  ...reasonsEn,
  ...rightsEn,
};
