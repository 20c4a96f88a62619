import { type RefObject, useRef } from "react";
import type { Command } from "./keymap.ts";
import { useKeys } from "./keys.tsx";

/**
 * Moves the focus from row to row of a list or table and opens the row under it: a row's link has the class `title`. What
 * else can be done with a row is in its menu; `commands` are the keys that choose from it, by the item's `data-command`.
 */
export function useRowKeys<Frame extends HTMLElement>(commands: readonly Command[] = []): RefObject<Frame | null> {
  const frame = useRef<Frame>(null);
  const links = () => [...(frame.current?.querySelectorAll<HTMLElement>(".title") ?? [])];
  const rowOf = (link: HTMLElement | undefined) => link?.closest("li, tr");
  const at = (all: HTMLElement[]) => all.findIndex((link) => rowOf(link)?.contains(document.activeElement));
  const move = (by: number) => {
    const all = links();
    const from = at(all);
    all[from < 0 ? 0 : Math.max(0, Math.min(all.length - 1, from + by))]?.focus();
  };
  const press = (selector: string) => {
    const all = links();
    rowOf(all[at(all)])?.querySelector<HTMLElement>(selector)?.click();
  };
  useKeys({
    "list.next": () => move(1),
    "list.previous": () => move(-1),
    "list.open": () => {
      const all = links();
      all[at(all)]?.click();
    },
    ...(commands.length > 0 && { "account.more": () => press("[aria-haspopup=menu]") }),
    ...Object.fromEntries(commands.map((command) => [command, () => press(`[data-command="${command}"]`)])),
  });
  return frame;
}
