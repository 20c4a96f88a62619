import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { ProblemError } from "../api/request.ts";
import { Failed } from "../ui/state.tsx";
import { useTabTitle } from "./page.tsx";

/** What a route shows when its page threw: the rest of the console keeps working. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  useTabTitle("Failed");
  if (error instanceof ProblemError) return <Failed what="This page" error={error} retry={reset} />;
  return (
    <div className="state failed" role="alert">
      <h2>This page stopped</h2>
      <p className="muted">
        The console has a bug here, or was updated while the page was open. Reloading fetches it anew.
      </p>
      <code className="small">{error instanceof Error ? error.message : String(error)}</code>
      <div className="line-up">
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload
        </button>
        <button type="button" className="button quiet" onClick={reset}>
          Try without reloading
        </button>
      </div>
    </div>
  );
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
