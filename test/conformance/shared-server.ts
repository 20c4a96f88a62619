import type { TestProject } from "vitest/node";
import { type ServerAddress, startTestServer } from "../server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server of all tests that need none of their own. Projects on it are named by one test each. */
    server: ServerAddress;
  }
}

/** Starts one server for the whole run: a start costs more than most files' tests. */
export default async function shareServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  const { url, token } = server;
  project.provide("server", { url, token });
  return () => server[Symbol.asyncDispose]();
}
