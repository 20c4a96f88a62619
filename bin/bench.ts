import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Asked, type Figure, printTable } from "../bench/figure.ts";
import { ROOT } from "./paths.ts";

/** A file of bench/ whose name is not a part: what parts share. */
const SHARED = new Set(["figure", "load", "script-server"]);

const parts = readdirSync(join(ROOT, "bench"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -".ts".length))
  .filter((name) => !SHARED.has(name));
const options = { short: { type: "boolean", default: false } } as const;
const { values, positionals } = parseArgs({ allowPositionals: true, options });
// `errors` is a whole part, `errors/list` one section of it.
const asked = positionals.map((name) => name.split("/") as [part: string, section?: string]); // split gives one at least
const unknown = asked.filter(([part]) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.map(([part]) => part).join(", ")}; there are ${parts.join(", ")}`);
  process.exit(1);
}
for (const [part, section = null] of asked.length > 0 ? asked : parts.map((part) => [part] as const)) {
  // Each part exports one function that measures and returns its figures.
  const { measure } = (await import(`../bench/${part}.ts`)) as { measure(asked: Asked): Promise<Figure[]> };
  console.log(`\n${part}`);
  printTable(await measure({ short: values.short, section }));
}
