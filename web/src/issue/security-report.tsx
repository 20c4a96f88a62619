import type { NormalEvent } from "../../../workers/errors/event/event.ts";
import { Section } from "../ui/section.tsx";
import { ValueTree } from "../ui/value-tree.tsx";

const TITLES = {
  csp: "Content Security Policy report",
  hpkp: "Public key pinning report",
  expectct: "Certificate transparency report",
  expectstaple: "OCSP stapling report",
} as const;

/** What a browser reported about a policy that a page broke. */
export function SecurityReport({ event }: { event: NormalEvent }) {
  if (event.type === "error" || event.type === "default") return null;
  const report = event[event.type];
  if (!report) return null;
  return (
    <Section id="report" title={TITLES[event.type]}>
      <ValueTree value={report} />
    </Section>
  );
}
