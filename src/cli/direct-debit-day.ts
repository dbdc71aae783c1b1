import { watchUnanswered } from '../direct-debit/unanswered.ts';
import { inMunicipality } from '../platform/database.ts';
import type { StepOfDay } from './day-steps.ts';
import { agreementIn, send } from './direct-debit.ts';
import { directDebitFolder, layDirectDebitFiles } from './direct-debit-files.ts';
import { deliveriesJson, deliveryLines, type DeliveryTold } from './direct-debit-words.ts';

/** What the day's work did about Betalingsservice. */
export interface CollectedToday {
  readonly deliveries: readonly DeliveryTold[];
  readonly files: readonly string[];
  /** Amounts that Betalingsservice should have told of by now. */
  readonly unanswered: number;
}

/** Makes the day's deliveries, lays their files where files are laid, and tells of what is not answered. Null: there is no agreement. */
export async function collectByBetalingsservice({
  database,
  municipality,
  configured,
  on,
  by,
  clock,
  exports = null,
}: StepOfDay): Promise<CollectedToday | null> {
  const agreed = agreementIn(configured);
  if (agreed === null) return null;
  const made = await send(database, { municipality, agreed, shell: { by, clock } });
  const folder = exports === null ? null : directDebitFolder(exports);
  const files = folder === null ? [] : await layDirectDebitFiles(database, { municipality, folder, clock });
  const { answerBankDays } = agreed.choices;
  const unanswered = await inMunicipality(database, municipality, (tx) =>
    watchUnanswered(tx, { on, answerBankDays }, clock()),
  );
  return { deliveries: deliveriesJson(made), files, unanswered: unanswered.length };
}

export function collectedLines(collected: CollectedToday | null): string[] {
  if (collected === null) return [];
  const { deliveries, files, unanswered } = collected;
  const waiting =
    unanswered === 0 ? [] : [`Opkrævninger, som Betalingsservice ikke har svaret på: ${unanswered}`];
  return deliveries.length + files.length === 0
    ? waiting
    : [...deliveryLines(deliveries, { files, dryRun: false }), ...waiting];
}
