import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";

/** Links to the pages that belong together, the open one marked and in view. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  const ref = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // A phone has no room for all of them, nor has a window that was made narrow.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path decides which tab is open
  useEffect(() => {
    const nav = ref.current;
    if (!nav) return;
    const sized = new ResizeObserver(() => showOpen(nav));
    sized.observe(nav);
    return () => sized.disconnect();
  }, [path]);
  return (
    <nav className="tabs" aria-label={label} ref={ref}>
      {children}
    </nav>
  );
}

/** How far a tab's badge stands out over its corner. */
const BADGE_PX = 8;

/** Scrolls the row sideways, and nothing else, until the open tab is whole in it. */
function showOpen(nav: HTMLElement): void {
  const open = nav.querySelector("[aria-current]")?.getBoundingClientRect();
  const row = nav.getBoundingClientRect();
  if (open) nav.scrollLeft += Math.max(0, open.right + BADGE_PX - row.right) - Math.max(0, row.left - open.left);
}
