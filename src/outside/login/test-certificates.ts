import { X509Certificate } from 'node:crypto';

/** The SHA-256 of certificates whose key everybody has: whoever signs with it may be anybody. */
const KNOWN: ReadonlySet<string> = new Set([
  '74:C8:B9:44:9E:A7:91:57:27:98:B1:22:F5:66:11:81:78:20:40:6C:A7:86:03:14:02:8B:55:B9:23:12:D2:37',
]);

/** Whether a certificate (PEM) is one of the sign-in for tests, or says that it is for tests. */
export function isTestCertificate(pem: string): boolean {
  const { fingerprint256, subject } = new X509Certificate(pem);
  return KNOWN.has(fingerprint256) || /NOT FOR PRODUCTION/i.test(subject);
}
