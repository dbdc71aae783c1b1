import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ParseOption,
  XmlBufferInputProvider,
  XmlCData,
  xmlCleanupInputProvider,
  XmlDocument,
  XmlElement as LibraryElement,
  XmlLibError,
  xmlRegisterInputProvider,
  XmlText,
  XmlValidateError,
  XsdValidator,
} from 'libxml2-wasm';
import { parsePlainDate, type PlainDate } from '../kernel/dates.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';

/**
 * XML in and out. Incoming text is parsed without network, external entities or DTD, validated on demand, and handed
 * on as a plain tree: the library's memory is released before the caller sees anything.
 */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** The text of an element without child elements; empty for others. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** Those that the reader asked for and the element has; absent when nobody asked. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** `detail` names elements and lines, never values: they may be personal data. */
export type XmlRefusal =
  | { readonly tag: 'not-xml'; readonly detail: string }
  | { readonly tag: 'not-valid'; readonly detail: string };

/** A compiled set of XSD files. Compile once per process; validating against it is cheap. */
export interface XmlSchema {
  readonly validator: XsdValidator;
  /** Kept because the compiled schema points into it. */
  readonly document: XmlDocument;
}

export interface SchemaFiles {
  readonly directory: string;
  readonly entry: string;
  /** Changes the text of a file before it is compiled; the file itself stays as it is. */
  readonly amend?: (file: string, text: string) => string;
}

// NO_XXE: neither external entities nor an external DTD is loaded. A document with a DTD of its own is refused below.
const PARSE = { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE };

/** Compiles the XSD files of a directory. Throws when the directory is incomplete: that is a broken installation. */
export function loadSchema({ directory, entry, amend = (_, text) => text }: SchemaFiles): XmlSchema {
  const files = readdirSync(directory).filter((name) => name.endsWith('.xsd'));
  const buffers = files.map((name) => {
    const text = amend(name, readFileSync(join(directory, name), 'utf8'));
    return [`schema/${name}`, Buffer.from(text)] as const;
  });
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(buffers)));
  try {
    const text = buffers.find(([name]) => name === `schema/${entry}`)?.[1];
    assert(text !== undefined, `${entry} is among the schema files`);
    const document = XmlDocument.fromBuffer(text, { ...PARSE, url: `schema/${entry}` });
    return { document, validator: XsdValidator.fromDoc(document) };
  } finally {
    xmlCleanupInputProvider();
  }
}

/**
 * The document's root as a plain tree, with the attributes of these names; refused when it is not XML, or not valid where a
 * schema is given.
 */
export function readXml(
  text: string,
  schema: XmlSchema | null,
  attributes: readonly string[] = [],
): Result<XmlElement, XmlRefusal> {
  return withRoot(text, (root) => {
    schema?.validator.validate(root);
    return ok(treeOf(root, attributes));
  });
}

/**
 * What an envelope carries: the first element inside the root's child `container`. The schema is that of the content;
 * a content named `exempt` (a fault) is not validated against it.
 */
export function readEnvelope(
  text: string,
  { container, exempt }: { readonly container: string; readonly exempt: string },
  schema: XmlSchema | null,
): Result<{ readonly envelope: XmlElement; readonly content: XmlElement }, XmlRefusal> {
  return withRoot(text, (root) => {
    const envelope = treeOf(root);
    const content = child(envelope, container)?.children[0];
    if (content === undefined) return refuse({ tag: 'not-valid', detail: `nothing in ${container}` });
    if (schema !== null && content.name !== exempt) {
      const [element] = elements(elements(root).find(({ name }) => name === container) ?? null);
      assert(element !== undefined, 'the content found in the tree is in the document');
      schema.validator.validate(element);
    }
    return ok({ envelope, content });
  });
}

function withRoot<T>(
  text: string,
  read: (root: LibraryElement) => Result<T, XmlRefusal>,
): Result<T, XmlRefusal> {
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(text, PARSE);
  } catch (error) {
    return refuse({ tag: 'not-xml', detail: `not XML${lineOf(error)}` });
  }
  try {
    if (document.dtd !== null)
      return refuse({ tag: 'not-xml', detail: 'a document type declaration is not allowed' });
    return read(document.root);
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return refuse({ tag: 'not-valid', detail: `not valid: ${whatIsInvalid(error)}` });
  } finally {
    document.dispose();
  }
}

function elements(element: LibraryElement | null): LibraryElement[] {
  const found: LibraryElement[] = [];
  for (let node = element?.firstChild ?? null; node !== null; node = node.next) {
    if (node instanceof LibraryElement) found.push(node);
  }
  return found;
}

