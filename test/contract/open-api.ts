import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Holds values against an OpenAPI description: as much of JSON Schema as the published payment interfaces use. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Schema = { readonly [name: string]: Json };

export class OpenApi {
  readonly #root: Schema;

  constructor(file: string) {
    this.#root = parse(readFileSync(file, 'utf8')) as Schema; // a description is an object
  }

  /** What an object must have, and what it says of each: for what is left out by name, with its reason. */
  schema(name: string): Schema {
    return this.#at(['components', 'schemas', name]);
  }

  operation(path: string, method: string): Schema {
    return this.#at(['paths', path, method]);
  }

  /** Headers that a question to the path must have, in small letters. */
  requiredHeaders(path: string, method: string): string[] {
    const shared = this.#at(['paths', path])['parameters'] ?? [];
    const own = this.operation(path, method)['parameters'] ?? [];
    return [...(shared as Schema[]), ...(own as Schema[])] // a list of parameters
      .map((parameter) => this.resolved(parameter))
      .filter((parameter) => parameter['in'] === 'header' && parameter['required'] === true)
      .flatMap(({ name }) => (typeof name === 'string' ? [name.toLowerCase()] : []));
  }

  /** What the description says against a value; empty = nothing. */
  faults(value: Json | undefined, schema: Schema, where = '$'): string[] {
    const rule = this.resolved(schema);
    if (value === undefined) return [`${where} is missing`];
    if (value === null) return rule['nullable'] === true ? [] : [`${where} is null`];
    return [
      ...this.#ofType(value, rule, where),
      ...this.#ofText(value, rule, where),
      ...this.#ofObject(value, rule, where),
      ...(Array.isArray(value) && rule['items'] !== undefined
        ? value.flatMap((each: Json, place) =>
            this.faults(each, rule['items'] as Schema, `${where}[${place}]`),
          )
        : []),
    ];
  }

  resolved(schema: Schema): Schema {
    const reference = schema['$ref'];
    if (typeof reference !== 'string') return schema;
    if (!reference.startsWith('#/')) return {}; // another site's file, which is not among these
    return this.resolved(this.#at(reference.slice(2).split('/')));
  }

  #at(way: readonly string[]): Schema {
    let found: Json = this.#root;
    for (const name of way) found = (found as Schema)[name] ?? {};
    return found as Schema; // the description's own form
  }

  #ofType(value: Json, { type }: Schema, where: string): string[] {
    const fits: Readonly<Record<string, boolean>> = {
      string: typeof value === 'string',
      integer: Number.isInteger(value),
      number: typeof value === 'number',
      boolean: typeof value === 'boolean',
      array: Array.isArray(value),
      object: typeof value === 'object' && !Array.isArray(value),
    };
    return typeof type === 'string' && fits[type] === false ? [`${where} is no ${type}`] : [];
  }

  #ofText(value: Json, rule: Schema, where: string): string[] {
    const { enum: allowed, pattern, minLength, maxLength, minimum, maximum, format } = rule;
    const faults: string[] = [];
    if (Array.isArray(allowed) && !allowed.includes(value)) faults.push(`${where} is none of the words`);
    if (typeof value === 'string') {
      if (typeof pattern === 'string' && !new RegExp(pattern).test(value))
        faults.push(`${where} has another form`);
      if (typeof minLength === 'number' && value.length < minLength) faults.push(`${where} is too short`);
      if (typeof maxLength === 'number' && value.length > maxLength) faults.push(`${where} is too long`);
      if (format === 'uri' && !URL.canParse(value)) faults.push(`${where} is no address`);
      if (format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value))
        faults.push(`${where} is no moment`);
    }
    if (typeof value === 'number') {
      if (typeof minimum === 'number' && value < minimum) faults.push(`${where} is too small`);
      if (typeof maximum === 'number' && value > maximum) faults.push(`${where} is too large`);
    }
    return faults;
  }

  #ofObject(
    value: Json,
    { required, properties = {}, additionalProperties }: Schema,
    where: string,
  ): string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    const has = value as Schema;
    const known = properties as Readonly<Record<string, Schema>>; // the description's own form
    const missing = (Array.isArray(required) ? required : []).filter(
      (name) => has[String(name)] === undefined,
    );
    const strange =
      additionalProperties === false ? Object.keys(has).filter((name) => !Object.hasOwn(known, name)) : [];
    return [
      ...missing.map((name) => `${where}.${String(name)} is missing`),
      ...strange.map((name) => `${where}.${name} is not in the description`),
      ...Object.entries(known)
        .filter(([name]) => has[name] !== undefined)
        .flatMap(([name, each]) => this.faults(has[name], each, `${where}.${name}`)),
    ];
  }
}
