import { useState } from "react";
import type { Exception } from "../../../workers/errors/event/event.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import type { StackOrder } from "./frame-folding.ts";
import { stackText } from "./frame-name.ts";
import { StackTraceView } from "./stack-trace.tsx";

const ORDER_KEY = "apiary.stack-order";

/** The exceptions of an event, the thrown one first, each cause under it. */
export function ExceptionChain({ exceptions }: { exceptions: Exception[] }) {
  const [order, setOrder] = useState<StackOrder>(() =>
    localStorage.getItem(ORDER_KEY) === "oldest" ? "oldest" : "newest",
  );
  const [unfolded, setUnfolded] = useState(false);
  const [minified, setMinified] = useState(false);
  useKeys({ "stack.library": () => setUnfolded(!unfolded) });
  const turn = () => {
    const next = order === "newest" ? "oldest" : "newest";
    localStorage.setItem(ORDER_KEY, next);
    setOrder(next);
  };
  const hasMinified = exceptions.some((exception) => exception.raw_stacktrace);
  return (
    <div className="stack">
      <div className="line-up">
        <button type="button" className="button small" onClick={turn}>
          {order === "newest" ? "Newest frame first" : "Oldest frame first"}
        </button>
        <button type="button" className="button small" aria-pressed={unfolded} onClick={() => setUnfolded(!unfolded)}>
          Library frames <kbd>v</kbd>
        </button>
        {hasMinified && (
          <button type="button" className="button small" aria-pressed={minified} onClick={() => setMinified(!minified)}>
            Minified beside it
          </button>
        )}
        <CopyButton text={stackText(exceptions)} what="stack trace" label="Copy" />
      </div>
      {exceptions.toReversed().map((exception, index) => (
        <ExceptionView
          // biome-ignore lint/suspicious/noArrayIndexKey: the chain's order is the exceptions' identity
          key={index}
          exception={exception}
          cause={index > 0}
          order={order}
          unfolded={unfolded}
          minified={minified}
        />
      ))}
    </div>
  );
}

interface ExceptionViewProps {
  exception: Exception;
  /** False for the thrown one. */
  cause: boolean;
  order: StackOrder;
  unfolded: boolean;
  minified: boolean;
}

function ExceptionView({ exception, cause, order, unfolded, minified }: ExceptionViewProps) {
  const { mechanism, stacktrace, raw_stacktrace } = exception;
  return (
    <section className="exception">
      {cause && <p className="muted small">Caused by</p>}
      <h3>{exception.type ?? "Unnamed exception"}</h3>
      {exception.value && <p className="exception-value mono">{exception.value}</p>}
      {mechanism && (
        <p className="line-up small muted">
          <span>
            caught by <code>{mechanism.type}</code>
          </span>
          {mechanism.handled !== undefined && (
            <span className={mechanism.handled ? "badge" : "badge bad"}>
              {mechanism.handled ? "handled" : "unhandled"}
            </span>
          )}
          {mechanism.help_link && (
            <a href={mechanism.help_link} rel="noreferrer" target="_blank">
              About this error
            </a>
          )}
        </p>
      )}
      <div className={minified && raw_stacktrace ? "beside" : ""}>
        {stacktrace && <StackTraceView trace={stacktrace} order={order} unfolded={unfolded} />}
        {minified && raw_stacktrace && <StackTraceView trace={raw_stacktrace} order={order} unfolded={unfolded} />}
      </div>
    </section>
  );
}
