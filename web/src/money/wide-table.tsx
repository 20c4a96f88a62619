import type { ReactNode } from "react";

const toEnd = (frame: HTMLElement | null) => frame?.scrollTo({ left: frame.scrollWidth, behavior: "instant" });

interface WideTableProps {
  label: string;
  className?: string;
  /** The newest figures stand at the end, and are shown first. */
  newestLast?: boolean;
  children: ReactNode;
}

/** The frame of a table of months, which scrolls beside its names where the window is narrow, by keyboard too. */
export function WideTable({ label, className = "", newestLast = false, children }: WideTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section ref={newestLast ? toEnd : null} className="table-frame" tabIndex={0} aria-label={label}>
      <table className={`table statement ${className}`}>{children}</table>
    </section>
  );
}
