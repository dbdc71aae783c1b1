import { join } from 'node:path';
import { agreementColumns, importAgreement } from '../collection/creditor-agreement.ts';
import { playedBank } from '../demo/play/bank.ts';
import { CASEWORKER } from '../demo/play/town.ts';
import { date } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { claimTypes, mayRegisterForSetOff } from '../law/claim-types.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { Clock } from '../platform/clock.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { inMunicipality, type Database } from '../platform/database.ts';
import { importAccountsFile } from './accounts-import.ts';
import { configurationFile, configure } from './municipality.ts';

/** What the towns' council is said to have decided before the play begins. */
const DECIDED = { decidedOn: date('2023-12-01'), reference: 'Kun til demoen: opdigtet beslutning' };

/** What the agreement with the recovery authority lets the towns do. */
const RIGHTS: Configuration['recovery']['rights'] = [
  'INDR',
  'NEDSKRIV',
  'TILBAGEKALD',
  'OPSKRIVNINGREGULERING',
  'OANI',
  'OONR',
  'NAOR',
  'NAOI',
  'GENINDSEND',
  'MODR',
];

/** The town that has claims which may be registered for set-off alone, and has chosen that they are. */
const REGISTERS_FOR_SET_OFF = '999';

/**
 * A town's configuration as in `demo load`; besides, the council has decided to charge what the law allows on the bills of the
 * play, nobody stands above the municipality in complaints about set-off, and the bank's statements show two channels. Claims go to a
 * recovery authority: those of the second town from the system; those of the first, whose preset is the one with less of a system, by the
 * list that a person types into the creditors' portal. The first sends an invoice first as its preset has it: three years are long enough
 * to see what follows, three months are not.
 */
export async function playConfiguration(municipality: MunicipalityCode): Promise<Configuration> {
  const file = join(PROJECT_ROOT, 'municipalities', municipality, 'municipality.json');
  const configuration = await configurationFile(file);
  const charged = { interest: DECIDED, fee: { ...DECIDED, amount: null } };
  return {
    ...configuration,
    firstContact: municipality === '998' ? 'invoice' : configuration.firstContact,
    // Three years of asking about everybody every day would be most of what the play does.
    daily: { persons: 'every-month', monthRunDay: 10 },
    bank: playedBank,
    setOff: { ...configuration.setOff, complaint: { none: 'no-higher-authority' } },
    claimTypes: { KFDAINS: charged, CFFAKTU: charged, ...configuration.claimTypes },
    setOffRegistration: {
      ...configuration.setOffRegistration,
      automatic: municipality === REGISTERS_FOR_SET_OFF,
    },
    recovery: {
      ...configuration.recovery,
      channel: municipality === '998' ? 'list' : 'system',
      creditor: `1${municipality}`,
      rights: RIGHTS,
    },
  };
}

export interface SettingUp {
  readonly configuration: Configuration;
  readonly clock: Clock;
}

/** Gives an empty town its configuration, its table of accounts, and its agreement with the recovery authority. */
export async function setUpTown(database: Database, { configuration, clock }: SettingUp): Promise<void> {
  const { code: municipality } = configuration;
  const acting = { by: CASEWORKER, clock };
  await configure(database, configuration, acting);
  const file = join(PROJECT_ROOT, 'municipalities', municipality, 'konti.csv');
  await importAccountsFile(database, acting, { municipality, file, dryRun: false });
  const taken = await inMunicipality(database, municipality, (tx) =>
    importAgreement(tx, { bytes: agreement(), dryRun: false, by: CASEWORKER, at: clock() }),
  );
  assert(taken.ok, "the demo's agreement with the recovery authority was refused");
}

/** Every type that may be sent for recovery at all. */
function agreement(): Uint8Array {
  const types = [...claimTypes.values()].filter(
    ({ recoverable, inactive }) => recoverable && inactive === null,
  );
  const rows = types.flatMap((type) => [
    `${type.code};INDR;;2020-01-01;`,
    ...(mayRegisterForSetOff(type) ? [`${type.code};MODR;;2020-01-01;`] : []),
  ]);
  return Buffer.from([agreementColumns.join(';'), ...rows].join('\n'), 'utf8');
}
