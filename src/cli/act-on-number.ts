import { logAccess } from '../access/access-log.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { inMunicipality, type MunicipalityReadTx, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, type Acting } from './acting.ts';
import { PlainError, UsageError, type Given, type Shell } from './command.ts';

/** A kind of matter that has a number and is about a debtor, as commands tell of it. */
export interface Matter<Item, Refusal extends { readonly tag: string }> {
  /** In the access log: what it is called, and what it is looked at for. */
  readonly name: string;
  readonly purpose: string;
  readonly line: (item: Item) => string;
  readonly json: (item: Item) => unknown;
  readonly refusalText: (tx: MunicipalityTx, refusal: Refusal) => string | Promise<string>;
}

/** Carries out what a person does about a matter, notes it, and tells how the matter stands. */
export async function actOn<
  Item extends { readonly number: bigint; readonly debtor: DebtorNumber },
  Refusal extends { readonly tag: string },
>(
  matter: Matter<Item, Refusal>,
  { given, shell }: { readonly given: Given; readonly shell: Shell },
  work: (tx: MunicipalityTx, acting: Acting) => Promise<Result<Item, Refusal>>,
): Promise<number> {
  const municipality = given.municipality();
  const acting = actingAs(given, shell);
  return shell.withDatabase(async (database) => {
    const item = await inMunicipality(database, municipality, async (tx) => {
      const acted = await work(tx, acting);
      if (!acted.ok) throw new PlainError(await matter.refusalText(tx, acted.refusal));
      const { number, debtor } = acted.value;
      const { name, purpose } = matter;
      await logAccess(tx, { at: acting.at, actor: acting.by, purpose, debtor, about: `${name} ${number}` });
      return acted.value;
    });
    shell.say(given.flag('json') ? JSON.stringify(matter.json(item)) : matter.line(item));
    return 0;
  });
}

/** Lists the matters that are open, and notes that they were looked at. */
export async function listOpen<Item, Refusal extends { readonly tag: string }>(
  { name, purpose, line, json }: Matter<Item, Refusal>,
  { given, shell }: { readonly given: Given; readonly shell: Shell },
  {
    open,
    none,
  }: { readonly open: (tx: MunicipalityReadTx) => Promise<readonly Item[]>; readonly none: string },
): Promise<number> {
  const municipality = given.municipality();
  return shell.withDatabase(async (database) => {
    const items = await inMunicipality(database, municipality, async (tx) => {
      const about = `${name} list`;
      await logAccess(tx, { at: shell.clock(), actor: shell.by, purpose, debtor: null, about });
      return open(tx);
    });
    if (given.flag('json')) shell.say(JSON.stringify(items.map(json)));
    else if (items.length === 0) shell.say(none);
    else for (const item of items) shell.say(line(item));
    return 0;
  });
}

/** A number given with an option; `means` says what it must be. */
export function numberGiven(
  given: Given,
  option: string,
  { form, means }: { readonly form: RegExp; readonly means: string },
): bigint {
  const text = given.required(option);
  if (!form.test(text)) throw new UsageError(`--${option} skal være ${means}`);
  return BigInt(text);
}
