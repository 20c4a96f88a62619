import type { Scope } from "../identity/role.ts";

/** Which protocol a path speaks; decides the form of error answers. */
export type Surface = "sentry-ingest" | "sentry-api" | "console" | "identity" | "billing" | "hooks";

/** Who makes the request: a signed-in person or a token, with what they may do. */
export interface Actor {
  kind: "person" | "token";
  /** Person's or token's id. */
  id: string;
  /** Person's mail address or the token's name: what the audit log shows. */
  name: string;
  scopes: ReadonlySet<Scope>;
  /** The person, or who made the token; absent for the server's own token. */
  personId?: string;
  /** The session that a person acts through; tokens have none. */
  sessionId?: string;
}

/** The Hono environment of every app of the Worker. */
export interface App {
  Bindings: Env;
  Variables: {
    requestId: string;
    surface: Surface;
    /** When the request arrived, epoch milliseconds. */
    nowMs: number;
    /** What every answer of the ingest surface carries; handed over when an answer is made, as adding to one is dear. */
    answerHeaders?: Readonly<Record<string, string>>;
    /** Set by `allow()`; reading it on a route without `allow()` is a bug. */
    actor: Actor;
  };
}
