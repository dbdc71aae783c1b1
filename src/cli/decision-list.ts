import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { logAccess } from '../access/access-log.ts';
import { decisionsIn } from '../agreements/decision-list.ts';
import { hearingsOf, type Hearing } from '../agreements/hearings.ts';
import { heldOn, type WhyHeld } from '../agreements/held-proposals.ts';
import { untoldAmong } from '../agreements/untold-decisions.ts';
import type { Decision, DecisionState } from '../agreements/types.ts';
import { inMunicipality } from '../platform/database.ts';
import { jsonOption, monthOption, municipalityOption, type Command, type Given } from './command.ts';
import { decisionJson, decisionLine, heldWords } from './decision-words.ts';
import { findingWords } from './finding-words.ts';

const states = ['hearing', 'waiting', 'decided', 'in-force', 'withdrawn', 'reversed'] as const;
const underWay: readonly DecisionState[] = ['hearing', 'waiting', 'decided'];

/** `afdrag decision list`: the decisions of a month, or those that are being heard, wait, or are on their way. */
export const decisionListCommand: Command = {
  words: 'decision list',
  usage:
    '--municipality 998 [--month 2026-03] [--state hearing|waiting|decided|in-force|withdrawn|reversed] [--json]',
  summary: 'viser afgørelser: hvem der høres, hvad der venter, og hvad der er på vej',
  options: { ...municipalityOption, ...monthOption, ...jsonOption, state: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const asked = askedFor(given);
    return shell.withDatabase(async (database) => {
      const listed = await inMunicipality(database, municipality, async (tx) => {
        const decisions = await decisionsIn(tx, asked);
        const hearings = await hearingsOf(
          tx,
          decisions.map(({ id }) => id),
        );
        const today = dayInCopenhagen(shell.clock());
        const held = await heldOn(tx, await untoldAmong(tx, decisions), today);
        await logAccess(tx, {
          at: shell.clock(),
          actor: shell.by,
          purpose: 'list of decisions',
          debtor: null,
          about: `decision list ${[asked.month ?? 'all', ...asked.states].join(' ')}`,
        });
        return decisions.map((decision) => ({
          decision,
          hearing: hearings.get(decision.id) ?? null,
          held: held.get(decision.id) ?? null,
        }));
      });
      const lines = given.flag('json') ? listed.map(listedJson) : listedLines(listed, asked.states);
      for (const line of lines) shell.say(line);
      return 0;
    });
  },
};

function askedFor(given: Given) {
  const month = given.text('month') === null ? null : given.month();
  if (given.text('state') !== null) return { month, states: [given.oneOf('state', states)] };
  if (month === null && given.text('state') === null) return { month, states: underWay };
  return { month, states };
}

interface ListedDecision {
  readonly decision: Decision;
  readonly hearing: Hearing | null;
  /** Why nobody decides it, or is told of it, for the time being; null = nothing holds it. */
  readonly held: WhyHeld | null;
}

function listedJson({ decision, hearing, held }: ListedDecision): string {
  const { kind = null, askedOn = null, deadline = null, answeredOn = null, closedOn = null } = hearing ?? {};
  const asked = hearing === null ? null : { kind, askedOn, deadline, answeredOn, closedOn };
  return JSON.stringify({ ...decisionJson(decision), hearing: asked, held });
}

function listedLines(listed: readonly ListedDecision[], asked: readonly DecisionState[]): string[] {
  return asked.flatMap((state) => {
    const those = listed.filter(({ decision }) => decision.state === state);
    if (those.length === 0 && asked.length > 1) return [];
    const head = `${findingWords.da.decisionState[state]}: ${those.length}`;
    return [
      head,
      ...those.map((each) => `  ${decisionLine(each.decision)}${answering(each)}${holding(each)}`),
    ];
  });
}

function holding({ decision, held }: ListedDecision): string {
  if (held === null) return '';
  return decision.state === 'decided' ? `; brevet venter, ${heldWords(held)}` : `; ${heldWords(held)}`;
}

function answering({ decision, hearing }: ListedDecision): string {
  if (hearing === null) return '';
  if (hearing.answeredOn !== null) return `; svarede ${readableDate(hearing.answeredOn)}`;
  if (decision.state !== 'hearing') return '; svarede ikke';
  if (hearing.deadline === null)
    return `; spurgt ${readableDate(hearing.askedOn)}, brevet er ikke kommet frem`;
  return `; kan svare til og med ${readableDate(hearing.deadline)}`;
}