function treeOf(element: LibraryElement, attributes: readonly string[] = []): XmlElement {
  const children: XmlElement[] = [];
  let text = '';
  for (let node = element.firstChild; node !== null; node = node.next) {
    if (node instanceof LibraryElement) children.push(treeOf(node, attributes));
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  return {
    name: element.name,
    namespace: element.namespaceUri,
    text: children.length > 0 ? '' : text.trim(),
    children,
    ...(attributes.length === 0 ? {} : { attributes: attributesOf(element, attributes) }),
  };
}

function attributesOf(element: LibraryElement, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = element.attr(name)?.value;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function lineOf(error: unknown): string {
  const line = error instanceof XmlLibError ? error.details[0]?.line : undefined;
  return line === undefined ? '' : `, line ${line}`;
}

// The library's own message quotes the refused value, which may be a CPR number.
function whatIsInvalid(error: XmlLibError): string {
  const message = error.details[0]?.message ?? error.message;
  const element = /Element '(?:\{[^}]*\})?([^']+)'/.exec(message)?.[1] ?? 'unknown element';
  const facet = /\[facet '(\w+)'\]/.exec(message)?.[1];
  return `element ${element}${facet === undefined ? '' : ` (${facet})`}${lineOf(error)}`;
}

/** The first child of that name, whatever its namespace; null when there is none. */
export function child(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((candidate) => candidate.name === name) ?? null;
}

/** All children of that name. */
export function childrenNamed(element: XmlElement | null, name: string): readonly XmlElement[] {
  return element?.children.filter((candidate) => candidate.name === name) ?? [];
}

/** Follows first children by name: `elementAt(person, 'status/statusdato/dato')`. */
export function elementAt(element: XmlElement | null, path: string): XmlElement | null {
  return path.split('/').reduce<XmlElement | null>((found, name) => child(found, name), element);
}

/** The text at a path; null when the element is missing or empty. */
export function textAt(element: XmlElement | null, path: string): string | null {
  const text = elementAt(element, path)?.text ?? '';
  return text === '' ? null : text;
}

/** The day of an `xs:date` or `xs:dateTime` as it is written, its time and zone left out; null when it is none. */
export function dayOfXml(text: string): PlainDate | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text);
  return match === null ? null : parsePlainDate(match[1] as string);
}

/** Text that is XML already. Only {@link xml} and {@link writeXml} make it, so that nothing goes out unescaped. */
export interface Markup {
  readonly markup: string;
}

type Insertable = string | number | Markup | null | readonly Markup[];

/** A template that escapes what is put into it, except other markup; null leaves nothing. */
export function xml(strings: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
  let markup = strings[0] ?? '';
  values.forEach((value, index) => {
    markup += insert(value) + (strings[index + 1] ?? '');
  });
  return { markup };
}

/** An element with a text; nothing at all when there is no text to put in. */
export function leafXml(name: string, text: string | number | null | undefined): Markup {
  return text === null || text === undefined ? { markup: '' } : xml`<${name}>${text}</${name}>`;
}

/** `xmlns:k="…" xmlns:f="…"` for the start tag of a document's root. */
export function namespaceDeclarations(namespaces: Readonly<Record<string, string>>): Markup {
  const declarations = Object.entries(namespaces).map(
    ([prefix, uri]) => xml`xmlns:${prefix}="${uri}"`.markup,
  );
  return { markup: declarations.join(' ') };
}

function insert(value: Insertable): string {
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeXml(String(value));
  return 'markup' in value ? value.markup : value.map((part) => part.markup).join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
// oxlint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function escapeXml(text: string): string {
  assert(!FORBIDDEN.test(text), 'the text has only characters that XML allows');
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Writes a tree that was read, each change of namespace declared where it happens. */
export function writeXml(element: XmlElement, outer: string | null = null): Markup {
  const inner =
    element.children.length > 0
      ? { markup: element.children.map((part) => writeXml(part, element.namespace).markup).join('') }
      : xml`${element.text}`;
  const declaration = element.namespace === outer ? xml`` : xml` xmlns="${element.namespace}"`;
  return { markup: `<${element.name}${declaration.markup}>${inner.markup}</${element.name}>` };
}

/** The tree with each element, from the leaves up, replaced by what `edit` makes of it; null leaves it out. */
export function editXml(
  element: XmlElement,
  edit: (element: XmlElement) => XmlElement | null,
): XmlElement | null {
  const children = element.children.map((part) => editXml(part, edit)).filter((part) => part !== null);
  return edit({ ...element, children });
}
