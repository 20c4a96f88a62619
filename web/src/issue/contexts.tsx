import type { JsonObject } from "../../../workers/kit/json.ts";
import { Section } from "../ui/section.tsx";
import { ValueTree } from "../ui/value-tree.tsx";

/** What is asked about first comes first; the rest follows by name. */
const ORDER = [
  "user",
  "browser",
  "os",
  "device",
  "runtime",
  "app",
  "trace",
  "gpu",
  "culture",
  "cloud_resource",
  "state",
  "flags",
];

/** The machine, program and request that the event ran in, as its SDK saw them. */
export function Contexts({ contexts }: { contexts: { [name: string]: JsonObject } }) {
  const names = orderContexts(Object.keys(contexts));
  if (names.length === 0) return null;
  return (
    <Section id="contexts" title="Contexts">
      <div className="context-cards">
        {names.map((name) => (
          <div key={name} className="panel">
            <div className="panel-head">
              <h3>{name}</h3>
            </div>
            <div className="panel-body">
              <ValueTree value={contexts[name] ?? {}} />
            </div>
          </div>
        ))}
      </div>
    </Section>
  );
}

/** Names of contexts in the order in which they are shown. */
export function orderContexts(names: readonly string[]): string[] {
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return names.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}
