import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { loginVariables, readLogin, type LoginConfig } from './login-config.ts';

/** The folder of the program, whatever folder a command is called from. */
export const PROJECT_ROOT = resolve(import.meta.dirname, '../..');

/** What the environment may set; the one place that knows the names. Every value has a default. */
export interface Config {
  /** HOST and PORT: where the web listens. Port 0 = any free one. */
  readonly host: string;
  readonly port: number;
  /** Whether PORT was set: then no other port will do. */
  readonly portChosen: boolean;
  /**
   * AFDRAG_PUBLIC_ADDRESS: where citizens reach the web, `https://betaling.example`. Null = this machine alone; in
   * production the citizens' pages are not served then.
   */
  readonly publicAddress: string | null;
  /** AFDRAG_OPERATIONS_PAGE: whether `/drift` is served. */
  readonly operationsPage: boolean;
  /** AFDRAG_TRUSTED_PROXY: whose word about a caller's address is taken (`x-forwarded-for`); null = nobody's. */
  readonly trustedProxy: string | null;
  /** DATABASE_URL: a server to use instead of the local one. */
  readonly databaseUrl: string | null;
  /** AFDRAG_POOL_SIZE: most database connections of one process. */
  readonly poolSize: number;
  /** AFDRAG_DATA_DIR: folder of the local database. */
  readonly dataDir: string;
  /** AFDRAG_SCHEMAS: folder of the registers' official schema files, which are not part of the program. */
  readonly schemasDir: string;
  /** AFDRAG_EINDKOMST_URL, AFDRAG_CPR_URL, AFDRAG_YDELSESINDEKS_URL: all or none; null = the simulated registers of the demo. */
  readonly registers: RegisterAddresses | null;
  /** AFDRAG_PSRM_URL: the recovery authority's services; null = the simulated one of the demo. */
  readonly recoveryUrl: string | null;
  /**
   * AFDRAG_DELIVERY: `stand-in` says plainly that letters are only pretended to be brought to people; null = nothing said.
   */
  readonly delivery: 'stand-in' | null;
  /** AFDRAG_LOGIN: who says who a citizen is. */
  readonly login: LoginConfig;
  /**
   * AFDRAG_PAYMENTS and AFDRAG_PAYMENTS_FILE: who takes citizens' payments on the web. A file of agreements, by municipality; or simulated
   * providers, which production refuses; or nobody.
   */
  readonly payments: 'simulator' | 'off' | { readonly file: string };
  /** AFDRAG_CLAMD: where ClamAV's daemon listens, which looks for viruses in the files that citizens send; null = nobody looks. */
  readonly scanner: { readonly host: string; readonly port: number } | { readonly path: string } | null;
  /** AFDRAG_LOG_LEVEL. */
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** NODE_ENV=production. */
  readonly production: boolean;
  /** AFDRAG_NOW: the moment at which the clock stands still, for trials and tests; not in production. */
  readonly now: Temporal.Instant | null;
}

export interface RegisterAddresses {
  readonly income: string;
  readonly persons: string;
  readonly benefits: string;
  /** AFDRAG_TLS_CERTIFICATE, AFDRAG_TLS_KEY, AFDRAG_TLS_AUTHORITY: paths of PEM files for two-way TLS. */
  readonly tls: {
    readonly certificate: string;
    readonly key: string;
    readonly authority: string | null;
  } | null;
}

export interface BadEnvironment {
  readonly tag: 'bad-environment';
  /** One line each: the variable and what it must be. The value is not repeated: it may be a secret. */
  readonly problems: readonly string[];
}

/** Reads the environment. An empty variable counts as absent; unknown ones are not ours. */
export function readConfig(environment: NodeJS.ProcessEnv): Result<Config, BadEnvironment> {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variables.safeParse(set);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return refuse({ tag: 'bad-environment', problems });
  }
  const found = parsed.data;
  const production = found.NODE_ENV === 'production';
  if (production && found.AFDRAG_NOW !== undefined) {
    return refuse({ tag: 'bad-environment', problems: ['AFDRAG_NOW: not allowed with NODE_ENV=production'] });
  }
  if (production && found.AFDRAG_PUBLIC_ADDRESS?.startsWith('https://') === false) {
    return refuse({
      tag: 'bad-environment',
      problems: ['AFDRAG_PUBLIC_ADDRESS: must begin with https:// with NODE_ENV=production'],
    });
  }
  const login = readLogin(found, production);
  if (!login.ok) return refuse({ tag: 'bad-environment', problems: login.refusal.problems });
  const payments = paymentsIn(found, production);
  if (payments === null) {
    const problems = [
      'AFDRAG_PAYMENTS: simulator is not allowed with NODE_ENV=production or AFDRAG_PAYMENTS_FILE',
    ];
    return refuse({ tag: 'bad-environment', problems });
  }
  const registers = registerAddresses(found);
  if (registers === 'incomplete') {
    const problem = 'AFDRAG_EINDKOMST_URL, AFDRAG_CPR_URL, AFDRAG_YDELSESINDEKS_URL: set all three or none';
    return refuse({ tag: 'bad-environment', problems: [problem] });
  }
  return ok({
    registers,
    host: found.HOST,
    port: found.PORT,
    portChosen: set['PORT'] !== undefined,
    publicAddress: found.AFDRAG_PUBLIC_ADDRESS ?? null,
    operationsPage: (found.AFDRAG_OPERATIONS_PAGE ?? (production ? 'off' : 'on')) === 'on',
    trustedProxy: found.AFDRAG_TRUSTED_PROXY ?? null,
    databaseUrl: found.DATABASE_URL ?? null,
    poolSize: found.AFDRAG_POOL_SIZE,
    dataDir: resolve(found.AFDRAG_DATA_DIR ?? join(PROJECT_ROOT, 'var/postgres')),
    schemasDir: resolve(found.AFDRAG_SCHEMAS ?? join(PROJECT_ROOT, '../shared/schemas')),
    recoveryUrl: found.AFDRAG_PSRM_URL ?? null,
    delivery: found.AFDRAG_DELIVERY ?? null,
    login: login.value,
    payments,
    scanner: found.AFDRAG_CLAMD === undefined ? null : scannerAddress(found.AFDRAG_CLAMD),
    logLevel: found.AFDRAG_LOG_LEVEL,
    production,
    now: found.AFDRAG_NOW === undefined ? null : Temporal.Instant.from(found.AFDRAG_NOW),
  });
}

