import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  MutationCache,
  notifyManager,
  QueryCache,
  QueryClient,
} from "@tanstack/react-query";
import { ProblemError } from "./request.ts";

const FRESH_MS = 5_000;
const RETRIES = 1;
const RETRY_MS = 400;

/**
 * A cache whose invalidation also reads again what is being read for the first time: such a read may have been answered from before the
 * change, and TanStack's own lets it stand for the new one.
 */
class ReadAgain extends QueryClient {
  override async invalidateQueries(filters?: InvalidateQueryFilters, options?: InvalidateOptions): Promise<void> {
    const underWay = this.getQueryCache().findAll({ ...filters, fetchStatus: "fetching" });
    const first = new Set(underWay.filter(({ state }) => state.data === undefined));
    await super.invalidateQueries(filters, options);
    if (first.size > 0) await super.invalidateQueries({ predicate: (query) => first.has(query) }, options);
  }
}

// Before the next press: a button that sends is shut by then. TanStack's own timer would come after it.
notifyManager.setScheduler(queueMicrotask);

/** One cache for the tab. `onSignedOut` is called when any answer says that nobody is signed in. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.status === 401) onSignedOut();
  };
  return new ReadAgain({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    // Tried without a connection too, so that the page says that nothing is reached; else it would wait in silence.
    defaultOptions: {
      queries: {
        networkMode: "always",
        refetchOnReconnect: true,
        staleTime: FRESH_MS,
        // Only what may pass by itself is worth asking again: no connection, or a server that stumbled.
        retryDelay: RETRY_MS,
        retry: (failures, error) =>
          failures < RETRIES && error instanceof ProblemError && (error.status === 0 || error.status >= 500),
      },
      mutations: { networkMode: "always" },
    },
  });
}
