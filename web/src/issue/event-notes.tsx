import type { NormalEvent } from "../../../workers/errors/event/event.ts";
import { Section } from "../ui/section.tsx";
import { Value } from "../ui/value-tree.tsx";
import { counted } from "../words/number.ts";

/** What was wrong with the event as it came, and what became of it. */
export function EventNotes({ event }: { event: NormalEvent }) {
  const notes = event.errors ?? [];
  if (notes.length === 0) return null;
  return (
    <Section id="notes" title="Processing" note={counted(notes.length, "note")} folded>
      <ul className="list">
        {notes.map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notes of one event never move
          <li key={index}>
            <span className="badge warn">{note.type.replaceAll("_", " ")}</span>
            {note.name && <code>{note.name}</code>}
            <span className="grow">{note.reason}</span>
            {note.value !== undefined && <Value value={note.value} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
