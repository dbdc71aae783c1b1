/** How many bytes may be under way at once: of everybody together, and of each. */
export interface RoomSize {
  readonly all: number;
  readonly each: number;
}

/** Gives somebody room for so many bytes and answers how they leave it again; null = there is none for them now. */
export type Room = (who: string, bytes: number) => (() => void) | null;

/**
 * Room for what is read, in this process, so that nobody takes it all. Who has nothing under way is let in where there is room for it, and what is more
 * than all of it when nobody else is there.
 */
export function roomOf({ all, each }: RoomSize): Room {
  const taken = new Map<string, number>();
  let inAll = 0;
  return (who, bytes) => {
    const own = taken.get(who) ?? 0;
    if ((inAll > 0 && inAll + bytes > all) || (own > 0 && own + bytes > each)) return null;
    inAll += bytes;
    taken.set(who, own + bytes);
    return () => {
      inAll -= bytes;
      const left = (taken.get(who) ?? bytes) - bytes;
      if (left > 0) taken.set(who, left);
      else taken.delete(who);
    };
  };
}
