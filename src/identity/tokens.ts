import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits that say nothing: what a browser or a provider has of us. We keep no more of it than its SHA-256. */
export type Token = string;

export function newToken(): Token {
  return randomBytes(32).toString('base64url');
}

export function hashOf(token: Token): Buffer {
  return createHash('sha256').update(token).digest();
}
