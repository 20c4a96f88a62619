import { join } from "node:path";
import { type ScriptServer, startScript } from "../script-server.ts";

/** Apiary in workerd on disk, with accounts' objects that can be driven without anything in between. */
export interface BooksServer extends ScriptServer {
  /** Opens an account's books. */
  open(account: string): Promise<void>;
  /** Calls an account's object so many times, one after the other; what was not opened is opened first. */
  call(account: string, what: "insert" | "post" | "hash", calls: number, batch: number): Promise<void>;
  /** Verifies an account's chain. */
  verify(account: string): Promise<{ checked: number; brokenAt: number | null }>;
}

/** Bundles the Worker of `books/` with the bindings of the last build, and starts it. */
export async function startBooks(): Promise<BooksServer> {
  const server = await startScript("books", join(import.meta.dirname, "books/worker.ts"), "disk");
  const open = async (account: string) => void (await server.ask(`/bench/${account}/open`));
  return {
    ...server,
    open,
    call: async (account, what, calls, batch) => {
      await open(account);
      await server.ask(`/bench/${account}/${what}/${calls}/${batch}`);
    },
    verify: (account) => server.ask(`/bench/${account}/verify`),
  };
}
