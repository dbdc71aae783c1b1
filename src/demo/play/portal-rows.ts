import { listColumns, type ListRow } from '../../collection/list-channel.ts';
import type { ActionToSend, ChangedData, LiableTold, MasterData } from '../../collection/recovery-port.ts';
import { parsePlainDate, type PlainDate } from '../../kernel/dates.ts';
import { parseKroner, zeroOre, type Ore } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';
import { claimType, localClaimTypes } from '../../law/claim-types.ts';
import { ACTION_CODES, RECALL_REASONS } from '../../law/psrm-codes.ts';

/** A row of the list, by its columns. */
export type Cells = Readonly<Record<(typeof listColumns)[number], string>>;

export function cellsOf(row: ListRow): Cells {
  const pairs = listColumns.map((column, place) => [column, row[place] ?? ''] as const);
  return Object.fromEntries(pairs) as Cells; // every column has its pair
}

/**
 * What somebody types into the creditors' portal from these rows of the list: interest and fees with their main claim. `undoes` says
 * which of the actions that the portal shows a row takes back: the list has no number for it.
 */
export function typedFrom(
  rows: readonly Cells[],
  undoes: (row: Cells) => string | null,
): readonly ActionToSend[] {
  const references = new Set(rows.map(({ reference }) => reference));
  const isAlong = ({ hovedfordring }: Cells) => references.has(hovedfordring);
  const along = Map.groupBy(rows.filter(isAlong), ({ hovedfordring }) => hovedfordring);
  return rows
    .filter((row) => !isAlong(row))
    .map((row) => ({
      ...actionIn(row, undoes(row)),
      related: (along.get(row.reference) ?? []).map((each) =>
        actionIn({ ...each, hovedfordring: '' }, undoes(each)),
      ),
    }));
}

function actionIn(row: Cells, undoes: string | null): ActionToSend {
  const code = ACTION_CODES.find((each) => each === row.handling);
  assert(code !== undefined, 'the list says what is to be done');
  const creates = code === 'OPRETFORDRING' || code === 'GENINDSENDFORDRING';
  return {
    code,
    reference: row.reference,
    claimId: orNull(row.fordringsid),
    create: creates ? createdIn(row) : null,
    change: !creates && row.art !== '' ? dataIn(row) : null,
    related: [],
    reason: (['INDB', 'REGU', ...RECALL_REASONS] as const).find((each) => each === row.aarsag) ?? null,
    amount: creates ? null : amountIn(row.beloeb),
    effectiveOn: parsePlainDate(row.virkningsdato),
    undoes,
  };
}

function createdIn(row: Cells): MasterData {
  return {
    ...dataIn(row),
    mainClaimId: orNull(row.hovedfordring),
    principal: amountIn(row.hovedstol) ?? zeroOre,
    amount: amountIn(row.beloeb) ?? zeroOre,
  };
}

function dataIn(row: Cells): ChangedData {
  const type = claimType(row.type, localClaimTypes);
  const [from, to] = [parsePlainDate(row.periode_fra), parsePlainDate(row.periode_til)];
  return {
    art: row.art === 'MODR' ? 'MODR' : 'INDR',
    type: row.type,
    level: type.ok ? type.value.level : 'main',
    description: orNull(row.beskrivelse),
    originOn: parsePlainDate(row.stiftelsesdato),
    dueOn: parsePlainDate(row.forfaldsdato),
    srb: parsePlainDate(row.sidste_rettidige_betalingsdato),
    period: from === null || to === null ? null : { from, to },
    propertyNumber: orNull(row.bfe_nummer),
    estate: row.bobehandling === 'ja',
    interestChoice: interestIn(row.rentevalg),
    liable: row.skyldnere.split(' | ').map(liableIn),
  };
}

function interestIn(text: string): ChangedData['interestChoice'] {
  const [rule, rateCode, extraRate = null] = text.split(' ');
  if (rateCode === undefined || (rule !== '001' && rule !== '002')) return null;
  return { rule, rateCode, extraRate };
}

function liableIn(text: string): LiableTold {
  const [word = '', number = '', day = '', ruled = '', ruledOn = ''] = text.split(' ');
  const kind = (['cpr', 'cvr', 'akr'] as const).find((each) => each === word);
  assert(kind !== undefined, 'the list says whose number it is');
  const limitationOn: PlainDate | null = parsePlainDate(day);
  const ruling = (what: string) => (ruled === what ? parsePlainDate(ruledOn) : null);
  return { kind, number, limitationOn, judgmentOn: ruling('dom'), settlementOn: ruling('forlig') };
}

function amountIn(text: string): Ore | null {
  return text === '' ? null : parseKroner(text);
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
