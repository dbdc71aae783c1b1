import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NotificationToSend } from '../../src/notifications/notification-port.ts';
import { kombiPostNotifications } from '../../src/outside/kombipost/client.ts';
import { startKombiPostSimulator, type KombiPostSimulator } from '../../src/outside/kombipost/simulator.ts';
import { memoXml, SEND_PATH } from '../../src/outside/kombipost/wire.ts';
import { child, loadSchema, readXml, type XmlElement } from '../../src/platform/xml.ts';
import { cprOf } from '../vocabulary.ts';

const message: NotificationToSend = {
  uuid: 'b2a1c0de-0000-8000-a000-0123456789ab',
  channel: 'nemsms',
  to: cprOf(1),
  language: 'da',
  title: 'Du har fået en ny regning',
  text: 'Du har en ny regning fra Bøgevang Kommune & co. Log på <siden>.',
  at: Temporal.Instant.from('2026-03-12T09:00:00Z'),
};
const sender = { cvr: '29189998', label: 'Bøgevang Kommune' };

let simulator: KombiPostSimulator;
beforeAll(async () => void (simulator = await startKombiPostSimulator()));
beforeEach(() => simulator.behave({}));
afterAll(() => simulator.close());

const send = (changes: Partial<NotificationToSend> = {}, token: string | null = simulator.token) =>
  kombiPostNotifications({
    url: simulator.url,
    timeoutMs: 2_000,
    sender,
    accessToken: () => Promise.resolve(token),
    newTransaction: () => '0f9c6c9b-4f3b-4b6c-8e0c-2b6d8a1f7a01',
  }).send({ ...message, ...changes });

describe('a short message', () => {
  test('is taken as it was written, and handed over twice it is one', async () => {
    expect([await send(), await send()]).toEqual([{ state: 'handed' }, { state: 'handed' }]);
    const uuid = 'b2a1c0de-0000-8000-a000-0123456789ac';
    expect(await send({ channel: 'digital-post', uuid })).toEqual({ state: 'handed' });
    expect(simulator.taken()).toEqual([
      { uuid: message.uuid, type: 'NEMSMS', to: cprOf(1), title: message.title, text: message.text },
      { uuid, type: 'DIGITALPOST', to: cprOf(1), title: message.title, text: message.text },
    ]);
    expect(await (await fetch(simulator.url)).text()).toContain('NEMSMS: Du har fået en ny regning.');
  });

  test('to somebody who is not registered is refused; what nobody answers is unavailable, and so is it without a token', async () => {
    simulator.behave({ notRegistered: new Set([cprOf(1)]) });
    expect(await send()).toEqual({ state: 'refused' });
    simulator.behave({ trouble: 'down' });
    expect(await send()).toEqual({ state: 'unavailable', detail: 'status 503' });
    simulator.behave({ trouble: 'lost' });
    expect(await send()).toEqual({ state: 'unavailable', detail: 'not reached' });
    simulator.behave({});
    expect(await send({}, null)).toEqual({ state: 'unavailable', detail: 'no access token' });
    expect(await send({}, 'en anden')).toEqual({ state: 'unavailable', detail: 'status 401' });
  });

  test('whose elements are out of order is refused by the simulator, as by the platform', async () => {
    const headers = {
      authorization: `Holder-of-key ${simulator.token}`,
      'x-TransaktionsId': '1',
      'x-TransaktionsTid': '2026-03-12T09:00:00Z',
    };
    const { markup } = memoXml({ ...message, sender });
    const swapped = markup.replace(
      /(<memo:messageType>.*?<\/memo:messageType>)(<memo:messageUUID>.*?<\/memo:messageUUID>)/,
      '$2$1',
    );
    const body = `<kombi_request><KombiValgKode>NemSMS</KombiValgKode>${swapped}</kombi_request>`;
    const reply = await fetch(simulator.url + SEND_PATH, { method: 'POST', headers, body });
    expect([reply.status, await reply.json()]).toEqual([400, { code: 'memo.invalid' }]);
  });
});

const folder = join(
  process.env['AFDRAG_SCHEMAS'] ?? join(import.meta.dirname, '../../../shared/schemas'),
  'digital-post',
);
const isThere = existsSync(folder);
const name = 'beside the published samples of MeMo';

describe.skipIf(!isThere)(isThere ? name : `${name} (skipped: no schemas at AFDRAG_SCHEMAS)`, () => {
  test.each(['nemsms', 'digital-post'] as const)(
    'a message by %s is valid by the reconstructed MeMo 1.2',
    (channel) => {
      const schema = loadSchema({ directory: join(folder, 'memo-xsd-reconstructed'), entry: 'memo.xsd' });
      const { markup } = memoXml({ ...message, channel, sender });
      expect(readXml(markup, schema)).toMatchObject({ ok: true });
    },
  );

  test.each([
    ['nemsms', 'MeMo_NemSMS.xml', ['label']],
    ['digital-post', 'MeMo_Minimum_Example.xml', []],
  ] as const)('a message by %s has the elements of %s in their order', (channel, file, leftOut) => {
    const sample = readXml(readFileSync(join(folder, 'memo-samples', file), 'utf8'), null);
    const ours = readXml(memoXml({ ...message, channel, sender }).markup, null);
    if (!sample.ok || !ours.ok) throw new Error('both are XML');
    const added = new Set(['mandatory', 'legalNotification', 'postType']);
    const header = (root: XmlElement) =>
      child(root, 'MessageHeader')
        ?.children.map(({ name }) => name)
        .filter((name) => !added.has(name));
    expect(header(ours.value)).toEqual(header(sample.value));
    const party = (root: XmlElement, name: string) =>
      child(child(root, 'MessageHeader'), name)?.children.map((each) => each.name);
    for (const name of ['Sender', 'Recipient'])
      expect(party(ours.value, name)).toEqual(
        party(sample.value, name)?.filter(
          (each) => name === 'Sender' || !(leftOut as readonly string[]).includes(each),
        ),
      );
  });
});
