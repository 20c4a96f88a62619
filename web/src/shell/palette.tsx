import { type KeyboardEvent, useState } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { usePaletteEntries } from "./palette-entries.tsx";
import type { Entry } from "./palette-entry.ts";
import "../styles/palette.css";

interface PaletteProps {
  onClose: () => void;
  showKeys: () => void;
}

/** One search for everything: pages, projects, issues, commands, and ids that go straight to their thing. */
export default function Palette({ onClose, showKeys }: PaletteProps) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { entries, asking, missed } = usePaletteEntries(typed, showKeys);
  const current = Math.min(at, Math.max(0, entries.length - 1));
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    // After the dialog has given its focus back, so that what is chosen may take it.
    setTimeout(entry.choose, 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setAt((current + step + entries.length) % entries.length);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(entries[current]);
    }
  };
  return (
    <Dialog title="Search and commands" wide onClose={onClose}>
      <div className="palette">
        <div className="palette-input">
          <Icon name="search" />
          <input
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-entries"
            aria-activedescendant={entries[current] ? `entry-${current}` : undefined}
            aria-label="Search customers, invoices, issues, event ids, pages and commands"
            placeholder="Customer, invoice, issue, event id, page or command"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
          <kbd>Esc</kbd>
        </div>
        <div id="palette-entries" role="listbox" aria-label="Found" className="palette-entries">
          {entries.map((entry, index) => (
            <PaletteLine
              key={entry.id}
              entry={entry}
              index={index}
              chosen={index === current}
              first={entries[index - 1]?.group !== entry.group}
              choose={choose}
              point={() => setAt(index)}
            />
          ))}
        </div>
        <p className="palette-foot muted small" role="status">
          {missed ??
            (asking
              ? "Searching"
              : entries.length === 0
                ? "Nothing fits. An event id or a part of a title works."
                : "")}
        </p>
      </div>
    </Dialog>
  );
}

interface LineProps {
  entry: Entry;
  index: number;
  chosen: boolean;
  /** The first of its group carries the group's name. */
  first: boolean;
  choose: (entry: Entry) => void;
  point: () => void;
}

function PaletteLine({ entry, index, chosen, first, choose, point }: LineProps) {
  return (
    <>
      {first && (
        <p className="menu-title" role="presentation">
          {entry.group}
        </p>
      )}
      {/* The input keeps the focus and has the keys; a line only answers the pointer. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div
        id={`entry-${index}`}
        role="option"
        tabIndex={-1}
        aria-selected={chosen}
        className="palette-line"
        ref={(line) => {
          if (chosen) line?.scrollIntoView({ block: "nearest" });
        }}
        onClick={() => choose(entry)}
        onPointerMove={point}
      >
        <Icon name={entry.icon} />
        <span className="grow name clip">{entry.title}</span>
        <span className="muted small clip">{entry.note}</span>
      </div>
    </>
  );
}
