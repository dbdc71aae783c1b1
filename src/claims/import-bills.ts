import { registerCompanies } from '../debtors/companies.ts';
import { registerDebtors } from '../debtors/register.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { isTimeBarred } from '../law/limitation.ts';
import { DESCRIPTION_LENGTH } from '../law/transfer-readiness.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { ahead, contradictionsOf } from './bill-contradictions.ts';
import { claimsOf, nameOf, type FileClaim } from './bill-groups.ts';
import {
  billReasonInPlainWords,
  readBillsFile,
  type BillColumn,
  type BillRefusal,
  type BillRow,
  type BillsFileRefusal,
} from './bills-file.ts';
import { limitationsOf } from './limitation.ts';
import { missingLater, type BillWarning } from './missing-fields.ts';
import {
  raiseOrdinaryClaims,
  type OrdinaryClaim,
  type OrdinaryRefusal,
  type RaiseOrdinary,
} from './raise-ordinary.ts';
import type { ClaimNumber } from './types.ts';

export interface BillsToImport extends Omit<RaiseOrdinary, 'sha256'> {
  readonly bytes: Uint8Array;
  /** True: go all the way, tell, and undo. */
  readonly dryRun: boolean;
}

/** What came of a file of ordinary claims: all of it or nothing. */
export interface BillsReport {
  readonly outcome: 'imported' | 'refused';
  readonly dryRun: boolean;
  readonly fileName: string;
  readonly rowsRead: number;
  readonly claims: number;
  /** Left to pay of them. */
  readonly outstanding: Ore;
  /** Those that are time-barred already for everybody who owes them: nothing collects them, and the next night ends them. */
  readonly timeBarred: number;
  readonly fileRefusal: BillsFileRefusal | null;
  readonly refusals: readonly BillRefusal[];
  /** What is taken in and will not be told as it stands; none where the file was refused. */
  readonly warnings: readonly BillWarning[];
}

/**
 * Takes a file of ordinary claims in, all of it or nothing; everything that is wrong is told by row and column. A claim that several
 * owe together is one claim; a debt that is split (delt gæld) is one for each, named after it.
 */
export async function importBills(
  { db, municipality }: { readonly db: Database; readonly municipality: MunicipalityCode },
  { bytes, dryRun, ...raise }: BillsToImport,
): Promise<BillsReport> {
  const nothing = {
    dryRun,
    fileName: raise.fileName,
    claims: 0,
    outstanding: zeroOre,
    timeBarred: 0,
    warnings: [],
  };
  const read = readBillsFile(bytes);
  if (!read.ok)
    return { ...nothing, outcome: 'refused', rowsRead: 0, fileRefusal: read.refusal, refusals: [] };
  const { rows, sha256 } = read.value;
  const rowsRead = rows.length + new Set(read.value.refusals.map(({ row }) => row)).size;
  const refusedWith = (refusals: readonly BillRefusal[]): BillsReport => ({
    ...nothing,
    outcome: 'refused',
    rowsRead,
    fileRefusal: null,
    refusals,
  });
  const grouped = claimsOf(rows);
  const wrong = [...read.value.refusals, ...grouped.refusals].toSorted((a, b) => a.row - b.row);
  if (wrong.length > 0) return refusedWith(wrong);
  const { refusals, timeBarred, missing } = await undoable((undo) =>
    inMunicipality(db, municipality, async (tx) => {
      const taken = await raiseAll(tx, grouped.claims, { ...raise, sha256 });
      return dryRun || taken.refusals.length > 0 ? undo(taken) : taken;
    }),
  );
  if (refusals.length > 0) return refusedWith(refusals);
  const outstanding = sumOre(grouped.claims.map(({ first }) => first.outstanding));
  return {
    ...nothing,
    outcome: 'imported',
    rowsRead,
    claims: grouped.claims.length,
    outstanding,
    timeBarred,
    fileRefusal: null,
    refusals: [],
    warnings: [...rows.flatMap(tooLongDescription), ...missing].toSorted((a, b) => a.row - b.row),
  };
}

function tooLongDescription({ row, description }: BillRow): BillWarning[] {
  if ((description ?? '').length <= DESCRIPTION_LENGTH) return [];
  const text = `Teksten er over ${DESCRIPTION_LENGTH} tegn. Sendes kravet til Gældsstyrelsen, får den kun de første ${DESCRIPTION_LENGTH}.`;
  return [{ row, column: 'description', text }];
}

/** What came of raising a file's claims. */
interface Taken extends Pick<BillsReport, 'timeBarred'> {
  /** What the claims lack that is needed later. */
  readonly missing: readonly BillWarning[];
  readonly refusals: readonly BillRefusal[];
}

