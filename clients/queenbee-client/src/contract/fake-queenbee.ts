import type { Entitlements } from "../generated.ts";

/** A Queenbee in memory that does what a product's own tests need: accounts that open and end, entitlements, being away. */
export class FakeQueenbee {
  /** While it is away requests fail as they do without a network. */
  away = false;
  readonly accounts = new Map<string, { name: string; cancelled: boolean }>();
  readonly #entitlements = new Map<string, Entitlements["entitlements"]>();

  /** In the place of `fetch`: give it to the client. */
  readonly fetch = async (request: Request): Promise<Response> => {
    if (this.away) throw new TypeError("Queenbee is away");
    const { pathname } = new URL(request.url);
    const [, , , , id = "", part] = pathname.split("/");
    if (request.method === "POST" && pathname === "/billing/v1/accounts") return this.#open(await request.json());
    const account = this.accounts.get(id);
    if (!account) return problem(404, "not-found");
    if (part === "entitlements") return this.#tell(id, request);
    if (part === "cancel" || part === "reactivate") account.cancelled = part === "cancel";
    return Response.json({
      object: "account",
      id,
      name: account.name,
      status: account.cancelled ? "cancelled" : "active",
    });
  };

  /** Sets what an account may use. */
  entitle(id: string, entitlements: Entitlements["entitlements"]): void {
    this.#entitlements.set(id, entitlements);
  }

  #open({ id, name }: { id: string; name: string }): Response {
    this.accounts.set(id, this.accounts.get(id) ?? { name, cancelled: false });
    return Response.json({ object: "account", id, name, status: "active" }, { status: 201 });
  }

  #tell(id: string, request: Request): Response {
    const entitlements = this.#entitlements.get(id) ?? {};
    const etag = JSON.stringify(JSON.stringify(entitlements));
    const headers = { etag, "cache-control": "private, max-age=60" };
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    const plan = { plan: null, addOns: [], overridden: [], changesAtMs: null, comped: false };
    return Response.json(
      { object: "entitlements", account: id, productId: "", status: "active", ...plan, entitlements },
      { headers },
    );
  }
}

const problem = (status: number, title: string): Response =>
  Response.json({ type: "about:blank", title, status, detail: title, requestId: "" }, { status });
