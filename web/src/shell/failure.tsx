import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { ProblemError } from "../api/request.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { Failed } from "../ui/state.tsx";
import { useTabTitle } from "./page.tsx";

const Stopped = onDemand<Pick<ErrorComponentProps, "error" | "reset">>(() => import("./stopped.tsx"), {
  fallback: () => (
    <button type="button" className="button" onClick={() => location.reload()}>
      Reload
    </button>
  ),
});

/** What a route shows when its page threw: the rest of the console keeps working. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  useTabTitle("Failed");
  if (error instanceof ProblemError) return <Failed what="This page" error={error} retry={reset} />;
  return <Stopped error={error} reset={reset} />;
}

/** What an address without a page shows. */
export function NoSuchPage() {
  useTabTitle("No such page");
  return (
    <main className="state">
      <h1>No page has this address</h1>
      <p className="muted">The link is old, or has a typo.</p>
      <Link to="/" className="button">
        Go to Today
      </Link>
    </main>
  );
}
