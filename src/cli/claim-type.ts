import { localClaimTypes } from '../law/claim-types.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import { readInMunicipality } from '../platform/database.ts';
import { municipalityOption, UsageError, type Command } from './command.ts';
import { answerLines } from './question-command.ts';
import { claimTypeQuestionOf } from './questions/claim-type.ts';

/** `afdrag claim-type`: what follows from kinds of claim, line by line; by what a municipality has stated of its own, where one is named. */
export const claimTypeCommand: Command = {
  words: 'claim-type',
  usage: '--stdin [--municipality 998]',
  summary: 'svarer linje for linje fra standard input, hvad der følger af en fordringstype',
  options: { ...municipalityOption, stdin: { type: 'boolean' } },
  run: async (given, shell) => {
    if (!given.flag('stdin')) throw new UsageError('--stdin mangler');
    const municipality = given.text('municipality') === null ? null : given.municipality();
    const own =
      municipality === null
        ? localClaimTypes
        : await shell.withDatabase((database) => readInMunicipality(database, municipality, ownTypesIn));
    const writeError = (error: string) => JSON.stringify({ error });
    return answerLines({ ask: claimTypeQuestionOf(own), writeError }, process.stdin, process.stdout);
  },
};
