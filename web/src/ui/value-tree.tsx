import type { Json, JsonObject } from "../../../workers/kit/json.ts";
import { counted } from "../words/number.ts";
import { Icon } from "./icon.tsx";

/** A JSON object as names and values; nested ones fold. */
export function ValueTree({ value }: { value: JsonObject | Json[] }) {
  const entries = Object.entries(value);
  if (entries.length === 0) return <p className="muted small">empty</p>;
  return (
    <dl className="value-tree">
      {entries.map(([name, child]) => (
        <div key={name}>
          <dt className="mono">{name}</dt>
          <dd>
            <Value value={child} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One JSON value: scrubbed and long ones are shown as what they are. */
export function Value({ value }: { value: Json }) {
  if (value === null) return <code className="muted">null</code>;
  if (value === "[Filtered]") return <span className="badge">filtered</span>;
  if (typeof value === "string") return <code className="text-value">{value === "" ? '""' : value}</code>;
  if (typeof value !== "object") return <code className="tint-number">{String(value)}</code>;
  const size = Object.keys(value).length;
  if (size === 0) return <code className="muted">{Array.isArray(value) ? "[]" : "{}"}</code>;
  return (
    <details>
      <summary className="muted small line-up">
        <span className="turns">
          <Icon name="chevron" />
        </span>
        {Array.isArray(value) ? counted(size, "item") : counted(size, "entry", "entries")}
      </summary>
      <ValueTree value={value} />
    </details>
  );
}
