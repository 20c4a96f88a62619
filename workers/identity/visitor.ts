import { exports } from "cloudflare:workers";
import type { Role } from "./role.ts";
// Loaded with the tests and not by the first sign-in, whose time limit it would eat.
import "./auth.ts";

/** An answer as tests look at it. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on it, which is the check of its shape.
  body: any;
  headers: Headers;
}

/** A browser for tests: keeps cookies and sends what browsers send with requests of the console's own pages. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly #origin: string;

  constructor(origin = "http://localhost:8787") {
    this.#origin = origin;
  }

  get = (path: string): Promise<Answer> => this.send("GET", path);
  post = (path: string, body: unknown = {}): Promise<Answer> => this.send("POST", path, body);
  patch = (path: string, body: unknown): Promise<Answer> => this.send("PATCH", path, body);
  delete = (path: string): Promise<Answer> => this.send("DELETE", path);

  /** Calls a path under `/id` or `/console`, or any other below the identity API. */
  async send(method: string, path: string, body?: unknown, extra: Record<string, string> = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = {
      origin: this.#origin,
      "user-agent": "visitor",
      ...(cookie && { cookie }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...extra,
    };
    const url = this.#origin + (/^\/(id|console)\//.test(path) ? path : `/console/api/identity${path}`);
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await exports.default.fetch(url, init);
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers };
  }

  #keep(line: string): void {
    const [pair = "", ...flags] = line.split("; ");
    const name = pair.slice(0, pair.indexOf("="));
    if (flags.includes("Max-Age=0")) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

/** The first visitor, made the owner. */
export async function firstOwner(): Promise<Visitor> {
  const visitor = new Visitor();
  await visitor.post("/id/first-owner", { token: "test-first-owner-token", name: "Ana", email: "ana@apiary.test" });
  return visitor;
}

/** Somebody whom the owner invited, signed in; with their id. */
export async function invited(owner: Visitor, email: string, roles: Role[]): Promise<{ visitor: Visitor; id: string }> {
  const visitor = new Visitor();
  const { body } = await owner.post("/invitations", { email, roles });
  await visitor.post("/id/invitation", { token: tokenIn(body.url), name: email });
  const me = await visitor.get("/me");
  return { visitor, id: me.body.person.id };
}

/** The token that a link carries. */
export const tokenIn = (url: string): string => new URL(url).searchParams.get("token") ?? "";
