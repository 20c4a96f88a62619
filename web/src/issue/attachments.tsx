import type { EventDetail } from "../../../workers/errors/view.ts";
import { attachmentPath } from "../api/errors.ts";
import { Icon } from "../ui/icon.tsx";
import { Section } from "../ui/section.tsx";
import { bytes, counted } from "../words/number.ts";

/** The files that came with the event, to download. */
export function Attachments({ detail }: { detail: EventDetail }) {
  if (detail.attachments.length === 0) return null;
  return (
    <Section id="attachments" title="Attachments" note={counted(detail.attachments.length, "file")}>
      <ul className="list">
        {detail.attachments.map((file) => (
          <li key={file.id}>
            <Icon name="clip" />
            <a
              className="grow clip"
              href={attachmentPath(detail.issueId, detail.eventId, file.id)}
              download={file.filename}
            >
              {file.filename}
            </a>
            <span className="muted small">{file.contentType}</span>
            <span className="number">{bytes(file.size)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
