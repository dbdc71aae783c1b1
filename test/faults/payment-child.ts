/** A payment as a process of its own, for tests of what a kill leaves: `node payment-child.ts DATABASE_URL`. */
import { connectTo, inMunicipality } from '../../src/platform/database.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import { aPayment, anna, LEDGER_TOWN } from '../integration/ledger-town.ts';

const [, , url = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 1 });
await inMunicipality(database, LEDGER_TOWN, (tx) =>
  registerPayment(tx, aPayment(anna, 400, { reference: 'bilag' })),
);
await database.close();
