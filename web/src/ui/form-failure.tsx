import { ProblemError } from "../api/request.ts";
import { Icon } from "./icon.tsx";
import { RequestId } from "./state.tsx";

/** Why a form was not saved, above its buttons. Says nothing while there is nothing to say. */
export function FormFailure({ error }: { error: unknown }) {
  if (!error) return null;
  const problem = error instanceof ProblemError ? error : null;
  return (
    <div className="notice bad" role="alert">
      <Icon name="warning" />
      <div className="stack">
        <p>{problem ? problem.message : String(error)}</p>
        {problem?.causes.map((cause) => (
          <p key={cause}>{cause}</p>
        ))}
        {problem?.requestId && <RequestId id={problem.requestId} />}
      </div>
    </div>
  );
}

/** The sentence for one field of a refused form, if the server had one; for a list also that of one of its entries. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return Object.entries(error.fields).find(([name]) => name === field || name.startsWith(`${field}.`))?.[1];
}
