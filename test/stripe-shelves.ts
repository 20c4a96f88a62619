type Thing = Record<string, unknown> & { id: string };

/** What a list is narrowed by: a parameter of the request and the field that it is compared with. */
const FILTERS = ["customer", "status", "active"];
/** Fields that are answered only where they are asked for. */
const EXPANDED = ["tiers", "currency_options", "applies_to"];

/**
 * What a Stripe account holds, as its list endpoints answer it: the newest first, by cursors. Faults come by a seed, so
 * that the same requests fail each time.
 */
export class StripeShelves {
  /** Things by the path of their list: `products`, `billing/meters`, `payment_methods`. */
  readonly #things = new Map<string, Map<string, Thing>>();
  /** Of so many requests one fails; 0 for none. */
  faultEvery = 0;
  #state: number;
  /** Lists and single things that were asked for. */
  asked = 0;

  constructor(seed = 1) {
    this.#state = seed;
  }

  put(path: string, ...things: object[]): void {
    const shelf = this.#things.get(path) ?? new Map<string, Thing>();
    this.#things.set(path, shelf);
    for (const thing of things as Thing[]) shelf.set(thing.id, thing); // each of Stripe's things has an id
  }

  find(path: string, id: string): Thing | null {
    return this.#things.get(path)?.get(id) ?? null;
  }

  remove(path: string, id: string): void {
    this.#things.get(path)?.delete(id);
  }

  /** What a request for reading comes to; null for what is on no shelf. */
  answer(url: URL, key: string): { status: number; body: object; headers?: Record<string, string> } | "lost" | null {
    const parts = url.pathname.split("/").slice(2);
    if (parts[0] === "customers" && parts[2] === "payment_methods") {
      return this.#refused(key) ?? this.#list("payment_methods", url, { customer: parts[1] ?? "" });
    }
    const path = parts[0] === "billing" ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
    const id = parts[0] === "billing" ? parts[2] : parts[1];
    if (!this.#things.has(path) || (path === "payment_methods" && id !== undefined)) return null;
    const refused = this.#refused(key);
    if (refused) return refused;
    if (id === undefined) return this.#list(path, url, {});
    const thing = this.#things.get(path)?.get(id);
    return thing ? { status: 200, body: shown(thing, url) } : error(404, "resource_missing");
  }

  #refused(key: string) {
    this.asked += 1;
    if (key.endsWith("_unknown")) return error(401, "api_key_expired");
    if (key.endsWith("_narrow")) return error(403, "more_permissions_required");
    if (this.faultEvery === 0 || this.#next() % this.faultEvery !== 0) return null;
    const fault = (["busy", "broken", "lost"] as const)[this.#next() % 3];
    if (fault === "busy") return { ...error(429, "rate_limit"), headers: { "retry-after": "1" } };
    return fault === "broken" ? error(500, "api_error") : "lost";
  }

  #list(path: string, url: URL, own: Record<string, string>) {
    const all = [...(this.#things.get(path)?.values() ?? [])].reverse();
    const asked = url.searchParams;
    const wanted = FILTERS.flatMap((name) => {
      const value = own[name] ?? asked.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const newest = Number(asked.get("created[lte]") ?? Number.POSITIVE_INFINITY);
    const found = all.filter(
      (each) =>
        wanted.every(([name, value]) => each[name] === undefined || String(each[name]) === value) &&
        Number(each.created ?? 0) <= newest,
    );
    const after = asked.get("starting_after");
    const from = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
    if (after !== null && from === 0) return error(400, "resource_missing");
    const page = found.slice(from, from + Number(asked.get("limit") ?? 10));
    const more = from + page.length < found.length;
    const data = page.map((each) => shown(each, url));
    return { status: 200, body: { object: "list", data, has_more: more, url: url.pathname } };
  }

  /** The next number of the seed's sequence (a linear congruence). */
  #next(): number {
    this.#state = (Math.imul(this.#state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return this.#state >>> 8;
  }
}

function shown(thing: Thing, url: URL): object {
  const hidden = EXPANDED.filter((field) => !url.search.includes(field));
  return Object.fromEntries(Object.entries(thing).filter(([field]) => !hidden.includes(field)));
}

const error = (status: number, code: string) => ({
  status,
  body: {
    error: { type: status >= 500 ? "api_error" : "invalid_request_error", code, message: `Refused with ${status}.` },
  },
});
