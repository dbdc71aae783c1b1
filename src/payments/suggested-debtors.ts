import { decisionsById } from '../agreements/decisions.ts';
import { arrangementsByNumber } from '../arrangements/arrangements.ts';
import type { ArrangementNumber } from '../arrangements/types.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber } from '../claims/types.ts';
import { debtorNumber, type DebtorNumber, type DecisionId, type NoticeId } from '../kernel/ids.ts';
import { noticesById } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Suggestion } from './suspense.ts';

type Found = readonly [kind: Suggestion['kind'], number: bigint, debtor: DebtorNumber];

/** Whose the money may be, for each of these suggestions: all who are or were liable for a claim, by number. */
export async function debtorsSuggested(
  tx: MunicipalityReadTx,
  suggestions: readonly Suggestion[],
): Promise<Map<Suggestion, DebtorNumber[]>> {
  const numbers = (kind: Suggestion['kind']) =>
    suggestions.flatMap((each) => (each.kind === kind ? [each.number] : []));
  const claims = numbers('claim').map(claimNumber);
  const [decisions, notices] = [numbers('decision') as DecisionId[], numbers('notice') as NoticeId[]]; // as they were suggested
  const arrangements = numbers('arrangement') as ArrangementNumber[]; // likewise
  const ofClaims = claims.length === 0 ? [] : await liabilitiesFor(tx, claims);
  const ofDecisions = decisions.length === 0 ? [] : await decisionsById(tx, decisions);
  const ofNotices = notices.length === 0 ? [] : await noticesById(tx, notices);
  const ofArrangements = arrangements.length === 0 ? [] : await arrangementsByNumber(tx, arrangements);
  const found: readonly Found[] = [
    ...numbers('debtor').map((number): Found => ['debtor', number, debtorNumber(Number(number))]),
    ...ofClaims.map(({ claim, debtor }): Found => ['claim', claim, debtor]),
    ...ofDecisions.map(({ id, debtor }): Found => ['decision', id, debtor]),
    ...ofNotices.map(({ notice, debtor }): Found => ['notice', notice, debtor]),
    ...ofArrangements.map(({ number, debtor }): Found => ['arrangement', number, debtor]),
  ];
  const bySuggestion = Map.groupBy(found, ([kind, number]) => `${kind} ${number}`);
  return new Map(
    suggestions.map((suggestion) => {
      const theirs = bySuggestion.get(`${suggestion.kind} ${suggestion.number}`) ?? [];
      return [suggestion, [...new Set(theirs.map(([, , debtor]) => debtor))].toSorted((a, b) => a - b)];
    }),
  );
}
