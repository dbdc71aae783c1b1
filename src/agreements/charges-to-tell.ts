import { billsOf } from '../claims/bills.ts';
import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DecisionId } from '../kernel/ids.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import { later } from '../law/interest-facts.ts';
import { dayAfter } from '../law/neighbouring-days.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Decision } from './types.ts';
import { wholeDue } from './whole-due.ts';

/** Interest and fees on the claims of a decision to transfer, as its letter tells them. */
export interface ChargesToTell {
  /** What is left of each. */
  readonly fees: Ore;
  readonly interest: Ore;
  /** The first day for which interest of the municipality's own may be charged on one of its claims; null = none runs (open question Q41). */
  readonly runsFrom: PlainDate | null;
}

/** The same for decisions to transfer, by the configuration that each was made by. */
export async function chargesToTell(
  tx: MunicipalityReadTx,
  transfers: readonly Decision[],
  configurations: ReadonlyMap<number, Configuration>,
): Promise<Map<DecisionId, ChargesToTell>> {
  if (transfers.length === 0) return new Map();
  const mains = [...new Set(transfers.flatMap(({ covers }) => covers.map(({ claim }) => claim)))];
  const charges = (await billsOf(tx, mains)).filter(({ level }) => level !== 'main');
  const accounts = await accountsOfClaims(
    tx,
    charges.map(({ claim }) => claim),
  );
  const due = await wholeDue(tx, mains);
  const claims = await mainClaims(tx, mains);
  return new Map(
    transfers.map(({ id, covers, configurationVersion }) => {
      const about = covers.map(({ claim }) => claim);
      const left = (wanted: 'fee' | 'interest') =>
        sumOre(
          charges
            .filter(({ main, level }) => level === wanted && about.includes(main))
            .map(({ claim }) => balanceOf(accounts.get(claim))),
        );
      const { claimTypes = {} } = configurations.get(configurationVersion) ?? {};
      const begins = (claim: ClaimNumber): PlainDate[] => {
        const [day, type] = [due.get(claim), claims.get(claim)?.type ?? ''];
        const decided = claimTypes[type]?.interest ?? null;
        return day === undefined || decided === null ? [] : [later(dayAfter(day), decided.decidedOn)];
      };
      const runsFrom = about.flatMap(begins).toSorted()[0] ?? null;
      return [id, { fees: left('fee'), interest: left('interest'), runsFrom }];
    }),
  );
}
