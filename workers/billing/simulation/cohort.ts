import { DAY_MS } from "../../kit/time.ts";
import { SECOND_ENTITY } from "../company/company-fixture.ts";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { Bookkeeper } from "./bookkeeper.ts";
import { Chance } from "./chance.ts";
import { Clerk } from "./clerk.ts";
import { SimulatedCompany } from "./company.ts";
import { brokenCompanyLaws } from "./company-laws.ts";
import { unexplained } from "./explanation.ts";
import { brokenLaws, brokenSeries } from "./laws.ts";
import { Life } from "./life.ts";
import { mishapsOf } from "./mishaps.ts";
import { METERED, METERS, PRICES } from "./price-list.ts";
import { brokenReports } from "./report-laws.ts";
import { brokenUsage } from "./usage-laws.ts";

const START_MS = Date.UTC(2026, 0, 1);
const YEARS_3_DAYS = 1_096;
/** Accounts sign up in the first half of the time. */
const SIGN_UP_DAYS = 540;
/** Nobody does anything any more: by then every charge, dispute, refund and payout has come to its end. */
const WIND_DOWN_DAYS = 120;
/** Deploys that restart everything come about so often. */
const DEPLOY_EVERY_DAYS = 14;

const PRICE_LIST = new Map([...PRICES, ...METERED].map((price) => [price.id, price]));

/** Accounts of one company through three years of a seed; `broken` says which laws they break, empty when all hold. */
export async function liveCohort(
  seed: number,
  accounts: number,
): Promise<{ company: SimulatedCompany; broken: string[] }> {
  const chance = new Chance(seed);
  const endMs = START_MS + YEARS_3_DAYS * DAY_MS;
  const mishaps = mishapsOf(chance, { kill: 0.003, repeat: 0.02, lose: 0.05, late: 0.1 }, [START_MS, endMs]);
  const company = new SimulatedCompany(START_MS, mishaps, { seed: String(seed), meters: METERS });
  const lives = Array.from({ length: accounts }, (_, index) => {
    const id = `01999999-9999-7999-8999-${String(index).padStart(12, "0")}`;
    return new Life(id, START_MS + chance.below(SIGN_UP_DAYS * DAY_MS), company, chance);
  });
  for (const life of lives) company.plan(life);
  company.plan(new Clerk(company));
  for (const entity of [MAIN_ENTITY, SECOND_ENTITY.id]) company.plan(new Bookkeeper(company, chance, entity));
  for (let atMs = START_MS; atMs < endMs; atMs += (1 + chance.below(2 * DEPLOY_EVERY_DAYS)) * DAY_MS) {
    await company.live(Math.min(atMs, endMs));
    company.deploy();
  }
  await company.live(endMs);
  for (const life of lives) life.nextMs = Number.POSITIVE_INFINITY;
  await company.live(endMs + WIND_DOWN_DAYS * DAY_MS);
  company.calm = true;
  await company.live(company.nowMs);
  const of = [...company.accounts.values()];
  const broken = lives.flatMap(({ account, used }) =>
    account === null
      ? []
      : [...brokenLaws(account), ...unexplained(account.books, PRICE_LIST), ...brokenUsage(account, used)].map(
          (law) => `${account.id}: ${law}`,
        ),
  );
  const ofAll = [
    ...brokenSeries(company.series, of),
    ...(await brokenCompanyLaws(company)),
    ...(await brokenReports(company)),
  ];
  return { company, broken: [...broken, ...ofAll] };
}
