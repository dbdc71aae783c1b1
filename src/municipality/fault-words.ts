import type { z } from 'zod';

/**
 * What is wrong with a configuration, in Danish for the debt office that wrote it: one sentence for each fault, with its key, what stands
 * there, and what to write instead.
 */
export function faultsIn(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => faultsOf(issue));
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, above: readonly PropertyKey[] = []): string[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${placeOf([...path, key])}: kendes ikke. ${issue.message}`);
  if (issue.code === 'invalid_key')
    return [`${placeOf(path)}: kan ikke bruges som navn. ${insteadOfKey(issue)}`];
  if (issue.code === 'invalid_union') {
    const meant = meantOf(issue.errors);
    if (meant !== null) return meant.flatMap((each) => faultsOf(each, path));
  }
  return [`${placeOf(path)}: ${wrongWith(issue.input)} ${issue.message}`];
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'opsætningen' : path.map(String).join('.');
}

/** Of a value that may have several forms: what is wrong by the one that was begun on; null = none was. */
function meantOf(forms: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const begun = forms.filter((issues) =>
    issues.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  return begun.toSorted((one, other) => one.length - other.length)[0] ?? null;
}

const LONGEST_SHOWN = 40;

function wrongWith(given: unknown): string {
  if (given === undefined) return 'mangler.';
  if (typeof given === 'string' && given.trim() === '') return 'er tom.';
  if (Array.isArray(given))
    return given.length === 0 ? 'er en tom liste.' : 'kan ikke bruges, som listen står.';
  if (typeof given === 'object' && given !== null) return 'kan ikke bruges, som det står.';
  const shown = JSON.stringify(given);
  return `${shown.length <= LONGEST_SHOWN ? shown : `${shown.slice(0, LONGEST_SHOWN)}…`} kan ikke bruges.`;
}

/** What to write instead where the field says nothing of its own. */
export const insteadOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return `Skriv ${forms[issue.expected] ?? 'det, som docs/operations.md viser'}.`;
    case 'invalid_value':
      return `Skriv ${either(issue.values.map((value) => JSON.stringify(value)))}.`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'Skriv en tekst, der ikke er tom.'
        : `Skriv mindst ${issue.minimum}${issue.origin === 'array' ? ' i listen' : ''}.`;
    case 'too_big':
      return `Skriv højst ${issue.maximum}${unitOf(issue.origin)}.`;
    case 'unrecognized_keys':
      return 'Ret stavemåden, eller tag den ud.';
    case 'invalid_union':
      return either(issue.errors.flatMap(([first]) => (first === undefined ? [] : [first.message])));
    default:
      return 'Skriv det, som docs/operations.md viser.';
  }
};

const forms: Readonly<Record<string, string>> = {
  string: 'en tekst i anførselstegn',
  number: 'et tal uden anførselstegn',
  int: 'et helt tal uden anførselstegn',
  boolean: 'true eller false',
  array: 'en liste, som begynder med [',
  object: 'felter, som begynder med {',
  record: 'felter, som begynder med {',
  null: 'null',
};

function unitOf(origin: string): string {
  return origin === 'string' ? ' tegn' : origin === 'array' ? ' i listen' : '';
}

function insteadOfKey({ issues: [first] }: z.core.$ZodIssueInvalidKey): string {
  return first?.message ?? 'Ret stavemåden, eller tag den ud.';
}

function either(each: readonly string[]): string {
  const last = each.at(-1) ?? '';
  return each.length < 2 ? last : `${each.slice(0, -1).join(', ')} eller ${last}`;
}
