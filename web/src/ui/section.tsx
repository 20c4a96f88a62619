import { type ReactNode, useState } from "react";
import { Icon } from "./icon.tsx";

interface SectionProps {
  /** Names the section in the URL's fragment and in what is remembered. */
  id: string;
  title: string;
  /** A count or a fact beside the title. */
  note?: ReactNode;
  folded?: boolean;
  children: ReactNode;
}

/** A part of a page that folds, and remembers it on this device. */
export function Section({ id, title, note, folded = false, children }: SectionProps) {
  const key = `apiary.section.${id}`;
  const [open, setOpen] = useState(() => (localStorage.getItem(key) ?? (folded ? "folded" : "open")) === "open");
  return (
    <details
      className="section"
      id={id}
      open={open}
      onToggle={(event) => {
        const now = event.currentTarget.open;
        setOpen(now);
        localStorage.setItem(key, now ? "open" : "folded");
      }}
    >
      <summary>
        <span className="turns">
          <Icon name="chevron" />
        </span>
        <h2>{title}</h2>
        {note !== undefined && <span className="muted small">{note}</span>}
      </summary>
      {open && <div className="section-body">{children}</div>}
    </details>
  );
}
