import type { Operations } from "../operations.ts";

/** Counts what statements of an object read and write. The runtime's own classes are patched, once: every path goes through them. */
export function countingStorage(storage: DurableObjectStorage, counts: Operations): void {
  counted.add(storage.sql);
  const sql: SqlStorage = Object.getPrototypeOf(storage.sql);
  if (patched.has(sql)) return;
  patched.add(sql);
  const exec = sql.exec;
  sql.exec = function <T extends Record<string, SqlStorageValue>>(
    this: SqlStorage,
    query: string,
    ...bindings: unknown[]
  ) {
    const cursor = exec.call(this, query, ...bindings) as SqlStorageCursor<T>; // `call` forgets the row's type
    if (!counted.has(this)) return cursor;
    // A cursor counts on while it is read; the microtask comes after that, as all of ours are read at once.
    queueMicrotask(() => {
      counts.objectRowsRead += cursor.rowsRead;
      counts.objectRowsWritten += cursor.rowsWritten;
    });
    return cursor;
  };
  const prototype: DurableObjectStorage = Object.getPrototypeOf(storage);
  const setAlarm = prototype.setAlarm;
  prototype.setAlarm = function (this: DurableObjectStorage, ...args) {
    counts.objectRowsWritten += 1;
    return setAlarm.apply(this, args);
  };
}

const patched = new WeakSet<object>();
/** Databases of the objects that are to be counted: others of the isolate stand for what is elsewhere in production. */
const counted = new WeakSet<object>();

/** The same bindings, with D1, R2 and Analytics Engine counted, as a production deployment has them. */
export const countingBindings = (env: Env, counts: Operations): Env => ({
  ...env,
  DB: countingDatabase(env.DB, counts),
  BLOBS: countingBucket(env.BLOBS, counts),
  DATA_POINTS: {
    writeDataPoint: () => {
      counts.dataPoints += 1;
    },
  },
});

function countingDatabase(db: D1Database, counts: Operations): D1Database {
  const count = <Result extends { meta: D1Meta }>(result: Result): Result => {
    counts.d1RowsRead += result.meta.rows_read;
    counts.d1RowsWritten += result.meta.rows_written;
    return result;
  };
  const real = new WeakMap<object, D1PreparedStatement>();
  const wrapped = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get: (target, name) => {
        if (name === "bind") return (...values: unknown[]) => wrapped(target.bind(...values));
        if (name === "all" || name === "run") return async () => count(await target.all());
        if (name === "first") {
          return async (column?: string) => {
            const row = count(await target.all<Record<string, unknown>>()).results[0];
            return (column === undefined ? row : row?.[column]) ?? null;
          };
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    real.set(proxy, statement);
    return proxy;
  };
  return new Proxy(db, {
    get: (target, name) => {
      if (name === "prepare") return (query: string) => wrapped(target.prepare(query));
      if (name === "batch") {
        return async (statements: D1PreparedStatement[]) => {
          const results = await target.batch(statements.map((statement) => real.get(statement) ?? statement));
          return results.map(count);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

const countingBucket = (bucket: R2Bucket, counts: Operations): R2Bucket =>
  new Proxy(bucket, {
    get: (target, name) => {
      if (name === "put") counts.bucketWrites += 1;
      if (name === "get" || name === "head") counts.bucketReads += 1;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
