import { priorityOf } from '../claims/property-claims.ts';
import { monthOf, readableDate, readableMonth, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { plainKroner, readableKroner, zeroOre, type Ore } from '../kernel/money.ts';
import type { OwnTypes } from '../law/claim-types.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import { logAccess } from '../access/access-log.ts';
import { isDebtor } from '../debtors/register.ts';
import { checkLedger, type LedgerFault } from '../ledger/check.ts';
import { balanceOfDebtor, type ClaimOwed, type DebtorBalance } from '../ledger/debtor-balance.ts';
import { balanceOfMunicipality, type MunicipalityBalance } from '../ledger/municipality-balance.ts';
import { checkPayments, type PaymentFault } from '../payments/check.ts';
import { inMunicipality, readInMunicipality, type Database } from '../platform/database.ts';
import { owedInWords } from './balance-words.ts';
import { jsonOption, municipalityOption, PlainError, type Command, type Shell } from './command.ts';

/**
 * `afdrag balance`: what a debtor owes, claim by claim; or what all of a municipality's accounts say, with a look for
 * what should be impossible. Exit status 1 when that finds something.
 */
export const balanceCommand: Command = {
  words: 'balance',
  usage: '--municipality 998 [--debtor NUMMER] [--purpose TEKST] [--json]',
  summary: 'viser, hvad en debitor skylder, eller hele kommunens regnskab',
  options: {
    ...municipalityOption,
    ...jsonOption,
    debtor: { type: 'string' },
    purpose: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const debtor = given.text('debtor') === null ? null : given.debtor();
    const purpose = given.text('purpose') ?? 'what a debtor owes';
    return shell.withDatabase(async (database) => {
      if (debtor === null)
        return tellMunicipality(database, shell, { municipality, json: given.flag('json') });
      const lookedUp = await lookUp(database, shell, { municipality, debtor, purpose });
      if (given.flag('json')) shell.say(debtorJson(debtor, lookedUp));
      else for (const line of debtorLines(debtor, lookedUp)) shell.say(line);
      return 0;
    });
  },
};

interface LookedUp {
  readonly balance: DebtorBalance;
  /** The municipality's own types of claim. */
  readonly own: OwnTypes;
}

interface DebtorAsked {
  readonly municipality: MunicipalityCode;
  readonly debtor: DebtorNumber;
  readonly purpose: string;
}

function lookUp(
  database: Database,
  { by, clock }: Pick<Shell, 'by' | 'clock'>,
  { municipality, debtor, purpose }: DebtorAsked,
): Promise<LookedUp> {
  return inMunicipality(database, municipality, async (tx) => {
    if (!(await isDebtor(tx, debtor))) throw new PlainError('Kommunen har ingen debitor med det nummer.');
    await logAccess(tx, { at: clock(), actor: by, purpose, debtor, about: 'balance' });
    return { balance: await balanceOfDebtor(tx, debtor), own: await ownTypesIn(tx) };
  });
}

function debtorJson(debtor: DebtorNumber, { balance: { claims, ...balance }, own }: LookedUp): string {
  return JSON.stringify({
    debtor,
    ...amounts(balance),
    claims: claims.map(
      ({
        sourceSystem,
        claimId,
        type,
        from,
        due,
        property,
        coDebtor,
        raised,
        notAsked,
        dueFrom,
        balance: left,
        atRecovery,
      }) => ({
        sourceSystem,
        claimId,
        type,
        month: from === null ? null : monthOf(from),
        coDebtor,
        property,
        priorityUntil: priorityOf({ type, due }, own),
        ...amounts({ raised, notAsked, due: dueFrom, balance: left, atRecovery }),
      }),
    ),
  });
}

function amounts<K extends string>(of: Readonly<Record<K, Ore>>): Record<string, string> {
  return Object.fromEntries(Object.entries<Ore>(of).map(([name, amount]) => [name, plainKroner(amount)]));
}

function debtorLines(debtor: DebtorNumber, { balance, own }: LookedUp): string[] {
  const lines = balance.claims.map((claim) => claimLine(claim, priorityOf(claim, own)));
  return [`Debitor ${debtor} ${owedInWords(balance)}`, ...lines];
}

function claimLine(claim: ClaimOwed, priority: PlainDate | null): string {
  const { sourceSystem, property, claimId, from, raised, dueFrom, balance, atRecovery, coDebtor } = claim;
  const parts = [`${readableKroner(balance)} tilbage af ${readableKroner(raised)}`];
  if (dueFrom > 0n) parts.push(`${readableKroner(dueFrom)} opkrævet`);
  if (atRecovery > 0n) parts.push(`${readableKroner(atRecovery)} hos Gældsstyrelsen`);
  if (coDebtor !== null) parts.push(`hæfter sammen med debitor ${coDebtor}`);
  const of = property === null ? 'ejendommen' : `ejendom ${property}`;
  if (priority !== null) parts.push(`fortrinsret i ${of} til ${readableDate(priority)}`);
  const month = from === null ? '' : `, ${readableMonth(monthOf(from))}`;
  return `  ${sourceSystem}:${claimId}${month}: ${parts.join(', ')}`;
}

async function tellMunicipality(
  database: Database,
  shell: Shell,
  { municipality, json }: { readonly municipality: MunicipalityCode; readonly json: boolean },
): Promise<number> {
  const { balance, faults } = await readInMunicipality(database, municipality, async (tx) => ({
    balance: await balanceOfMunicipality(tx),
    faults: [...(await checkLedger(tx)), ...(await checkPayments(tx))],
  }));
  if (json) shell.say(municipalityJson(municipality, balance, faults));
  else for (const line of municipalityLines(municipality, balance, faults)) shell.say(line);
  return faults.length === 0 ? 0 : 1;
}

type Fault = LedgerFault | PaymentFault;

function municipalityJson(
  municipality: MunicipalityCode,
  balance: MunicipalityBalance,
  faults: readonly Fault[],
): string {
  const text = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  // Amounts of the balance are kroner; in a fault, which is for those who mend it, øre.
  return JSON.stringify({ municipality, ...amounts({ ...balance }), faults }, text);
}

function municipalityLines(
  municipality: MunicipalityCode,
  balance: MunicipalityBalance,
  faults: readonly Fault[],
): string[] {
  const rows: readonly (readonly [string, Ore])[] = [
    ['Krav i alt', balance.raised],
    ['Indbetalt', balance.received],
    ...unlessNothing('  heraf endnu ikke fordelt', balance.suspended),
    ...unlessNothing('Modregnet og endnu ikke modtaget', balance.setOff),
    ['Ophørt, fordi ingen hæfter mere', balance.ended],
    ['Afskrevet', balance.writtenOff],
    ...unlessNothing('Øreforskelle', balance.rounding),
    ['Til gode hos kommunen', balance.overpaid],
    ...unlessNothing('På vej til udbetaling', balance.toPayOut),
    ...unlessNothing('Udbetalt af betalinger, der siden er taget tilbage', balance.owedBack),
    ...unlessNothing('Det samme, opkrævet med nye krav', balance.billedBack),
    ...unlessNothing('Hos Gældsstyrelsen', balance.atRecovery),
    ...unlessNothing('Dækket hos Gældsstyrelsen og endnu ikke afregnet', balance.coveredThere),
    ...unlessNothing('Gældsstyrelsens egne renter, der tilfalder kommunen', balance.recoveryInterest),
    ['Tilbage at betale', balance.owed],
    ['  heraf opkrævet', balance.due],
    ['  heraf endnu ikke opkrævet', balance.notAsked],
  ];
  return [
    `Kommune ${municipality}`,
    ...rows.map(([what, amount]) => `  ${what}: ${readableKroner(amount)}`),
    faults.length === 0
      ? 'Regnskabet er gennemgået: der er ingen fejl.'
      : `Regnskabet er gennemgået: der er ${faults.length} fejl, som ikke burde kunne opstå.`,
    ...faults.map((fault) => `  ${faultLine(fault)}`),
  ];
}

/** A row that is nearly always nothing. */
function unlessNothing(what: string, amount: Ore): (readonly [string, Ore])[] {
  return amount === zeroOre ? [] : [[what, amount]];
}

function faultLine(fault: Fault): string {
  switch (fault.tag) {
    case 'wrong-side':
      return `Kontoen ${fault.account.kind} ${fault.account.number} står på ${readableKroner(fault.balance)}`;
    case 'kept-otherwise':
      return `Kontoen ${fault.account.kind} ${fault.account.number}: ${readableKroner(fault.balance)} efter posteringerne, men saldoen siger ${readableKroner(fault.kept)} (afdrag ledger rebuild-balances)`;
    case 'left-in-transit':
      return `Betaling ${fault.payment}: ${readableKroner(fault.balance)} er ikke fordelt`;
    case 'raised-otherwise':
      return `Krav ${fault.claim}: ${readableKroner(fault.raised)} i regnskabet, ${readableKroner(fault.registered)} i kravregistret`;
    case 'due-from-other':
      return `Krav ${fault.claim}: debitor ${fault.debtor} er opkrævet uden at hæfte`;
    case 'nobody-liable':
      return `Krav ${fault.claim}: ${readableKroner(fault.balance)}, som ingen hæfter for`;
    case 'received-otherwise':
      return `Betaling ${fault.payment} på ${readableKroner(fault.amount)}: ${readableKroner(fault.received)} i regnskabet`;
    case 'suspended-otherwise':
      return `Betaling ${fault.payment}: ${readableKroner(fault.suspended)} ufordelt i regnskabet, ${readableKroner(fault.listed)} i listen`;
    case 'ruled-otherwise':
      return `Betaling ${fault.payment}: reglerne for fordelingen passer ikke med posteringerne`;
    case 'held-otherwise':
      return `Debitor ${fault.debtor}: ${readableKroner(fault.held)} til gode i regnskabet, ${readableKroner(fault.items)} i listen over tilbagebetalinger`;
  }
}
