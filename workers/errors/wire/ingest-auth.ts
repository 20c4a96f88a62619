import { type Failure, fail, ok, type Result } from "../../kit/result.ts";

/** What a client is configured with: `{proto}://{key}[:{secret}]@{host}{path}/{project}`. */
export interface Dsn {
  publicKey: string;
  projectId: string;
}

const PUBLIC_KEY = /^[0-9a-f]{32}$/;
const PROJECT_ID = /^[1-9]\d{0,15}$/;

/** The key and project of a DSN. The secret part is deprecated and ignored. */
export function parseDsn(text: string): Result<Dsn, "bad-dsn"> {
  const url = URL.parse(text);
  const publicKey = url?.username.toLowerCase() ?? "";
  const projectId = url?.pathname.replace(/\/$/, "").split("/").at(-1) ?? "";
  if (!PUBLIC_KEY.test(publicKey)) return fail("bad-dsn", "The DSN has no public key of 32 hex digits.");
  if (!PROJECT_ID.test(projectId)) return fail("bad-dsn", "The DSN does not end in a project id.");
  return ok({ publicKey, projectId });
}

/** Where a request can carry its key; null where it does not. */
export interface AuthSources {
  query: Record<string, string>;
  /** The `X-Sentry-Auth` header. */
  header: string | null;
  /** The `dsn` of the envelope's headers. */
  dsn: string | null;
  /** The project id in the path; null on `/api/store/`. */
  projectId: string | null;
}

export interface Credentials {
  publicKey: string;
  /** From the DSN or the path; null when neither names it. */
  projectId: string | null;
  /** `sentry.javascript.node/11.12.0`. */
  client: string | null;
}

export type AuthFault = "missing-key" | "bad-key" | "bad-dsn" | "keys-disagree" | "projects-disagree";

const CLIENT_LENGTH = 128;

/**
 * The key that a request authenticates with, from its query, its `X-Sentry-Auth` header and its envelope's DSN, all of
 * which have to agree when more than one is given.
 */
export function readCredentials(sources: AuthSources): Result<Credentials, AuthFault> {
  const header = sources.header === null ? new Map<string, string>() : authParameters(sources.header);
  const dsn = sources.dsn === null ? null : parseDsn(sources.dsn);
  if (dsn && !dsn.ok) return dsn;

  const given = [sources.query.sentry_key, header.get("sentry_key"), dsn?.value.publicKey];
  const keys = new Set(given.filter((key) => typeof key === "string").map((key) => key.toLowerCase()));
  const [publicKey] = keys;
  if (publicKey === undefined) return fail("missing-key", "The request carries no key.");
  if (keys.size > 1) return disagreement("keys-disagree", "keys");
  if (!PUBLIC_KEY.test(publicKey)) return fail("bad-key", "The key is not 32 hex digits.");

  const projectId = sources.projectId ?? dsn?.value.projectId ?? null;
  if (dsn && dsn.value.projectId !== projectId) return disagreement("projects-disagree", "projects");
  const client = sources.query.sentry_client ?? header.get("sentry_client") ?? null;
  return ok({ publicKey, projectId, client: client?.slice(0, CLIENT_LENGTH) ?? null });
}

const disagreement = <Reason extends AuthFault>(reason: Reason, what: string): Failure<Reason> =>
  fail(reason, `The request names several ${what}.`);

/** `Sentry sentry_key=…, sentry_version=7`: pairs in any order, separated by commas or spaces, perhaps quoted. */
function authParameters(header: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of header.replace(/^\s*Sentry\s+/i, "").split(/[,\s]+/)) {
    const equals = pair.indexOf("=");
    if (equals <= 0) continue;
    parameters.set(pair.slice(0, equals).toLowerCase(), pair.slice(equals + 1).replace(/^"(.*)"$/, "$1"));
  }
  return parameters;
}
