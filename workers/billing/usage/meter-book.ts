import { METERS_MAX, type Meter } from "./meter.ts";

interface Row {
  id: string;
  key: string;
  name: string;
  unit: string;
  aggregation: Meter["aggregation"];
  created_at_ms: number;
  archived_at_ms: number | null;
}

/** All meters, by key. */
export async function listMeters(db: D1Database): Promise<Meter[]> {
  const { results } = await db.prepare(`select * from billing_meter order by key limit ${METERS_MAX}`).all<Row>();
  return results.map(meterOf);
}

export async function findMeter(db: D1Database, id: string): Promise<Meter | null> {
  const row = await db.prepare("select * from billing_meter where id = ?").bind(id).first<Row>();
  return row && meterOf(row);
}

/** Adds a meter; false when its key is taken or there are as many as may be. */
export async function insertMeter(db: D1Database, meter: Meter): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `insert into billing_meter (id, key, name, unit, aggregation, created_at_ms) select ?1, ?2, ?3, ?4, ?5, ?6
       where (select count(*) from billing_meter) < ?7 on conflict do nothing`,
    )
    .bind(meter.id, meter.key, meter.name, meter.unit, meter.aggregation, meter.createdMs, METERS_MAX)
    .run();
  return meta.changes === 1;
}

const meterOf = (row: Row): Meter => ({
  id: row.id,
  key: row.key,
  name: row.name,
  unit: row.unit,
  aggregation: row.aggregation,
  createdMs: row.created_at_ms,
  archivedMs: row.archived_at_ms,
});
