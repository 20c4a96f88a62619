import { useContext } from "react";
import { ProblemError } from "../api/request.ts";
import { Icon } from "./icon.tsx";
import { SaidContext } from "./said.ts";
import { RequestId } from "./state.tsx";

/** Why a form was not saved, above its buttons, without what its fields say themselves. Says nothing while there is nothing to say. */
export function FormFailure({ error }: { error: unknown }) {
  const { said } = useContext(SaidContext);
  if (!error) return null;
  const problem = error instanceof ProblemError ? error : null;
  const sentences = problem ? [problem.message, ...problem.causes] : [String(error)];
  const left = sentences.filter((sentence) => !said.some((one) => sentence.endsWith(one)));
  if (left.length === 0) return null;
  return (
    <div key={problem?.requestId ?? ""} ref={intoSight} className="notice bad" role="alert">
      <Icon name="warning" />
      <div className="stack">
        {left.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {problem?.requestId && <RequestId id={problem.requestId} />}
      </div>
    </div>
  );
}

/** A long form's end is out of sight, beneath its buttons. */
const intoSight = (notice: HTMLElement | null): void => notice?.scrollIntoView({ block: "nearest" });

/** The sentence for one field of a refused form, if the server had one; for a list also that of one of its entries. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return Object.entries(error.fields).find(([name]) => name === field || name.startsWith(`${field}.`))?.[1];
}
