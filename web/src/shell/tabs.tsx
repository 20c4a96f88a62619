import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";

/** Links to the pages that belong together, the open one marked and in view. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  const ref = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  // A phone has no room for all of them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path decides which tab is open
  useEffect(() => {
    ref.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [path]);
  return (
    <nav className="tabs" aria-label={label} ref={ref}>
      {children}
    </nav>
  );
}
