import type { D1Database } from "@cloudflare/workers-types";
import { searchHash } from "../../workers/billing/account/person/keyed-hash.ts";
import { type AccountSnapshot, projecting, SNAPSHOTS_MAX } from "../../workers/billing/account/search/projection.ts";
import { listAccounts, listPlans, searchAccounts } from "../../workers/billing/account/search/search.ts";
import { numberKey, searchKey } from "../../workers/billing/account/search/search-key.ts";
import { quantiles } from "../errors/load.ts";
import type { Figure } from "../figure.ts";
import { withDatabase } from "./database.ts";

const ACCOUNTS = 1_000_000;
const SHORT_ACCOUNTS = 20_000;
/** Another seed is kept beside the one before. */
const SEED = 3;
const INVOICES_EACH = 6;
const CALLS = 200;
const WARM_UP_CALLS = 20;
const BAR_MS = 50;
const hash = searchHash("bench");

const FIRST = [
  "North",
  "South",
  "Blue",
  "Green",
  "Silver",
  "Bright",
  "Quiet",
  "Rapid",
  "Iron",
  "Golden",
  "Clear",
  "Grand",
];
const SECOND = [
  "wind",
  "field",
  "stone",
  "river",
  "leaf",
  "bridge",
  "harbor",
  "forge",
  "light",
  "works",
  "cloud",
  "point",
];
const KIND = ["GmbH", "Ltd", "Inc", "Studio", "Labs", "Partners", "Systems", "Group"];
const OWNER = ["ana", "bo", "chen", "dara", "eli", "femi", "gita", "hugo", "ines", "jon", "kaya", "liv"];

/** Searches and lists of accounts, each kind by itself, over a million of them; beside reading one account by its id, the same way. */
export async function measureSearch(short: boolean): Promise<Figure[]> {
  const count = short ? SHORT_ACCOUNTS : ACCOUNTS;
  return withDatabase(
    `accounts-${SEED}-${count}`,
    (db) => seed(db, count),
    (db) => figures(db, count),
  );
}

async function seed(db: D1Database, count: number): Promise<void> {
  const beganMs = performance.now();
  for (let from = 0; from < count; from += SNAPSHOTS_MAX) {
    const size = Math.min(SNAPSHOTS_MAX, count - from);
    const places = Array.from({ length: size }, (_, at) => from + at);
    // Miniflare's proxy drops a connection now and then; a batch that comes twice changes nothing.
    await write(db, places).catch(() => write(db, places));
    if (from % 100_000 === 0) {
      console.log(`${from} accounts after ${((performance.now() - beganMs) / 1000).toFixed(0)} s`);
    }
  }
}

const INVOICES = `insert or replace into billing_invoice
    (id, account_id, status, number, number_key, amount, remaining, currency, disputed, created_ms)
  select value ->> 0, value ->> 1, 'paid', value ->> 2, value ->> 3, 4900, 0, 'EUR', 0, value ->> 4 from json_each(?)`;

function write(db: D1Database, places: number[]) {
  const invoices = places.flatMap((at) =>
    Array.from({ length: INVOICES_EACH }, (_, nth) => {
      const number = nth === 0 ? `R-2026-${at}` : `R-2026-${at}-${nth}`;
      return [`in_${at}_${nth}`, idOf(at), number, numberKey(number), at];
    }),
  );
  return db.batch([
    ...projecting(
      db,
      places.map((at) => snapshot(at)),
    ),
    db.prepare(INVOICES).bind(JSON.stringify(invoices)),
  ]);
}

