import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { nextPath } from "./next-path.ts";

/** Goes into the console once a session is open: forgets what was read without one, then opens the wanted page. */
export function useEnter(): (wanted?: unknown) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (wanted) => {
    queryClient.clear();
    router.history.replace(nextPath(wanted));
  };
}
