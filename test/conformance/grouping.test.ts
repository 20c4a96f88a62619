import { expect, inject, test } from "vitest";
import { runClient } from "../client.ts";
import { TestProject } from "../project.ts";
import { decisive, hashOf } from "./decisive.ts";

const server = inject("server");

const FILE = "throwing.ts";
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are lines of source code
/** The frames of `clients/throwing.ts`, each with what of it counts: file, function, source line. */
const MODULE = [FILE, "await ways[way]?.(Number(id));"];
const CHECKOUT = [FILE, "checkout", "reserve(id);"];
const RESERVE = [
  FILE,
  "reserve",
  "throw new StockError(`item ${id} is sold out`, { cause: new RangeError(`only ${id - 4_000} left`) });",
];
const AGGREGATED = "[new StockError(`item ${id}`), new StockError(`item ${id + 1}`)],";
const SENT = "message: (id) => Sentry.captureMessage(`item ${id} is nearly sold out`),";
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

/** What @sentry/node sends when a program really throws, by the way it throws; hashes worked out with `md5sum`. */
test.each([
  {
    way: "method",
    rule: "a method is named by the part after its last dot",
    app: [
      "TypeError",
      ...MODULE,
      ...[FILE, "method", "method: () => cart.total(),"],
      ...[FILE, "total", "return this.items!.map(({ price }) => price).length;"],
    ],
    hash: "5c8bddf8e5e6c2ce82d3cd2bd35cb082",
  },
  {
    way: "chain",
    rule: "the thrown error comes first, then its cause",
    app: ["StockError", ...MODULE, ...CHECKOUT, ...RESERVE, "RangeError", ...MODULE, ...CHECKOUT, ...RESERVE],
    hash: "3184a5105d6ed9ed285a3c5c8c1f9bc4",
  },
  {
    way: "value",
    rule: "the value counts when there is no stack",
    app: ["StockError", "item <int> of <ip> is sold out"],
    hash: "ac0392de85ff8817b9ec1f808a1eb9be",
  },
  {
    way: "aggregate",
    rule: "a group of one kind of error is that error",
    app: ["StockError", ...MODULE, FILE, "aggregate", AGGREGATED],
    hash: "d353f8c9ad3a9e5874c6667d2bfafc97",
  },
  {
    way: "message",
    rule: "the stack of a message counts without the type of the exception that carries it",
    app: [...MODULE, FILE, "message", SENT],
    hash: "4e038dce97d473cc85f692e1dccff1fa",
  },
])("$way of @sentry/node: $rule", async ({ way, app, hash }) => {
  const project = await TestProject.create(server, `grouped-${way}`);
  await runClient("throwing.ts", project.dsn, way, "4711");
  await runClient("throwing.ts", project.dsn, way, "5023");
  const [issue, ...others] = await project.untilEvents(2);
  expect(others).toEqual([]);
  const [own, ...more] = decisive(await project.event(issue?.id ?? ""));
  expect(own).toEqual({ name: "app", hash, values: app });
  expect(hashOf(app)).toBe(hash);
  // Node's own frames are other ones in every version; they make up the second hash, where there are any.
  for (const { name, values, hash: second } of more) {
    expect([name, second]).toEqual(["system", hashOf(values)]);
    expect(values.join("\n")).toContain(app.slice(-1)[0]);
  }
});
