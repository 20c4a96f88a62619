import { tool } from "../paths.ts";
import { must } from "./run.ts";

/** Generates worker-configuration.d.ts: the bindings and the runtime's types of the configured compatibility date. */
export async function generateTypes(): Promise<void> {
  await must(tool("wrangler"), ["types", "--strict-vars=false"]);
}
