import { fail, ok, type Result } from "../kit/result.ts";
import { HOUR_MS } from "../kit/time.ts";
import { DATASETS, type DatasetName, type Dimension, type Measure, type Query, type Row } from "./dataset.ts";

/** Rows of one answer at most. */
export const QUERY_ROWS_MAX = 10_000;

/** Sums data points from the embedded server's table, in production from Analytics Engine's SQL API once its account is named. */
export async function queryPoints<D extends DatasetName>(
  env: Env,
  query: Query<D>,
): Promise<Result<Row<D>[], "analytics-not-set-up">> {
  if (env.APIARY_ENGINE === "embedded") {
    const { results } = await env.DB.prepare(tableSql(query))
      .bind(query.dataset, query.fromMs, query.toMs)
      .all<RawRow>();
    return ok(results.map((row) => toRow(query, row)));
  }
  if (!env.ANALYTICS_ACCOUNT_ID || !env.ANALYTICS_API_TOKEN) {
    return fail(
      "analytics-not-set-up",
      "Usage is recorded, but cannot be read yet: set the secrets ANALYTICS_ACCOUNT_ID and ANALYTICS_API_TOKEN.",
    );
  }
  const rows = await readAnalyticsEngine(env, analyticsEngineSql(query));
  return ok(rows.map((row) => toRow(query, row)));
}

/** A query whose dimensions are only names. */
type NamedQuery = Omit<Query<DatasetName>, "groupBy"> & { groupBy: readonly string[] };

type RawRow = Record<string, string | number | null>;

/** The query for the embedded server's table; bind dataset, from and to. */
export const tableSql = (query: NamedQuery): string =>
  build(query, "data_point", `cast(at_ms / ${HOUR_MS} as integer)`, "blob1 = ? and at_ms >= ? and at_ms < ?");

/** The query in Analytics Engine's dialect (its SQL API takes no bindings, so only our own names and numbers go in). */
export const analyticsEngineSql = (query: NamedQuery): string =>
  build(
    query,
    "apiary",
    "intDiv(toUnixTimestamp(timestamp), 3600)",
    `blob1 = '${query.dataset}' and timestamp >= toDateTime(${Math.floor(query.fromMs / 1_000)})
     and timestamp < toDateTime(${Math.floor(query.toMs / 1_000)})`,
  );

function build(query: NamedQuery, table: string, hour: string, where: string): string {
  const { measures } = DATASETS[query.dataset];
  const columns: Record<string, string> = DATASETS[query.dataset].dimensions;
  const groups = query.groupBy.map((name) => `${columns[name]} as ${name}`);
  if (query.perHour) groups.push(`${hour} as hour`);
  const sums = Object.entries(measures).map(([name, column]) => `sum(_sample_interval * ${column}) as ${name}`);
  const names = [...query.groupBy, ...(query.perHour ? ["hour"] : [])];
  return `select ${[...groups, ...sums].join(", ")} from ${table} where ${where}
    ${names.length > 0 ? `group by ${names.join(", ")}` : ""} limit ${QUERY_ROWS_MAX}`;
}

function toRow<D extends DatasetName>(query: Query<D>, raw: RawRow): Row<D> {
  const { measures } = DATASETS[query.dataset];
  const pick = (names: readonly string[]) => names.map((name) => [name, raw[name]] as const);
  return {
    hour: Number(raw.hour ?? 0),
    // Both objects are filled from the dataset's own names.
    dimensions: Object.fromEntries(pick(query.groupBy).map(([name, value]) => [name, String(value ?? "")])) as Partial<
      Record<Dimension<D>, string>
    >,
    measures: Object.fromEntries(
      pick(Object.keys(measures)).map(([name, value]) => [name, Number(value ?? 0)]),
    ) as Record<Measure<D>, number>,
  };
}

async function readAnalyticsEngine(env: Env, sql: string): Promise<RawRow[]> {
  const url = `https://api.cloudflare.com/client/v4/accounts/${env.ANALYTICS_ACCOUNT_ID}/analytics_engine/sql`;
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${env.ANALYTICS_API_TOKEN}` },
    body: `${sql} format JSON`,
  });
  if (!answer.ok) throw new Error(`Analytics Engine answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  const { data } = await answer.json<{ data: RawRow[] }>();
  return data;
}
