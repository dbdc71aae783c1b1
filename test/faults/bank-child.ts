/** A bank's file taken in by a process of its own, for tests of what a kill leaves: `node bank-child.ts DATABASE_URL`. */
import { connectTo, inMunicipality } from '../../src/platform/database.ts';
import { importStatement } from '../../src/payments/import-statement.ts';
import { LEDGER_TOWN } from '../integration/ledger-town.ts';
import { aBankFile } from './bank-file.ts';

const [, , url = ''] = process.argv;
const database = connectTo({ connectionString: url }, { poolSize: 1 });
await inMunicipality(database, LEDGER_TOWN, (tx) => importStatement(tx, aBankFile()));
await database.close();
