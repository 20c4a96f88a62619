import { fail, ok, type Result } from "../../kit/result.ts";
import { type Company, companySchema } from "./company.ts";
import { hasEntity } from "./legal-entity.ts";

/** What holds until somebody decides: the handbook's rules, with a seller that is still to be named. */
export const FIRST_COMPANY: Company = {
  version: 1,
  seller: {
    name: "The company",
    legalName: "",
    address: { line1: "", line2: "", city: "", region: "", postalCode: "", country: "US" },
    taxId: null,
    email: null,
  },
  legalEntity: "main",
  legalEntities: [],
  invoicePrefix: "INV-",
  creditNotePrefix: "CN-",
  taxRegistrations: [],
  salesTaxRates: [],
  dunning: { retryDays: [1, 3, 5, 7, 10, 14], cancelAfterDays: 180 },
  recognition: "daily",
  trialCancelAfterDays: 30,
  incinerateAfterDays: 30,
  approvalThreshold: { USD: 50_000, EUR: 50_000, GBP: 50_000 },
  refundsOnFraudWarning: false,
  gateway: "local",
  currency: "EUR",
  exchangeRates: "by-hand",
};

/** A version of the settings, with who made it. */
export interface CompanyVersion {
  company: Company;
  changedByName: string;
  changedMs: number;
}

const VERSIONS_SHOWN = 50;

interface Row {
  settings: string;
  changedByName: string;
  changedMs: number;
}

/** The versions of the company's settings, the one that holds first. Empty until somebody decided. */
export async function companyVersions(db: D1Database): Promise<CompanyVersion[]> {
  const { results } = await db
    .prepare(
      `select settings, changed_by_name as changedByName, changed_ms as changedMs from billing_company
       order by version desc limit ${VERSIONS_SHOWN}`,
    )
    .all<Row>();
  return results.map(({ settings, ...changed }) => ({
    company: companySchema.parse(JSON.parse(settings)),
    ...changed,
  }));
}

/** The settings that hold. */
export async function readCompany(db: D1Database): Promise<Company> {
  const row = await db.prepare("select settings from billing_company order by version desc limit 1").first<Row>();
  return row ? companySchema.parse(JSON.parse(row.settings)) : FIRST_COMPANY;
}

/**
 * Adds a version after the one that the change was made from; refused when somebody was faster. Versions are never
 * changed. How revenue is recognised stays once something was billed: invoices would be recognised by two rules.
 */
export async function saveCompany(
  db: D1Database,
  changed: Company,
  by: { id: string; name: string },
  nowMs: number,
): Promise<Result<Company, "changed-meanwhile" | "recognition-in-use" | "currency-in-use" | "entity-in-use">> {
  const before = await readCompany(db);
  if (changed.recognition !== before.recognition && (await hasBilled(db))) {
    return fail("recognition-in-use", "Invoices are being recognised by the present rule; it stays.");
  }
  if (changed.currency !== before.currency && (await hasExchanged(db))) {
    return fail("currency-in-use", `Exchange gains are booked in ${before.currency}; it stays the company's currency.`);
  }
  for (const { id } of before.legalEntities.filter((each) => !hasEntity(changed, each.id)))
    if (await hasEntries(db, id)) return fail("entity-in-use", `There are accounts or entries of ${id}; it stays.`);
  const company = { ...changed, version: changed.version + 1 };
  const { meta } = await db
    .prepare(
      `insert into billing_company (version, settings, changed_by_id, changed_by_name, changed_ms)
       select ?1, ?2, ?3, ?4, ?5 where coalesce((select max(version) from billing_company), 1) = ?1 - 1`,
    )
    .bind(company.version, JSON.stringify(company), by.id, by.name, nowMs)
    .run();
  if (meta.changes > 0) return ok(company);
  return fail("changed-meanwhile", "Somebody changed these settings meanwhile. Read them again.");
}

const hasBilled = async (db: D1Database): Promise<boolean> =>
  (await db.prepare("select 1 from ledger_sum where kind = 'invoice-finalised' limit 1").first()) !== null;

const hasEntries = async (db: D1Database, entity: string): Promise<boolean> =>
  (await db
    .prepare(
      "select 1 from ledger_sum where entity = ?1 union all select 1 from billing_account where entity_id = ?1 limit 1",
    )
    .bind(entity)
    .first()) !== null;

const hasExchanged = async (db: D1Database): Promise<boolean> =>
  (await db.prepare("select 1 from ledger_sum where chart in ('7000', '7010') limit 1").first()) !== null;

/** How long settings that were read once are taken for those that hold. */
const RECENT_MS = 5_000;

let recent: { company: Company; readMs: number } | null = null;

/**
 * The settings as they were at most `RECENT_MS` ago: accounts ask all the time, and they hardly ever change. What is kept is
 * the settings, never the reading of them, which belongs to the request that began it.
 */
export async function recentCompany(db: D1Database, nowMs: number): Promise<Company> {
  if (recent !== null && nowMs - recent.readMs <= RECENT_MS) return recent.company;
  const company = await readCompany(db);
  recent = { company, readMs: nowMs };
  return company;
}
