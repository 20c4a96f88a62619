import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Figure, printTable } from "../bench/figure.ts";
import { ROOT } from "./paths.ts";

/** A file of bench/ whose name is not a part: what parts share. */
const SHARED = new Set(["figure", "load"]);

const parts = readdirSync(join(ROOT, "bench"))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => !SHARED.has(name));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.includes(name));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(", ")}; there are ${parts.join(", ")}`);
  process.exit(1);
}
for (const name of asked.length > 0 ? asked : parts) {
  // Each part exports one function that measures and returns its figures.
  const { measure } = (await import(`../bench/${name}.ts`)) as { measure(): Promise<Figure[]> };
  console.log(`\n${name}`);
  printTable(await measure());
}
