import type { FastifyInstance } from 'fastify';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { isUnseen, withoutUnseen } from '../../kernel/unseen-signs.ts';

/** The field that every form has, with its token (csrf.ts). */
export const TOKEN_FIELD = 'form';

/** The field of who wants what was typed to be shown again, and nothing else to be done. */
export const KEEP_FIELD = 'keep';

/** Bytes of a form without files, and fields in it: more than any page of ours has. */
export const FORM_LIMITS = { bytes: 64 * 1024, fields: 200 } as const;

/** What was sent, by the names that the page's form has, and no other. */
export class Form {
  readonly #fields: ReadonlyMap<string, readonly string[]>;
  constructor(fields: ReadonlyMap<string, readonly string[]>) {
    this.#fields = fields;
  }

  /** What stands in a field; empty when it was not sent, as an unticked box is not. */
  text(name: string): string {
    return this.#fields.get(name)?.[0] ?? '';
  }

  /** All that was chosen under a name, in its order. */
  chosen(name: string): readonly string[] {
    return this.#fields.get(name) ?? [];
  }
}

/** The fields of a form: which stand in it once, and which as often as there are choices. */
export interface FormFields {
  readonly once: readonly string[];
  readonly many: readonly string[];
}

export interface BadForm {
  readonly tag: 'bad-form';
  readonly why: 'too-many-fields' | 'unknown-field' | 'twice' | 'unreadable';
}

/** What a browser has sent with a form: its fields in their order, as often as they stand in it. */
export type SentFields = readonly (readonly [name: string, value: string])[];

/** The fields of a form without files. */
export function fieldsIn(body: string): SentFields {
  return [...new URLSearchParams(body)];
}

/** Reads a form as a browser sends it. Refuses what our page could not have sent: other fields, one twice. Text is read however it was pasted. */
export function readForm(pairs: SentFields, { once, many }: FormFields): Result<Form, BadForm> {
  if (pairs.length > FORM_LIMITS.fields) return refuse({ tag: 'bad-form', why: 'too-many-fields' });
  const fields = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const mayRepeat = many.includes(name);
    if (!mayRepeat && name !== TOKEN_FIELD && !once.includes(name))
      return refuse({ tag: 'bad-form', why: 'unknown-field' });
    if (fields.has(name) && !mayRepeat) return refuse({ tag: 'bad-form', why: 'twice' });
    fields.set(name, [...(fields.get(name) ?? []), asText(value)]);
  }
  return ok(new Form(fields));
}

/**
 * What somebody typed or pasted: whatever ends a line in Word or a PDF (U+000B, U+000C, U+0085, U+2028, U+2029) ends it here, and other signs that nobody
 * sees are gone: control signs, what turns the direction of writing, spaces without width. Text of which nobody sees anything is empty. A sign that was
 * lost before it came here (U+FFFD) stays, as its writer saw it.
 */
function asText(value: string): string {
  const lines = value.toWellFormed().replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n');
  const text = withoutUnseen(lines);
  return isUnseen(text) ? '' : text;
}

/** What a route says of itself where its form may bring files (multipart.ts). */
declare module 'fastify' {
  interface FastifyContextConfig {
    readonly takesFiles?: boolean;
  }
}

/**
 * Takes forms as text, and nothing else: no JSON, and files only where a route says so, which then reads them itself. What else is sent is
 * refused before it is read.
 */
export function takeForms(web: FastifyInstance): void {
  web.removeAllContentTypeParsers();
  web.addContentTypeParser('multipart/form-data', (request, _body, done) => {
    const { config } = request.routeOptions;
    done(config.takesFiles === true ? null : new NotTakenError());
  });
  web.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_LIMITS.bytes },
    (_request, body, done) => done(null, body),
  );
}

/** Something that this address takes in no form. */
class NotTakenError extends Error {
  readonly statusCode = 415;
  constructor() {
    super('files are not taken here');
  }
}
