import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet } from "@tanstack/react-router";
import { Shell } from "./shell/shell.tsx";

interface Context {
  queryClient: QueryClient;
}

/** What every page hangs on, also those that nobody has signed in for. */
export const root = createRootRouteWithContext<Context>()({ component: Outlet });

/** What the pages of the console hang on: the rail, the search, the keys. */
export const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });
