import type { ReactNode } from "react";
import { ProblemError } from "../api/request.ts";
import { CopyButton } from "./copy-button.tsx";
import { Icon, type IconName } from "./icon.tsx";

/** Nothing here yet: says so, and shows the next step. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A read that failed: what happened, what it means, what to do, under which request id. */
export function Failed({ what, error, retry }: { what: string; error: unknown; retry?: () => void }) {
  const problem = error instanceof ProblemError ? error : null;
  if (problem?.status === 403) return <Forbidden what={what} detail={problem.message} />;
  if (problem?.status === 404) return <Missing what={what} />;
  return (
    <div className="state failed" role="alert">
      <Icon name="warning" />
      <h2>{what} could not be read</h2>
      <p className="muted">{problem ? problem.message : "The page met something it does not understand."}</p>
      {problem?.causes.map((cause) => (
        <p key={cause} className="muted">
          {cause}
        </p>
      ))}
      <div className="line-up">
        {retry && (
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        )}
        {problem?.requestId && <RequestId id={problem.requestId} />}
      </div>
    </div>
  );
}

/** A request's id, to find it in the logs. */
export function RequestId({ id }: { id: string }) {
  return (
    <span className="line-up small muted">
      Request <code>{id}</code>
      <CopyButton text={id} what="request id" />
    </span>
  );
}

function Forbidden({ what, detail }: { what: string; detail: string }) {
  return (
    <div className="state" role="alert">
      <Icon name="lock" />
      <h2>{what} cannot be read by your role</h2>
      <p className="muted">{detail}</p>
    </div>
  );
}

function Missing({ what }: { what: string }) {
  return (
    <div className="state" role="alert">
      <Icon name="search" />
      <h2>{what} is not here</h2>
      <p className="muted">It was deleted, has aged out, or the address has a typo.</p>
    </div>
  );
}
