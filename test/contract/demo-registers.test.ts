import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesOf } from '../../src/demo/generate/files.ts';
import { populationOf, type Population } from '../../src/demo/play/people.ts';
import { registersOf } from '../../src/demo/play/registers.ts';
import type { Registers } from '../../src/facts/fetch.ts';
import type { Answer } from '../../src/facts/ports.ts';
import { addMonths, date, monthOf, type PlainDate } from '../../src/kernel/dates.ts';
import { cprClient } from '../../src/outside/cpr/client.ts';
import { cprSimulator } from '../../src/outside/cpr/simulator.ts';
import { eindkomstClient } from '../../src/outside/eindkomst/client.ts';
import { eindkomstSimulator } from '../../src/outside/eindkomst/simulator.ts';
import { ydelsesindeksClient } from '../../src/outside/ydelsesindeks/client.ts';
import { ydelsesindeksSimulator } from '../../src/outside/ydelsesindeks/simulator.ts';
import type { SoapService } from '../../src/platform/soap-client.ts';

/** The registers of `demo play` answer from memory what the simulators answer over the registers' own protocols. */
const SEED = 3;
const municipality = { code: '998', cvr: '29189998', seNumber: '29189999' };
const folder = mkdtempSync(join(tmpdir(), 'afdrag-registers-'));
const people: Population = populationOf({
  municipality,
  size: 110,
  billedBesides: 5,
  seed: SEED,
  from: date('2025-06-01'),
  to: date('2026-06-30'),
});
const fromMemory = registersOf(people.world);

let now = Temporal.Instant.from('2026-01-10T09:00:00Z');
let overTheWire: Registers;
const simulators: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  for (const { path, text } of filesOf(people.world, SEED)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const agreement = {
    subscriberType: '1',
    subscriptionType: '2',
    purpose: '3',
    seNumber: municipality.seNumber,
  };
  const ours = { municipalityCvr: municipality.cvr };
  const clock = () => now;
  const own = { schema: null, clock, newMessageId: randomUUID };
  const income = await eindkomstSimulator({ directory: folder, agreement, schema: null });
  const persons = await cprSimulator({ directory: folder, agreement: ours, schema: null, clock });
  const benefits = await ydelsesindeksSimulator({ directory: folder, agreement: ours, schema: null });
  simulators.push(income, persons, benefits);
  overTheWire = {
    income: eindkomstClient({ service: service(income.url), agreement, ...own }),
    persons: cprClient({ service: service(persons.url), agreement: ours, ...own }),
    benefits: ydelsesindeksClient({ service: service(benefits.url), agreement: ours, ...own }),
  };
});
afterAll(async () => {
  await Promise.all(simulators.map((each) => each.close()));
  rmSync(folder, { recursive: true, force: true });
});

function service(url: string): SoapService {
  return {
    url,
    tls: null,
    timeoutMs: 5_000,
    attempts: 1,
    backoffMs: 0,
    maxAnswerBytes: 5_000_000,
    connections: 8,
  };
}

/** What was told, without the message that told it. */
function told(answer: Answer<unknown>): unknown {
  return answer.state === 'answered' ? answer.value : answer.reason.tag;
}

const days: readonly PlainDate[] = ['2025-12-31', '2026-01-12', '2026-02-10', '2026-02-28', '2026-06-10'].map(
  date,
);
const numbers = people.world.debtors.flatMap(({ person: { cpr, newCpr } }) =>
  newCpr === null ? [cpr] : [cpr, newCpr],
);

test.each(days)('on %s all three registers tell the same about everybody', async (day) => {
  now = Temporal.Instant.from(`${day}T08:00:00Z`);
  const [from, to] = [addMonths(monthOf(day), -6), addMonths(monthOf(day), -1)];
  for (const cpr of numbers) {
    const ask = async ({ income, persons, benefits }: Registers) => ({
      income: told(await income.incomeOf(cpr, from, to, now)),
      person: told(await persons.personOf(cpr, now)),
      benefits: told(await benefits.benefitsOf(cpr, now)),
    });
    expect(await ask(fromMemory), `debtor at place ${numbers.indexOf(cpr)}`).toEqual(await ask(overTheWire));
  }
});

test('who lives there are of every kind: people who die, move, get another number, and are on help for a while', () => {
  const traits = people.world.debtors.map(({ person }) => person.traits);
  expect(traits.some(({ diedOn }) => diedOn !== undefined)).toBe(true);
  expect(traits.some(({ movesOutOn }) => movesOutOn !== undefined)).toBe(true);
  expect(traits.some(({ newNumberOn }) => newNumberOn !== undefined)).toBe(true);
  expect(
    people.world.debtors.some(({ livelihood }) => livelihood.grants.some(({ period }) => period.to !== null)),
  ).toBe(true);
});
