import type { ReactNode } from "react";

/** The frame of a table of months, which scrolls beside its names where the window is narrow, by keyboard too. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section className="table-frame" tabIndex={0} aria-label={label}>
      <table className="table statement">{children}</table>
    </section>
  );
}
