import { createHash } from 'node:crypto';
import { makeDeliveries } from '../../src/direct-debit/collect.ts';
import { deliveryText, type Delivery } from '../../src/direct-debit/deliveries.ts';
import { directDebitOf, type DirectDebitOf } from '../../src/direct-debit/for-citizen.ts';
import {
  takeFile,
  type FileTaken,
  type TakeFileRefusal,
  type TakingFile,
} from '../../src/direct-debit/take-file.ts';
import { customerOf } from '../../src/direct-debit/types.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import type { Result } from '../../src/kernel/result.ts';
import type { BetalingsserviceChoices } from '../../src/municipality/choices/betalingsservice.ts';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { betalingsserviceFiles } from '../../src/outside/betalingsservice/files.ts';
import { BetalingsserviceSimulator } from '../../src/outside/betalingsservice/simulator.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../src/platform/database.ts';
import { demoFile } from '../demo-file.ts';
import { morningOf, TOWN } from './town.ts';

export const agreedWithBetalingsservice: BetalingsserviceChoices = {
  dataSupplier: '12345678',
  subsystem: 'BS1',
  pbsNumber: '01234567',
  debtorGroup: '00001',
  registration: '1234',
  account: '0012345678',
  supplierReference: 'BOEGEVANG',
  mainText: 'Bøgevang Kommune',
  bankDaysBefore: 5,
  answerBankDays: 5,
  cancellationFiles: true,
  paymentForms: false,
  signUpAddress: null,
};

/** A file of Betalingsservice's as it is taken in. */
export function fileToTake(text: string): Pick<TakingFile, 'told' | 'fileName' | 'sha256'> {
  const told = betalingsserviceFiles.read(text, agreedWithBetalingsservice);
  if (!told.ok) throw new Error(`${told.refusal.tag} ${told.refusal.line}`);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { told: told.value, fileName: 'bs.txt', sha256 };
}

/** A municipality with an agreement about Betalingsservice, which is simulated. */
export interface DirectDebitTown {
  readonly simulator: BetalingsserviceSimulator;
  do<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T>;
  /** Somebody signs up in the bank, and the file that tells it is taken in. */
  signUp(debtor: DebtorNumber, on: string): Promise<string>;
  /** Makes the day's deliveries, and hands them to Betalingsservice. */
  deliver(on: string): Promise<readonly Delivery[]>;
  /** The file that Betalingsservice has about payments on a day, taken in. */
  payments(on: string): Promise<FileTaken>;
  take(text: string, on: string): Promise<Result<FileTaken, TakeFileRefusal>>;
  /** As it stands on a day. */
  of(debtor: DebtorNumber, on?: string): Promise<DirectDebitOf>;
}

export async function aDirectDebitTown(
  database: Database,
  changes: Partial<BetalingsserviceChoices> = {},
): Promise<DirectDebitTown> {
  const choices = { ...agreedWithBetalingsservice, ...changes };
  const simulator = new BetalingsserviceSimulator(choices);
  const perform: DirectDebitTown['do'] = (work) => inMunicipality(database, TOWN, work);
  const configuration = { ...configurationShape.parse(demoFile()), betalingsservice: choices };
  const version = await perform((tx) =>
    saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2026-01-02') }),
  );
  const take: DirectDebitTown['take'] = (text, on) => {
    const file = fileToTake(text);
    return perform((tx) => takeFile(tx, { ...file, choices, by: 'prøve', at: morningOf(on) }));
  };
  const taken = async (text: string, on: string) => {
    const done = await take(text, on);
    if (!done.ok) throw new Error(done.refusal.tag);
    return done.value;
  };
  return {
    simulator,
    do: perform,
    take,
    signUp: async (debtor, on) => {
      const agreement = simulator.signUp(customerOf(debtor), date(on));
      await taken(simulator.mandatesFile(date(on)), on);
      return agreement;
    },
    deliver: (on) =>
      perform(async (tx) => {
        const at = morningOf(on);
        const made = await makeDeliveries(tx, { on: date(on), choices, version, by: 'prøve', at });
        for (const delivery of made) {
          const answer = simulator.take(await deliveryText(tx, delivery, betalingsserviceFiles), date(on));
          if ('refused' in answer) throw new Error(answer.refused);
        }
        return made;
      }),
    payments: (on) => taken(simulator.paymentsFile(date(on)), on),
    of: (debtor, on = '2026-03-12') => perform((tx) => directDebitOf(tx, debtor, date(on))),
  };
}
