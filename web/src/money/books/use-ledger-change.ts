import { useQueryClient } from "@tanstack/react-query";
import { useSendKey } from "../../api/send-key.ts";
import { change } from "./ledger-api.ts";

/** Reads everything of the books again, once something in them changed. */
export function useLedgerChange() {
  const client = useQueryClient();
  const keyOf = useSendKey();
  return async (method: "POST" | "PUT", path: string, body: unknown) => {
    await change(method, path, body, keyOf(path, body));
    await client.invalidateQueries({ queryKey: ["ledger"] });
  };
}
