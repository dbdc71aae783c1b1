/** Waits for all that is asked for at once, and answers it by name. Fails with the first that fails. */
export async function allOf<Asked extends Readonly<Record<string, Promise<unknown>>>>(
  asked: Asked,
): Promise<{ readonly [Name in keyof Asked]: Awaited<Asked[Name]> }> {
  const answers = await Promise.all(
    Object.entries(asked).map(async ([name, answer]) => [name, await answer] as const),
  );
  // Each name has its own answer.
  return Object.fromEntries(answers) as { [Name in keyof Asked]: Awaited<Asked[Name]> };
}
