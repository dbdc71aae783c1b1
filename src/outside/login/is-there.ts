const PATIENCE_MS = 3_000;

/**
 * Whether whoever has an address answers just now, whatever it says to being asked for nothing: so that nobody who has signed out is led to a
 * page that does not come. Nothing about anybody is sent.
 */
export async function isThere(address: string): Promise<boolean> {
  const { origin, pathname } = new URL(address);
  try {
    const asked = { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) } as const;
    const { status } = await fetch(origin + pathname, asked);
    return status < 500;
  } catch {
    return false; // out of reach, or too slow
  }
}
