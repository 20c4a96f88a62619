import type { ErrorComponentProps } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** Why a page stopped, and the way on: its code did not come, or it has a bug. */
export default function Stopped({ error, reset }: Pick<ErrorComponentProps, "error" | "reset">) {
  const text = error instanceof Error ? error.message : String(error);
  if (UNFETCHED.test(text)) return <Unfetched />;
  return (
    <div className="state failed" role="alert">
      <h2>This page stopped</h2>
      <p className="muted">The console has a bug here. Reloading begins anew.</p>
      <code className="small">{text}</code>
      <div className="line-up">
        <button type="button" className="button" onClick={reload}>
          Reload
        </button>
        <button type="button" className="button quiet" onClick={reset}>
          Try without reloading
        </button>
      </div>
    </div>
  );
}

/** How browsers, and Vite for styles, say that a page's code did not come. */
const UNFETCHED = /dynamically imported module|importing a module script failed|preload css/i;

const reload = () => location.reload();

/** The page's code could not be fetched: its server has a newer version, or cannot be reached. */
function Unfetched() {
  const [isUpdated, setUpdated] = useState(false);
  useEffect(() => {
    // A console that is still served names the script that runs here.
    const script = document.querySelector("script[type=module]")?.getAttribute("src") ?? "";
    fetch("/", { cache: "no-store" })
      .then(async (answer) => setUpdated(answer.ok && !(await answer.text()).includes(script)))
      .catch(() => {});
    addEventListener("online", reload);
    return () => removeEventListener("online", reload);
  }, []);
  return (
    <div className="state failed" role="alert">
      <h2>{isUpdated ? "Apiary was updated" : "This page could not be fetched"}</h2>
      <p className="muted">
        {isUpdated
          ? "This tab still runs the version before. Loading the page again brings the new one."
          : "The server did not hand out its code. Loading the page again asks once more."}
      </p>
      <button type="button" className="button primary" onClick={reload}>
        Load the page again
      </button>
    </div>
  );
}
