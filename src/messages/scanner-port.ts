/** Looks for viruses in a file before it is kept. */
export interface Scanner {
  /** What is in it. Never throws for outside trouble, and answers within its own time. */
  scan(content: Buffer): Promise<Scanned>;
}

export type Scanned =
  | { readonly state: 'clean' }
  /** Something is in it; what, in the scanner's own word. */
  | { readonly state: 'found'; readonly what: string }
  /** Nobody has looked: the scanner did not answer, or not in a way that counts. `detail` holds nothing of the file. */
  | { readonly state: 'unknown'; readonly detail: string };
