import { startSimulatedService, type SimulatedAnswer } from '../../platform/json-simulator.ts';
import { child, readXml, textAt, xml, type XmlElement } from '../../platform/xml.ts';
import { MEMO, SEND_PATH } from './wire.ts';

/** A message as it was taken. */
export interface TakenMessage {
  readonly uuid: string;
  readonly type: 'NEMSMS' | 'DIGITALPOST';
  readonly to: string;
  readonly title: string;
  readonly text: string;
}

export interface KombiPostSimulator {
  readonly url: string;
  /** The access token that it takes. */
  readonly token: string;
  /** Different messages, in the order in which they first came. */
  taken(): readonly TakenMessage[];
  /** How many calls have come in. */
  calls(): number;
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

export interface Behaviour {
  /** `down`: every call fails, and nothing is taken. `lost`: a message is taken, and the answer never comes. */
  readonly trouble?: 'down' | 'lost';
  /** CPR numbers of those who are not registered for the channel. */
  readonly notRegistered?: ReadonlySet<string>;
}

/** Header elements in the one order in which the platform takes them. */
const HEADER = [
  'messageType',
  'messageUUID',
  'messageID',
  'messageCode',
  'label',
  'notification',
  'additionalNotification',
  'reply',
  'replyByDateTime',
  'doNotDeliverUntilDate',
  'mandatory',
  'legalNotification',
  'postType',
  'Sender',
  'Recipient',
] as const;

/**
 * Stands where KOMBIT's KombiPostAfsend is, on this machine: takes a kombi_request with its MeMo message, refuses one whose elements are out of order (`memo.invalid`)
 * or whose person is not registered, and brings it to nobody. Its front page is the mailbox. It keeps nothing when it ends.
 */
export async function startKombiPostSimulator(): Promise<KombiPostSimulator> {
  const taken = new Map<string, TakenMessage>();
  const token = 'proeve';
  let behaviour: Behaviour = {};
  let calls = 0;
  const service = await startSimulatedService(({ method, path, headers, body }) => {
    if (method === 'GET' && path === '/') return Promise.resolve(mailbox([...taken.values()]));
    calls += 1;
    return Promise.resolve(answer({ path, headers, body }));
  });

  function answer(question: {
    readonly path: string;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: string;
  }): SimulatedAnswer {
    if (behaviour.trouble === 'down') return { kind: 'json', status: 503, body: null };
    if (question.path !== SEND_PATH) return { kind: 'json', status: 404, body: null };
    const { authorization, 'x-transaktionsid': id, 'x-transaktionstid': at } = question.headers;
    if (authorization !== `Holder-of-key ${token}`) return { kind: 'json', status: 401, body: null };
    if (id === undefined || at === undefined) return refused('transaction');
    const read = readXml(question.body, null);
    const message = read.ok ? messageIn(read.value) : null;
    if (message === null) return refused('memo.invalid');
    if (behaviour.notRegistered?.has(message.to) === true) return refused('not.registered');
    if (!taken.has(message.uuid)) taken.set(message.uuid, message);
    return behaviour.trouble === 'lost' ? { kind: 'lost' } : { kind: 'json', status: 200, body: {} };
  }

  return {
    url: service.url,
    token,
    taken: () => [...taken.values()],
    calls: () => calls,
    behave: (next) => void (behaviour = next),
    close: () => service.close(),
  };
}

function refused(code: string): SimulatedAnswer {
  return { kind: 'json', status: 400, body: { code } };
}

/** Null: it is not as the platform takes it. */
function messageIn(request: XmlElement): TakenMessage | null {
  if (request.name !== 'kombi_request') return null;
  const memo = child(request, 'Message');
  const header = child(memo, 'MessageHeader');
  if (memo === null || header === null || memo.namespace !== MEMO || !isInOrder(header)) return null;
  const type = textAt(header, 'messageType');
  const channel = textAt(request, 'KombiValgKode');
  const [uuid, title, to] = [
    textAt(header, 'messageUUID'),
    textAt(header, 'label'),
    textAt(header, 'Recipient/recipientID'),
  ];
  if (uuid === null || title === null || to === null) return null;
  if (type === 'NEMSMS' && channel === 'NemSMS') {
    const text = textAt(header, 'notification');
    return text === null || text === '' ? null : { uuid, type, to, title, text };
  }
  if (type !== 'DIGITALPOST' || channel !== 'Digital Post') return null;
  const content = textAt(memo, 'MessageBody/MainDocument/File/content');
  if (content === null) return null;
  return { uuid, type, to, title, text: Buffer.from(content, 'base64').toString('utf8') };
}

function isInOrder(header: XmlElement): boolean {
  const places = header.children.map(({ name }) => (HEADER as readonly string[]).indexOf(name));
  return places.every((place, index) => place >= 0 && (index === 0 || place > (places[index - 1] ?? 0)));
}

/** What has been taken, for who tries it: nothing of it has reached anybody. */
function mailbox(messages: readonly TakenMessage[]): SimulatedAnswer {
  const rows = messages.map(({ type, title, text }) => xml`<li>${type}: ${title}. ${text}</li>`);
  const { markup } =
    xml`<html lang="da"><head><title>Simuleret postkasse</title></head><body><h1>Simuleret postkasse</h1><ul>${rows}</ul></body></html>`;
  return { kind: 'page', html: `<!doctype html>${markup}` };
}
