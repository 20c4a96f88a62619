import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import type { SignUpJournal } from "@apiary/queenbee-client";
import { Shop, type Tenant } from "../../../clients/queenbee-client/example/shop.ts";

/** The example's shop as a process: its tenants and sign-ups are in files, so that they are there after a kill. */
const { DIRECTORY = "", PORT, QUEENBEE_URL = "", QUEENBEE_TOKEN = "", PRODUCT_ID = "" } = process.env;

/** A map that is in a file whenever a change of it returns. */
class FileMap<Value> extends Map<string, Value> {
  readonly #path: string;

  constructor(name: string) {
    super();
    this.#path = join(DIRECTORY, `${name}.json`);
    for (const [key, value] of read(this.#path)) super.set(key, value);
  }

  override set(key: string, value: Value): this {
    super.set(key, value);
    writeFileSync(this.#path, JSON.stringify([...this]));
    return this;
  }

  override delete(key: string): boolean {
    const was = super.delete(key);
    writeFileSync(this.#path, JSON.stringify([...this]));
    return was;
  }
}

/** What a file has; nothing before it is written first. */
function read(path: string) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return [];
  }
}

const tenants = new FileMap<Tenant>("tenants");
const begun = new FileMap<number>("sign-ups");
const journal: SignUpJournal = {
  begin: async (id) => void begun.set(id, Date.now()),
  end: async (id) => void begun.delete(id),
  pending: async (beforeMs) => [...begun].filter(([, atMs]) => atMs < beforeMs).map(([id]) => id),
};

class FragileShop extends Shop {
  override create(id: string, name: string, ownerMail: string): Tenant {
    if (name.startsWith("Dies")) process.kill(process.pid, "SIGKILL");
    if (name.startsWith("Fails")) throw new Error("This name is taken");
    return super.create(id, name, ownerMail);
  }
}

const secrets: string[] = [];
const shop = new FragileShop(tenants, {
  ...{ url: QUEENBEE_URL, token: QUEENBEE_TOKEN, productId: PRODUCT_ID, secrets, journal },
  ...{ timeoutMs: 5_000, usage: { flushEveryMs: 200 } },
});

/** The shop's pages, by the first part of the path. */
const PAGES: Record<string, (request: Request, rest: string) => unknown> = {
  queenbee: (request) => shop.receive(request),
  secrets: async (request) => secrets.splice(0, secrets.length, ...(await request.json())),
  "sign-up": (_, name) => shop.signUp(name, { name: "Mira Okafor", mail: "mira@shop.example" }),
  recover: () => shop.queenbee.recoverSignUps(async (id) => tenants.has(id), Date.now() + 20 * 60_000),
  tenants: (_, id) => tenants.get(id) ?? null,
  projects: (_, id) => shop.projectsMax(id),
  used: (_, id) => shop.queenbee.usage.record({ accountId: id, meter: "builds", value: "1" }),
  waiting: () => shop.queenbee.usage.waiting,
};

const server = createServer(async (incoming, outgoing) => {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {};
  const request = new Request(`http://shop.example${incoming.url}`, {
    method: incoming.method ?? "GET",
    headers,
    ...body,
  });
  const [, page = "", rest = ""] = decodeURIComponent(incoming.url ?? "").split("/");
  const answer = await PAGES[page]?.(request, rest);
  if (!(answer instanceof Response)) outgoing.end(JSON.stringify(answer ?? null));
  else outgoing.writeHead(answer.status).end(await answer.text());
});
server.listen(Number(PORT), "127.0.0.1", () => console.log("ready"));