async function raiseAll(
  tx: MunicipalityTx,
  claims: readonly FileClaim[],
  raise: RaiseOrdinary,
): Promise<Taken> {
  const [own, on] = [await ownTypesIn(tx), dayInCopenhagen(raise.at)];
  const firsts = claims.map(({ first }) => first);
  const contradicted = firsts.flatMap((row) => contradictionsOf(row, own, on));
  if (contradicted.length > 0) return { refusals: contradicted, timeBarred: 0, missing: [] };
  const debtors = await registered(tx, claims, raise);
  if (!('get' in debtors)) return { refusals: debtors, timeBarred: 0, missing: [] };
  const ordinary = claims.map((claim) =>
    asOrdinary(
      claim,
      claim.debtors.map((each) => debtors.get(nameOf(each))),
    ),
  );
  const raised = await raiseOrdinaryClaims(tx, ordinary, raise);
  if (raised.ok) {
    return {
      refusals: [],
      timeBarred: await barredAlready(tx, raised.value, raise),
      missing: firsts.flatMap((row) => [...ahead(row, on), ...missingLater(row, own)]),
    };
  }
  const refusals = raised.refusal.refusals.map(({ place, refusal: { tag } }) => ({
    row: claims[place]?.first.row ?? 0,
    column: columnOf[tag],
    value: '',
    reason: tag,
    text: billReasonInPlainWords(tag),
  }));
  return { refusals, timeBarred: 0, missing: [] };
}

/** How many of the claims were time-barred before they came, for everybody who owes them. */
async function barredAlready(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  { at }: RaiseOrdinary,
): Promise<number> {
  const on = dayInCopenhagen(at);
  const limitations = [...(await limitationsOf(tx, claims)).values()];
  return limitations.filter((each) => each.every((limitation) => isTimeBarred(limitation, on))).length;
}

const columnOf: Readonly<Record<OrdinaryRefusal['tag'], BillColumn | ''>> = {
  'unknown-type': 'claimType',
  'inactive-type': 'claimType',
  'not-a-main-claim': 'claimType',
  'lapses-instead': 'claimType',
  'ruling-date-missing': 'ruledOn',
  'last-timely-day-before-due': 'lastTimelyPayment',
  'nobody-liable': 'debtor',
  'already-known': 'claimId',
  'other-debtor-of-account': 'accountId',
};

async function registered(
  tx: MunicipalityTx,
  claims: readonly FileClaim[],
  { by, at }: RaiseOrdinary,
): Promise<Map<string, DebtorNumber> | BillRefusal[]> {
  const all = claims.flatMap(({ debtors }) => debtors);
  const people = [...new Set(all.flatMap((each) => (each.kind === 'person' ? [each.cpr] : [])))];
  const numbers = new Map<string, DebtorNumber>(await registerDebtors(tx, people, at));
  const companies = [
    ...new Map(all.flatMap((each) => (each.kind === 'company' ? [[each.cvr, each] as const] : []))).values(),
  ];
  if (companies.length === 0) return numbers;
  const told = companies.map(({ cvr, name, address }) => ({
    cvr,
    akr: null,
    name,
    address,
    form: 'company' as const,
    // Companies have Digital Post unless they are exempt (lov om Digital Post § 3); nobody has told us of an exemption.
    digitalPost: true,
  }));
  const known = await registerCompanies(tx, told, { by, at });
  if (!known.ok) {
    const cvr = companies[known.refusal.place]?.cvr;
    const row = claims.find(({ debtors }) => debtors.some((each) => nameOf(each) === cvr))?.first.row ?? 0;
    const reason = 'numbers-disagree';
    return [{ row, column: 'debtor', value: '', reason, text: billReasonInPlainWords(reason) }];
  }
  known.value.forEach((debtor, index) => numbers.set(companies[index]?.cvr ?? '', debtor));
  return numbers;
}

function asOrdinary(
  { first, claimId, splitOf }: FileClaim,
  debtors: readonly (DebtorNumber | undefined)[],
): OrdinaryClaim {
  return {
    sourceSystem: first.sourceSystem,
    // An account has one debtor: the parts of a split debt have one each.
    accountId: splitOf === null ? first.accountId : `${first.accountId}/${claimId.slice(splitOf.length + 1)}`,
    claimId,
    type: first.claimType,
    debtors: debtors.flatMap((debtor) => (debtor === undefined ? [] : [debtor])),
    principal: first.principal,
    outstanding: first.outstanding,
    origin: first.originDate,
    due: first.dueDate,
    srb: first.lastTimelyPayment,
    period: first.period,
    demandSent: first.demandSent,
    ruledOn: first.ruledOn,
    description: first.description,
    propertyNumber: first.propertyNumber,
    paidOut: first.paidOut,
    splitOf,
  };
}

class Undone extends Error {
  readonly taken: Taken;
  constructor(taken: Taken) {
    super('undone');
    this.taken = taken;
  }
}

/** Does work in a transaction that may be undone; answers what came of it, with the refusals for which it was undone. */
async function undoable(work: (undo: (taken: Taken) => never) => Promise<Taken>): Promise<Taken> {
  try {
    return await work((taken) => {
      throw new Undone(taken);
    });
  } catch (error) {
    if (error instanceof Undone) return error.taken;
    throw error;
  }
}
