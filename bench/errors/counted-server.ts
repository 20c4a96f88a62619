import { join } from "node:path";
import { type ScriptServer, startScript } from "../script-server.ts";
import type { Holding, Operations } from "./operations.ts";

/** Apiary's Worker and objects in workerd with all charged operations counted; its data is in memory. */
export interface CountedServer extends ScriptServer {
  operations(): Promise<Operations>;
  holding(project: string): Promise<Holding>;
  /** Drops a project's events, as retention will. */
  age(project: string): Promise<void>;
}

/** Bundles the counting Worker with the bindings of the last build, and starts it. */
export async function startCountedServer(): Promise<CountedServer> {
  const server = await startScript("counted", join(import.meta.dirname, "counting/worker.ts"), "memory");
  return {
    ...server,
    operations: () => server.ask<Operations>("/counting/0/operations"),
    holding: (project) => server.ask<Holding>(`/counting/${project}/holding`),
    age: async (project) => void (await server.ask(`/counting/${project}/age`)),
  };
}
