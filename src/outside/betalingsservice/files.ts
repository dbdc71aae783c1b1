import type { DirectDebitFiles } from '../../direct-debit/file-port.ts';
import { readFile } from './read.ts';
import { writeCancellations, writeCollections } from './write.ts';

/** Betalingsservice's own fixed-width files: 128 signs a line, to be kept as ISO-8859-1. Not certified (records.ts). */
export const betalingsserviceFiles: DirectDebitFiles = {
  collections: writeCollections,
  cancellations: writeCancellations,
  read: readFile,
};
