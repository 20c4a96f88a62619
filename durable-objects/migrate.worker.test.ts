import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { migrate } from "./migrate.ts";

const inObject = (act: (storage: DurableObjectStorage) => void) =>
  // An object of its own, whose class has one migration, which it has run already.
  runInDurableObject(env.INVOICE_NUMBER.getByName("migrated"), (_, { storage }) => act(storage));

it("runs each text once, in order", async () => {
  await inObject((storage) => {
    const texts = ["select 1", "create table a (x); create table b (x)", "insert into a values (1)"];
    migrate(storage, texts);
    migrate(storage, texts);
    migrate(storage, [...texts, "insert into a values (2)"]);
    expect(storage.sql.exec("select x from a").toArray()).toEqual([{ x: 1 }, { x: 2 }]);
  });
});

it("leaves nothing of a text that fails, and stays where it was", async () => {
  await inObject((storage) => {
    const broken = ["select 1", "create table c (x); insert into nowhere values (1)"];
    expect(() => migrate(storage, broken)).toThrow("no such table");
    expect(() => storage.sql.exec("select * from c")).toThrow("no such table");
    migrate(storage, ["select 1", "create table c (x)"]);
    expect(storage.sql.exec("select * from c").toArray()).toEqual([]);
  });
});
