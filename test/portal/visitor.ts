/** A browser without a window: it keeps cookies for each host (whatever its port), follows no redirect by itself, and reads forms. */
export class Visitor {
  readonly #jars = new Map<string, Map<string, string>>();

  /** Asks for an address as a browser would. */
  async open(address: string, { form, headers = {} }: Opening = {}): Promise<Seen> {
    const { hostname } = new URL(address);
    const jar = this.#jars.get(hostname) ?? new Map<string, string>();
    this.#jars.set(hostname, jar);
    const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(address, {
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...headers },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const set of reply.headers.getSetCookie()) keep(jar, set);
    const to = reply.headers.get('location');
    return {
      address,
      status: reply.status,
      headers: reply.headers,
      body: await reply.text(),
      to: to === null ? null : new URL(to, address).href,
    };
  }

  /** Opens an address and goes on wherever it leads, at most ten times. */
  async follow(address: string, opening: Opening = {}): Promise<Seen> {
    let seen = await this.open(address, opening);
    for (let steps = 0; seen.to !== null && steps < 10; steps += 1) seen = await this.open(seen.to);
    return seen;
  }

  /** The cookie that the browser keeps for a site under a name. */
  cookie(address: string, name: string): string | null {
    return this.#jars.get(new URL(address).hostname)?.get(name) ?? null;
  }
}

interface Opening {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Seen {
  readonly address: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** Where it leads. */
  readonly to: string | null;
}

function keep(jar: Map<string, string>, set: string): void {
  const [pair = '', ...flags] = set.split(';').map((part) => part.trim());
  const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
  const taken = flags.some((flag) => /^max-age=0$/i.test(flag) || /^expires=Thu, 01 Jan 1970/i.test(flag));
  if (taken) jar.delete(name);
  else jar.set(name, value);
}

/** The button's value in the test sign-in's list beside a person's name. */
export function choiceOf(body: string, name: string): string {
  const found = Array.from(body.matchAll(/name="person" value="([^"]+)">([^<]*)</g)).find(
    ([, , shown]) => shown === name,
  );
  if (found?.[1] === undefined) throw new Error(`${name} is not in the list`);
  return found[1];
}