async function figures(db: D1Database, count: number): Promise<Figure[]> {
  const any = (call: number) => (call * 7_919 + 13) % count;
  const kinds: [name: string, ask: (call: number) => Promise<unknown[]>][] = [
    ["name", (call) => searchAccounts(db, nameOf(any(call)), hash)],
    ["beginning of a common word", (call) => searchAccounts(db, (FIRST[call % FIRST.length] ?? "").slice(0, 3), hash)],
    ["two letters", (call) => searchAccounts(db, (KIND[call % KIND.length] ?? "").slice(0, 2), hash)],
    [
      "two common words",
      (call) => searchAccounts(db, `${FIRST[call % FIRST.length]} ${KIND[call % KIND.length]}`, hash),
    ],
    ["two beginnings", (call) => searchAccounts(db, `n${call % 2 ? "o" : "i"} g${call % 3 ? "m" : "r"}`, hash)],
    ["owner", (call) => searchAccounts(db, ownerOf(any(call)), hash)],
    ["mail", (call) => searchAccounts(db, mailOf(any(call)), hash)],
    ["domain", (call) => searchAccounts(db, `@${domainName(any(call))}`, hash)],
    ["id", (call) => searchAccounts(db, idOf(any(call)), hash)],
    ["invoice number", (call) => searchAccounts(db, `R-2026-${any(call)}`, hash)],
    ["card's last four", (call) => searchAccounts(db, String(any(call) % 10_000).padStart(4, "0"), hash)],
    ["external id", (call) => searchAccounts(db, `crm-${any(call)}`, hash)],
    ["tag", (call) => searchAccounts(db, `#segment-${call % 20}`, hash)],
    ["what nobody is called", (call) => searchAccounts(db, `zyx${call}`, hash)],
    ["newest", () => listAccounts(db, {}, null, 0)],
    ["deep page", () => listAccounts(db, {}, Math.floor(count / 2), 0)],
    ["comped", () => listAccounts(db, { comped: true }, null, 0)],
    ["not comped", () => listAccounts(db, { comped: false }, null, 0)],
    ["frozen and not comped", () => listAccounts(db, { status: "frozen", comped: false }, null, 0)],
    ["frozen and comped, which nobody is", () => listAccounts(db, { status: "frozen", comped: true }, null, 0)],
    ["on a plan", () => listAccounts(db, { plan: "Team" }, null, 0)],
    ["on a plan that nobody is on", (call) => listAccounts(db, { plan: `Team ${call}` }, null, 0)],
    ["comps to be reviewed", () => listAccounts(db, { needs: "review" }, null, count)],
    ["payments that fail", () => listAccounts(db, { needs: "payment" }, null, 0)],
    ["plans", () => listPlans(db)],
  ];
  const byId = db.prepare("select * from billing_account where id = ?");
  const one = await asked(async (call) => (await byId.bind(idOf(any(call))).all()).results);
  const floor = { name: "an account by its id", value: one.p95 };
  const measured: Figure[] = [];
  for (const [name, ask] of kinds) {
    const { p50, p95, max, finds } = await asked(ask);
    measured.push({
      name: `${name}: p95 (p50 ${p50.toFixed(1)}, max ${max.toFixed(0)}, finds ${finds})`,
      value: p95,
      unit: "ms",
      floor,
      bar: { atMost: BAR_MS, of: "value" },
    });
  }
  return measured;
}

async function asked(ask: (call: number) => Promise<unknown[]>) {
  const times: number[] = [];
  let found = 0;
  for (let call = 0; call < WARM_UP_CALLS + CALLS; call++) {
    const beganMs = performance.now();
    found += (await ask(call)).length;
    if (call >= WARM_UP_CALLS) times.push(performance.now() - beganMs);
  }
  return { ...quantiles(times), finds: Math.round(found / (WARM_UP_CALLS + CALLS)) };
}

const idOf = (at: number): string => `01990000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`;
const nameOf = (at: number): string => {
  const first = FIRST[at % 12] ?? "";
  const second = SECOND[Math.floor(at / 12) % 12] ?? "";
  return `${first}${second} ${at.toString(36)} ${KIND[Math.floor(at / 144) % 8]}`;
};
const ownerOf = (at: number): string => `${OWNER[at % 12]} w${at % 50_000}`;
const domainName = (at: number): string => (at % 3 === 0 ? "mail.test" : `company-${at % 300_000}.test`);
const mailOf = (at: number): string => `${OWNER[at % 12]}.${at}@${domainName(at)}`;

function snapshot(at: number): AccountSnapshot {
  // Nobody who is frozen is comped: a list of both has to know that without looking through either.
  const comped = at % 40 === 0 && at % 25 !== 0;
  const status = at % 25 === 0 ? "frozen" : at % 9 === 0 ? "cancelled" : "active";
  const owner = ownerOf(at).split(" ");
  const keys = [
    ...owner.map((word) => searchKey("owner", word, hash)),
    searchKey("mail", mailOf(at), hash),
    searchKey("domain", domainName(at), hash),
    searchKey("name", nameOf(at), hash),
    searchKey("card", String(at % 10_000).padStart(4, "0"), hash),
    searchKey("external", `crm-${at}`, hash),
    searchKey("tag", `segment-${at % 20}`, hash),
  ];
  return {
    id: idOf(at),
    seq: 1,
    productId: "shop",
    entityId: "main",
    upcoming: [],
    name: nameOf(at),
    status,
    plan: "Team",
    comped,
    waiverId: comped ? `wv_${at}` : null,
    waiverExpiresMs: null,
    waiverReviewMs: comped ? at : null,
    employeeId: null,
    mrr: comped ? 0 : 4_900,
    currency: "EUR",
    owed: 0,
    failingSinceMs: null,
    ownerName: "A*** W***",
    ownerMail: "a***@m***",
    country: "DE",
    tags: [`segment-${at % 20}`],
    dueMs: null,
    createdMs: at,
    incinerateAtMs: null,
    mergedIntoId: null,
    parked: 0,
    names: nameOf(at),
    keys: keys.join(" "),
  };
}
