import { useQueryClient } from "@tanstack/react-query";
import { change } from "./ledger-api.ts";

/** Reads everything of the books again, once something in them changed. */
export function useLedgerChange() {
  const client = useQueryClient();
  return async (method: "POST" | "PUT", path: string, body: unknown) => {
    await change(method, path, body);
    await client.invalidateQueries({ queryKey: ["ledger"] });
  };
}
