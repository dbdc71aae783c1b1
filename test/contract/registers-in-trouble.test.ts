import { afterEach, describe, expect, test } from 'vitest';
import type { SimulatedTrouble } from '../../src/platform/soap-simulator.ts';
import {
  ANDERS,
  needsSchemas,
  REGISTERS,
  schemasAreThere,
  VIBEKE,
  type Register,
  type RegisterOptions,
} from './registers.ts';

const always = { tag: 'always' } as const;

const open: Register[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((register) => register.close()));
});

describe.each(REGISTERS)('$name', ({ start }) => {
  async function register(options: Partial<RegisterOptions> = {}): Promise<Register> {
    const started = await start({ schemas: schemasAreThere ? 'with' : 'without', ...options });
    open.push(started);
    return started;
  }

  async function reasonWhen(trouble: SimulatedTrouble, options: Partial<RegisterOptions> = {}) {
    const started = await register(options);
    started.simulator.fail([{ trouble, when: always }]);
    const answer = await started.ask(VIBEKE);
    if (answer.state === 'answered') throw new Error('answered in spite of the trouble');
    return { ...answer.reason, evidence: answer.evidence, asked: started.simulator.questions() };
  }

  test('answers a question about a person it knows, and the message is kept', async () => {
    const answer = await (await register()).ask(VIBEKE);
    expect(answer).toMatchObject({
      state: 'answered',
      evidence: { body: expect.stringContaining('Envelope') },
    });
  });

  test('answers as well where the official schemas are not at hand', async () => {
    expect(await (await register({ schemas: 'without' })).ask(VIBEKE)).toMatchObject({ state: 'answered' });
  });

  test('being closed is told as unavailable, after as many attempts as were allowed', async () => {
    const reason = await reasonWhen({ tag: 'unavailable' }, { service: { attempts: 3 } });
    expect(reason).toMatchObject({ tag: 'unavailable', detail: 'HTTP 503', asked: 3 });
  });

  test('a connection that breaks is told as unavailable', async () => {
    expect(await reasonWhen({ tag: 'closed-connection' })).toMatchObject({
      tag: 'unavailable',
      detail: 'ECONNRESET',
    });
  });

  test('no answer within the bound is told as too slow, and asked again', async () => {
    const reason = await reasonWhen(
      { tag: 'slow', delayMs: 60_000 },
      { service: { timeoutMs: 40, attempts: 2 } },
    );
    expect(reason).toMatchObject({ tag: 'too-slow', detail: 'no answer within 40 ms', asked: 2 });
  });

  test('a refusal is told with its code and not asked again', async () => {
    const reason = await reasonWhen({ tag: 'refused', code: 'TOO_MANY_ROWS' }, { service: { attempts: 3 } });
    expect(reason).toMatchObject({ tag: 'refused', asked: 1 });
    expect(reason.detail).toContain('TOO_MANY_ROWS');
  });

  test('an answer without end is given up at the bound', async () => {
    const reason = await reasonWhen(
      { tag: 'too-large', bytes: 200_000 },
      { service: { maxAnswerBytes: 100_000 } },
    );
    expect(reason).toMatchObject({ tag: 'malformed', detail: 'an answer of more than 100000 bytes' });
  });

  test('half a message is malformed, and kept for whoever looks into it', async () => {
    const reason = await reasonWhen({ tag: 'malformed' });
    expect(reason).toMatchObject({
      tag: 'malformed',
      evidence: { body: expect.stringContaining('Envelope') },
    });
  });

  test('an answer about another person is refused and not kept', async () => {
    const reason = await reasonWhen({ tag: 'other-person', number: ANDERS });
    expect(reason).toMatchObject({ tag: 'other-person', evidence: null });
  });

  test('no reason names the person that was asked about', async () => {
    const troubles: readonly SimulatedTrouble[] = [
      { tag: 'refused', code: `UNKNOWN_${VIBEKE}` },
      { tag: 'malformed' },
      { tag: 'other-person', number: ANDERS },
    ];
    for (const trouble of troubles) {
      const { detail } = await reasonWhen(trouble);
      expect(detail).not.toMatch(/\d{6}/);
    }
  });

  test('trouble that passes is overcome by asking again', async () => {
    const started = await register({ service: { attempts: 2 } });
    started.simulator.fail([{ trouble: { tag: 'unavailable' }, when: { tag: 'every', nth: 2 } }]);
    expect(await started.ask(VIBEKE)).toMatchObject({ state: 'answered' });
    expect(await started.ask(VIBEKE)).toMatchObject({ state: 'answered' });
    expect(started.simulator.questions()).toBe(3);
  });

  test('trouble with one person does not touch the next, and can be switched off', async () => {
    const started = await register();
    const onlyVibeke = { tag: 'persons', numbers: new Set([VIBEKE]) } as const;
    started.simulator.fail([{ trouble: { tag: 'refused', code: 'NO' }, when: onlyVibeke }]);
    expect(await started.ask(VIBEKE)).toMatchObject({ state: 'not-obtained' });
    expect(await started.ask(ANDERS)).toMatchObject({ state: 'answered' });
    started.simulator.fail([]);
    expect(await started.ask(VIBEKE)).toMatchObject({ state: 'answered' });
  });

  test('refuses what is not a question to it', async () => {
    const { simulator } = await register();
    const about = {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:other"' },
    };
    for (const body of ['', 'hej', '<Envelope/>']) {
      const response = await fetch(simulator.url, { ...about, body });
      expect(response.status).toBe(500);
      expect(await response.text()).toContain('INVALID_REQUEST');
    }
  });

  test('a service that is not there is told as unavailable', async () => {
    // Port 1 is reserved and has no listener on any machine that we know.
    const started = await register({ service: { url: 'http://127.0.0.1:1/' } });
    expect(await started.ask(VIBEKE)).toMatchObject({
      state: 'not-obtained',
      reason: { tag: 'unavailable', detail: 'ECONNREFUSED' },
    });
  });
});

describe.skipIf(!schemasAreThere)(needsSchemas('three hundred debtors'), () => {
  test('are asked about in all three registers within seconds', async () => {
    for (const { start } of REGISTERS) {
      const register = await start({ schemas: 'with' });
      open.push(register);
      const answers = await Promise.all(Array.from({ length: 300 }, () => register.ask(VIBEKE)));
      expect(answers.filter(({ state }) => state === 'answered')).toHaveLength(300);
    }
  });
});
