import { logAccess } from '../access/access-log.ts';
import { acceptancesOf, type Acceptance } from '../agreements/accepted-reasons.ts';
import { openItems, type OpenedWorkItem, type OpenItemsAsked } from '../agreements/work-items.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { inMunicipality } from '../platform/database.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  UsageError,
  type Command,
  type Given,
} from './command.ts';
import { requestsAmong, requestWords, type RequestStanding } from './request-standing.ts';
import { itemJson, itemLine, proposalLine, workItemKinds } from './work-words.ts';

/** `afdrag work list`: what a person must look at, oldest first, and which grounds wait for a second person. */
export const workListCommand: Command = {
  words: 'work list',
  usage: '--municipality 998 [--debtor NUMMER] [--kind abroad] [--json]',
  summary: 'viser det, en medarbejder skal se på, ældste først',
  options: { ...municipalityOption, ...debtorOption, ...jsonOption, kind: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const asked = askedFor(given);
    return shell.withDatabase(async (database) => {
      const listed = await inMunicipality(database, municipality, async (tx) => {
        const items = await openItems(tx, asked);
        const proposals = await acceptancesOf(
          tx,
          items.map(({ number }) => number),
        );
        await logAccess(tx, {
          at: shell.clock(),
          actor: shell.by,
          purpose: 'list of what a person must look at',
          debtor: asked.debtor,
          about: `work list ${asked.kind ?? 'all'}`,
        });
        const requests = await requestsAmong(tx, items, dayInCopenhagen(shell.clock()));
        return items.map((item) => ({
          item,
          proposal: waitingFor(item, proposals),
          request: requests(item),
        }));
      });
      const lines = given.flag('json') ? listed.map(listedJson) : listedLines(listed);
      for (const line of lines) shell.say(line);
      return 0;
    });
  },
};

function askedFor(given: Given): OpenItemsAsked {
  const debtor = given.text('debtor') === null ? null : given.debtor();
  const name = given.text('kind');
  if (name === null) return { debtor, kind: null };
  const kind = workItemKinds.find((each) => each === name);
  if (kind === undefined) throw new UsageError(`--kind skal være en af ${workItemKinds.join(', ')}`);
  return { debtor, kind };
}

interface ListedItem {
  readonly item: OpenedWorkItem;
  readonly proposal: Acceptance | null;
  /** Of a request for instalments or a later day: whether it can be agreed to as it is. */
  readonly request: RequestStanding | null;
}

function waitingFor({ number }: OpenedWorkItem, proposals: readonly Acceptance[]): Acceptance | null {
  const waits = ({ item, withdrawn }: Acceptance) => item === number && withdrawn === null;
  return proposals.find(waits) ?? null;
}

function listedJson({ item, proposal, request }: ListedItem): string {
  return JSON.stringify({ ...itemJson(item, proposal), ...(request === null ? {} : { request }) });
}

function listedLines(listed: readonly ListedItem[]): string[] {
  return [
    `Skal ses af en medarbejder: ${listed.length}`,
    ...listed.flatMap(({ item, proposal, request }) => [
      `  ${itemLine(item)}`,
      ...(proposal === null ? [] : [`    ${proposalLine(proposal)}`]),
      ...(request === null ? [] : [`    ${requestWords[request]}`]),
    ]),
  ];
}
