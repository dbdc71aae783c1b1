import { readFile } from 'node:fs/promises';
import { cleanUp, type CleanUpFinding, type CleanUpReason, type OldClaim } from '../endings/clean-up.ts';
import { cleanUpColumns, readCleanUp, type CleanUpRefusal } from '../endings/read-clean-up.ts';
import { readableDate, type PlainDate } from '../kernel/dates.ts';
import type { OwnTypes } from '../law/claim-types.ts';
import { plainKroner, readableKroner, sumOre } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { PlainError, type Shell } from './command.ts';

export interface CleanUpAsked {
  readonly file: string;
  readonly on: PlainDate;
  /** The municipality's own types of claim. */
  readonly own: OwnTypes;
  readonly json: boolean;
}

/** Tells which claims of an old portfolio are owed no more, since when and by which paragraph. Nothing is stored or changed. */
export async function sayCleanUp(shell: Shell, { file, on, own, json }: CleanUpAsked): Promise<void> {
  const bytes = await readFile(file).catch(() => {
    throw new PlainError(`Filen ${file} kan ikke læses.`);
  });
  const claims = readCleanUp(bytes);
  if (!claims.ok) throw new PlainError(refusalText(claims.refusal));
  const rows = claims.value.map((claim) => ({ claim, finding: cleanUp(claim, { on, own }) }));
  if (json) {
    for (const { claim, finding } of rows)
      shell.say(JSON.stringify({ claim: claim.claim, left: plainKroner(claim.left), ...finding }));
    return;
  }
  for (const { claim, finding } of rows)
    shell.say(`${claim.claim}, ${readableKroner(claim.left)}: ${findingText(finding)}`);
  for (const state of ['lapsed', 'time-barred', 'person', 'owed'] as const)
    shell.say(
      totalLine(
        state,
        rows.filter(({ finding }) => finding.state === state).map(({ claim }) => claim),
      ),
    );
}

const stateWords: Readonly<Record<CleanUpFinding['state'], string>> = {
  lapsed: 'Bortfaldet',
  'time-barred': 'Forældet',
  person: 'Skal ses af en medarbejder',
  owed: 'Skyldes stadig',
};

function totalLine(state: CleanUpFinding['state'], claims: readonly OldClaim[]): string {
  return `${stateWords[state]}: ${claims.length} krav, ${readableKroner(sumOre(claims.map(({ left }) => left)))}`;
}

function findingText(finding: CleanUpFinding): string {
  switch (finding.state) {
    case 'lapsed':
    case 'time-barred':
      return `${stateWords[finding.state].toLocaleLowerCase('da-DK')} siden ${readableDate(finding.on)} (${finding.paragraph})`;
    case 'owed': {
      const until = finding.until === null ? '' : ` til og med ${readableDate(finding.until)}`;
      return `skyldes stadig${until} (${finding.paragraph})`;
    }
    case 'person':
      return `skal ses af en medarbejder: ${reasonWords[finding.why]} (${finding.paragraph})`;
    default:
      return unreachable(finding);
  }
}

const reasonWords: Readonly<Record<CleanUpReason, string>> = {
  'unknown-type': 'fordringstypen er ikke kendt eller bruges ikke',
  'date-missing': 'den dato, fristen regnes fra, mangler',
  'at-recovery': 'kravet er hos Gældsstyrelsen, hvor andre frister gælder',
  'history-unknown': 'det vides ikke, om der var afdragsordning eller henstand',
  'lapse-judged': 'det skal vurderes, om kravet er bortfaldet',
  'deferral-unknown':
    'der var ikke henstand på den sidste dag, så skyldneren kan have haft mulighed for at betale',
  'plan-left':
    'afdragsordningen gjaldt på den sidste dag og er ophørt siden, og det skal ses, om skyldneren har kunnet betale',
  'evidence-to-be-seen': 'kun en anerkendelse eller et retsskridt holder kravet i live, og det skal ses',
  'rule-assumed':
    'den almindelige regel er brugt, fordi typens egen ikke kendes (er det kommunens egen type, så angiv den i ownTypes, og kald med --municipality)',
};

function refusalText(refusal: CleanUpRefusal): string {
  switch (refusal.tag) {
    case 'not-utf8':
      return 'Filen er ikke i UTF-8.';
    case 'wrong-header':
      return `Filens første linje skal være: ${cleanUpColumns.join(';')}`;
    case 'no-claims':
      return 'Der er ingen krav i filen.';
    case 'wrong-row':
      return refusal.column === null
        ? `Række ${refusal.row} har ikke lige så mange felter som overskriften.`
        : `Række ${refusal.row}: ${refusal.column} kan ikke læses.`;
    default:
      return unreachable(refusal);
  }
}
