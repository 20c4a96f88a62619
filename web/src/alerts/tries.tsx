import type { NotificationTry } from "../../../workers/alerts/view.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { counted } from "../words/number.ts";
import { indentedJson } from "./message-view.tsx";

/** Every try to deliver a notification that is kept: what was sent and what came back. */
export function Tries({ tries }: { tries: readonly NotificationTry[] }) {
  if (tries.length === 0) return null;
  return (
    <Section id="tries" title="Tries" note={counted(tries.length, "kept", "kept")}>
      <TryList tries={tries} />
    </Section>
  );
}

/** Tries as lines that unfold to request and answer. */
export function TryList({ tries }: { tries: readonly NotificationTry[] }) {
  return (
    <ol className="list">
      {tries.map((each) => (
        <Try key={each.atMs} {...each} />
      ))}
    </ol>
  );
}

function Try({ atMs, headers, body, status, answer, error }: NotificationTry) {
  const lines = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  return (
    <li className="bare">
      <details className="firing">
        <summary>
          <span className={`badge ${error === null ? "good" : "bad"}`}>
            {status ?? (error === null ? "Sent" : "No answer")}
          </span>
          <span className="grow clip">{error ?? "Delivered"}</span>
          <span className="muted number">
            <Moment atMs={atMs} />
          </span>
        </summary>
        <div className="firing-body stack">
          {body === null ? (
            <p className="muted">No request was sent for it.</p>
          ) : (
            <CodeBlock text={`${lines.join("\n")}\n\n${indentedJson(body)}`} what="request" tall />
          )}
          {status !== null &&
            (answer === "" ? (
              <p className="muted">The answer was empty.</p>
            ) : (
              <CodeBlock text={answer} what="answer" />
            ))}
        </div>
      </details>
    </li>
  );
}
