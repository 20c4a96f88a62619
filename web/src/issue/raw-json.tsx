import type { EventDetail } from "../../../workers/errors/view.ts";
import { eventJsonPath } from "../api/errors.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { Icon } from "../ui/icon.tsx";
import { Section } from "../ui/section.tsx";

/** The whole event as it is stored. */
export function RawJson({ detail }: { detail: EventDetail }) {
  return (
    <Section id="json" title="JSON" folded>
      <div className="stack">
        <p>
          <a
            className="button small"
            href={eventJsonPath(detail.issueId, detail.eventId)}
            download={`${detail.eventId}.json`}
          >
            <Icon name="download" />
            Download
          </a>
        </p>
        <CodeBlock tall text={JSON.stringify(detail.event, null, 2)} what="Event as JSON" />
      </div>
    </Section>
  );
}
