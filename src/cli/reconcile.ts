import { reconcile, type Reconciliation } from '../accounting/reconcile.ts';
import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import type { Settled } from '../collection/settlements.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { plainKroner, readableKroner, sumOre, zeroOre } from '../kernel/money.ts';
import { municipalities, readInMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, type Command, type Shell } from './command.ts';
import { reportedKroner } from './job-words.ts';

/**
 * `afdrag reconcile`: holds the ledger against the vouchers and what the recovery authority has, and the vouchers against the
 * bank's lines, over all municipalities or one. Writes nothing and closes no day. Status 1 when anything differs.
 */
export const reconcileCommand: Command = {
  words: 'reconcile',
  usage: '[--municipality 998] [--json]',
  summary: 'afstemmer regnskabet mod bilag, bank og inddrivelse',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const one = given.text('municipality') === null ? null : given.municipality();
    return shell.withDatabase(async (database) => {
      const codes = one === null ? (await municipalities(database)).map(({ code }) => code) : [one];
      const today = dayInCopenhagen(shell.clock());
      const found: Reconciliation[] = [];
      for (const code of codes) {
        const each = await readInMunicipality(database, code, (tx) => reconcile(tx, today));
        tellRest(shell, code, each);
        found.push(each);
      }
      const all = summed(found);
      if (given.flag('json')) shell.say(JSON.stringify(all));
      else for (const line of lines(all)) shell.say(line);
      return all.difference === plainKroner(zeroOre) ? 0 : 1;
    });
  },
};

/** What stands beside the answer: days that are open, and where the differences are. */
function tellRest({ tell }: Shell, code: MunicipalityCode, found: Reconciliation): void {
  const { openDays, differences, bankDifferences, openBankLines, atRecovery, settled, unconfirmed } = found;
  for (const { account, day, bank, lines: its } of found.balanceDifferences)
    tell(
      `Kommune ${code}, til og med ${day}, konto ${account}: ${readableKroner(bank)} efter kontoudtogets saldo, ${readableKroner(its)} efter bevægelserne. Et kontoudtog kan mangle, eller noget er indlæst to gange.`,
    );
  const [first] = openDays;
  if (first !== undefined)
    tell(
      `Kommune ${code}: ${openDays.length} regnskabsdage er ikke lukket, den første er ${first.day}. De er ikke talt med. Luk dem med: afdrag post`,
    );
  for (const { day, group, ledger, vouchers } of differences)
    tell(
      `Kommune ${code}, ${day}, ${group}: ${readableKroner(ledger)} i posteringerne, ${readableKroner(vouchers)} i bilagene.`,
    );
  for (const { day, vouchers, bank } of bankDifferences)
    tell(
      `Kommune ${code}, ${day}, bank: ${readableKroner(vouchers)} i bilagene, ${readableKroner(bank)} på bankkontoen.`,
    );
  for (const { account, reference, amount, bankDay } of openBankLines)
    tell(
      `Kommune ${code}, ${bankDay}: ${readableKroner(amount)} på konto ${account} (${reference}) står ikke i regnskabet.`,
    );
  for (const { claim, art, ledger, authority, said } of atRecovery)
    tell(
      `Kommune ${code}, krav ${claim}: ${readableKroner(ledger)} ${art === 'INDR' ? 'i posteringerne' : 'registreret til modregning efter meddelelserne'}, ${readableKroner(authority)} hos Gældsstyrelsen.${
        said === null
          ? ''
          : ` Gældsstyrelsen har selv oplyst ${readableKroner(said.said)} den ${readableDate(said.on)}.`
      }`,
    );
  for (const { authorityId, since, left } of found.unknownAtRecovery)
    tell(
      `Kommune ${code}: Gældsstyrelsen har siden ${readableDate(since)} fortalt om fordring ${authorityId}, som intet krav her har nummeret på: ${readableKroner(left)} er tilbage dér.`,
    );
  if (found.coveredAtRecovery !== null)
    tell(
      `Kommune ${code}: Gældsstyrelsen har fortalt om dækninger for ${readableKroner(found.coveredAtRecovery.told)} i alt, ${readableKroner(found.coveredAtRecovery.ledger)} står i posteringerne.`,
    );
  for (const each of settled) tell(`Kommune ${code}, ${settledText(each)}`);
  if (unconfirmed.lines > 0)
    tell(
      `Kommune ${code}, bank: ${unconfirmed.lines} bevægelser, ${readableKroner(unconfirmed.amount)} i alt, er ikke bekræftet af et kontoudtog; den ældste er ${unconfirmed.oldestDays ?? 0} dage gammel.`,
    );
}

function settledText({ settlement, by, claimId, amount, covered }: Settled): string {
  const [settled, other] = [readableKroner(amount), readableKroner(covered)];
  if (by === 'in-itself')
    return `afregning ${settlement}: ${settled} er afregnet i alt, men fordringerne i den giver ${other}.`;
  const what = by === 'sum' ? 'i alt' : `af fordring ${claimId}`;
  return `til og med afregning ${settlement}: ${settled} er afregnet ${what}, ${other} er dækket.`;
}

/** As it is told in JSON. */
interface Summed {
  readonly difference: string;
  readonly transfers: number;
  readonly vouchers: number;
  readonly bankLines: number;
  readonly psrmClaims: number;
  readonly pairs: {
    readonly 'ledger-vouchers': string;
    readonly 'vouchers-bank': string;
    readonly 'ledger-psrm': string;
  };
  readonly openTransit: number;
}

function summed(found: readonly Reconciliation[]): Summed {
  const ledgerVouchers = sumOre(found.map((each) => each.ledgerVouchers));
  const vouchersBank = sumOre(found.map((each) => each.vouchersBank));
  const ledgerPsrm = sumOre(found.map((each) => each.ledgerPsrm));
  const count = (of: (each: Reconciliation) => number) => found.reduce((sum, each) => sum + of(each), 0);
  return {
    difference: plainKroner(sumOre([ledgerVouchers, vouchersBank, ledgerPsrm])),
    transfers: count(({ transfers }) => transfers),
    vouchers: count(({ vouchers }) => vouchers),
    bankLines: count(({ bankLines }) => bankLines),
    psrmClaims: count(({ psrmClaims }) => psrmClaims),
    pairs: {
      'ledger-vouchers': plainKroner(ledgerVouchers),
      'vouchers-bank': plainKroner(vouchersBank),
      'ledger-psrm': plainKroner(ledgerPsrm),
    },
    openTransit: count(({ openTransit }) => openTransit),
  };
}

function lines(all: Summed): string[] {
  const { difference, transfers, vouchers, bankLines, pairs, openTransit } = all;
  return [
    `${transfers} posteringer, ${vouchers} bilag og ${bankLines} bevægelser på bankkontoen. Forskel i alt: ${reportedKroner(difference)}`,
    `  Posteringer mod bilag: ${reportedKroner(pairs['ledger-vouchers'])}`,
    `  Bilag mod bank: ${reportedKroner(pairs['vouchers-bank'])}`,
    `  Posteringer mod inddrivelsen: ${reportedKroner(pairs['ledger-psrm'])}`,
    ...(openTransit > 0 ? [`  Betalinger, der ikke er fordelt helt: ${openTransit}.`] : []),
  ];
}
