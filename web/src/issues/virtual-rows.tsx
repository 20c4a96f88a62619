import { useWindowVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { IssueRow } from "./issue-row.tsx";
import type { IssueRowsProps } from "./issue-rows.tsx";

const ROW_HEIGHT = 52;
const OVERSCAN = 12;

/** The rows near the window of a long list; the others are only their height. */
export default function VirtualRows({ rows, search, chosen, choose, focus }: IssueRowsProps) {
  const ref = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(ref.current?.offsetTop ?? 0), []);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: offset,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const index = focus ? rows.findIndex((row) => row.id === focus.id) : -1;
  useEffect(() => {
    if (!focus || index < 0) return;
    virtualizer.scrollToIndex(index, { align: "auto" });
    // The row may be made only by that scroll.
    const frame = requestAnimationFrame(() => {
      document.getElementById(`issue-${focus.id}`)?.focus({ preventScroll: true });
      focus.taken();
    });
    return () => cancelAnimationFrame(frame);
  }, [focus, index, virtualizer]);
  const place = (item: VirtualItem) => ({ transform: `translateY(${item.start - offset}px)` });
  return (
    <ul ref={ref} className="list issue-list virtual" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map((item) => {
        const row = rows[item.index];
        return (
          row && (
            <li
              key={row.id}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className="bare"
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              style={place(item)}
            >
              <IssueRow row={row} search={search} chosen={chosen.has(row.id)} choose={choose} />
            </li>
          )
        );
      })}
    </ul>
  );
}