function scannerAddress(text: string): NonNullable<Config['scanner']> {
  if (text.startsWith('/')) return { path: text };
  const at = text.lastIndexOf(':');
  return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
}

/** Null = simulated ones are asked for where they may not be. */
function paymentsIn(found: z.infer<typeof variables>, production: boolean): Config['payments'] | null {
  const { AFDRAG_PAYMENTS: chosen, AFDRAG_PAYMENTS_FILE: file } = found;
  if (chosen === 'simulator' && (production || file !== undefined)) return null;
  if (chosen === 'off') return 'off';
  if (file !== undefined) return { file: resolve(file) };
  return production ? 'off' : 'simulator';
}

function registerAddresses(found: z.infer<typeof variables>): RegisterAddresses | null | 'incomplete' {
  const { AFDRAG_EINDKOMST_URL: income, AFDRAG_CPR_URL: persons, AFDRAG_YDELSESINDEKS_URL: benefits } = found;
  if (income === undefined && persons === undefined && benefits === undefined) return null;
  if (income === undefined || persons === undefined || benefits === undefined) return 'incomplete';
  const { AFDRAG_TLS_CERTIFICATE: certificate, AFDRAG_TLS_KEY: key, AFDRAG_TLS_AUTHORITY: authority } = found;
  const tls =
    certificate === undefined || key === undefined
      ? null
      : { certificate, key, authority: authority ?? null };
  return { income, persons, benefits, tls };
}

const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(8080),
  AFDRAG_PUBLIC_ADDRESS: z
    .string()
    .refine(isPublicAddress, 'must be https:// and a host, or http:// and this machine, without a path')
    .optional(),
  AFDRAG_OPERATIONS_PAGE: z.enum(['on', 'off'], 'must be on or off').optional(),
  AFDRAG_TRUSTED_PROXY: z
    .string()
    .regex(/^[0-9a-fA-F.:/]+(?:,[0-9a-fA-F.:/]+)*$/, 'must be addresses or networks with commas between')
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
      'must begin with postgresql:// and be an address',
    )
    .optional(),
  AFDRAG_POOL_SIZE: wholeNumber(1, 100).default(10),
  AFDRAG_DATA_DIR: z.string().optional(),
  AFDRAG_SCHEMAS: z.string().optional(),
  AFDRAG_EINDKOMST_URL: z.url('must be an address').optional(),
  AFDRAG_CPR_URL: z.url('must be an address').optional(),
  AFDRAG_YDELSESINDEKS_URL: z.url('must be an address').optional(),
  AFDRAG_PSRM_URL: z.url('must be an address').optional(),
  AFDRAG_PAYMENTS: z.enum(['simulator', 'off'], 'must be simulator or off').optional(),
  AFDRAG_PAYMENTS_FILE: z.string().optional(),
  AFDRAG_CLAMD: z
    .string()
    .regex(
      /^(?:\/\S+|(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):\d{1,5})$/,
      'must be a host and a port, like 127.0.0.1:3310, or the path of a socket',
    )
    .optional(),
  AFDRAG_TLS_CERTIFICATE: z.string().optional(),
  AFDRAG_TLS_KEY: z.string().optional(),
  AFDRAG_TLS_AUTHORITY: z.string().optional(),
  AFDRAG_DELIVERY: z.enum(['stand-in'], 'must be stand-in, or not set').optional(),
  ...loginVariables,
  AFDRAG_LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'must be trace, debug, info, warn, error or silent',
    )
    .default('info'),
  NODE_ENV: z.string().optional(),
  AFDRAG_NOW: z
    .string()
    .refine(isMoment, 'must be a moment with its offset, like 2026-03-02T09:00:00+01:00')
    .optional(),
});

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

function isPublicAddress(text: string): boolean {
  return (
    /^(?:https:\/\/[a-z0-9.-]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?$/.test(text) &&
    URL.canParse(text)
  );
}

function isMoment(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false; // the only way to ask
  }
}
