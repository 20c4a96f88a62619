import { type RefObject, useRef } from "react";
import { useKeys } from "./keys.tsx";

/** Moves the focus from row to row of a list or table and opens the row under it: a row's link has the class `title`. */
export function useRowKeys<Frame extends HTMLElement>(): RefObject<Frame | null> {
  const frame = useRef<Frame>(null);
  const links = () => [...(frame.current?.querySelectorAll<HTMLElement>(".title") ?? [])];
  const at = (all: HTMLElement[]) => all.findIndex((link) => link.closest("li, tr")?.contains(document.activeElement));
  const move = (by: number) => {
    const all = links();
    const from = at(all);
    all[from < 0 ? 0 : Math.max(0, Math.min(all.length - 1, from + by))]?.focus();
  };
  useKeys({
    "list.next": () => move(1),
    "list.previous": () => move(-1),
    "list.open": () => {
      const all = links();
      all[at(all)]?.click();
    },
  });
  return frame;
}
