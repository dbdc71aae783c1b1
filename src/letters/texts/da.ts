import { arrangementDa } from './da/arrangement.ts';
import { arrangementRefusedDa } from './da/arrangement-refused.ts';
import { askingDa } from './da/asking.ts';
import { deferralDa } from './da/deferral.ts';
import { demandDa } from './da/demand.ts';
import { endingDa } from './da/ending.ts';
import { frameDa } from './da/frame.ts';
import { limitationDa } from './da/limitation.ts';
import { messageAnswersDa } from './da/message-answers.ts';
import { objectionDa } from './da/objection.ts';
import { setOffDa } from './da/set-off.ts';
import { owedBackDa } from './da/owed-back.ts';
import { paymentDa } from './da/payment.ts';
import { reasonsDa } from './da/reasons.ts';
import { reminderDa } from './da/reminder.ts';
import { reversalDa } from './da/reversal.ts';
import { rightsDa } from './da/rights.ts';

/**
 * The letters' Danish texts. `{name}` is a place for a value. A municipality may put its own words under a key, but must
 * keep the places. The tone: du og vi, short sentences, the main thing first, no threats, paragraphs last.
 */
export const letterTextsDa = {
  ...frameDa,
  ...paymentDa,
  ...deferralDa,
  ...askingDa,
  ...endingDa,
  ...reversalDa,
  ...reminderDa,
  ...limitationDa,
  ...owedBackDa,
  ...arrangementDa,
  ...arrangementRefusedDa,
  ...objectionDa,
  ...messageAnswersDa,
  ...setOffDa,
  ...demandDa,
  ...reasonsDa,
  ...rightsDa,
} as const;

export type LetterTextKey = keyof typeof letterTextsDa;
export type LetterTexts = Readonly<Record<LetterTextKey, string>>;
