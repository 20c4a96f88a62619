import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { must } from "./build/run.ts";
import { ROOT, tool } from "./paths.ts";

/** web/vite.config.ts hands the Worker's paths to this port. */
const WORKER_PORT = "8787";

/** Those of the embedded server. Fixed, so that sessions survive a reload; the development database has nothing to protect. */
const VARIABLES = {
  APIARY_ENGINE: "embedded",
  APIARY_SECRET: "development",
  APIARY_FIRST_OWNER_TOKEN: "development",
  APIARY_OWNER_TOKEN: "development",
};

await must(tool("wrangler"), ["d1", "migrations", "apply", "DB", "--local"]);
const variables = Object.entries(VARIABLES).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
const children = [
  start("wrangler", ["dev", "--port", WORKER_PORT, ...variables], ROOT),
  start("vite", [], join(ROOT, "web")),
];
console.log("the first owner's page is /welcome?token=development on the console's address below");
await Promise.race(children.map((child) => once(child, "exit")));
for (const child of children) child.kill();

function start(command: string, args: string[], cwd: string): ChildProcess {
  return spawn(tool(command), args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
}
