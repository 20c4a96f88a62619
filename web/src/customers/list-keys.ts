import { useEffect, useRef, useState } from "react";
import { extend, NOTHING_SELECTED, toggle, toggleAll } from "../issues/selection.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { lastCustomer } from "./last-customer.ts";

/** Cursor and selection of the list of customers, by keyboard and pointer alike. */
export function useCustomerKeys(order: readonly string[], filter: () => void) {
  const frame = useRowKeys<HTMLUListElement>();
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const latest = useRef(order);
  latest.current = order;
  const comeBack = useRef(lastCustomer());
  const isReady = order.length > 0;
  useEffect(() => {
    // Coming back from a customer continues there, once the list is there.
    const id = comeBack.current;
    if (!isReady || id === null) return;
    comeBack.current = null;
    frame.current?.querySelector<HTMLElement>(`[data-account="${CSS.escape(id)}"] .title`)?.focus();
  }, [isReady, frame]);
  const current = () => document.activeElement?.closest("[data-account]")?.getAttribute("data-account") ?? null;
  const choose = (id: string | null, range: boolean) => {
    if (id === null) return;
    setSelection((now) => (range ? extend(now, id, latest.current) : toggle(now, id)));
  };
  const clear = () => setSelection(NOTHING_SELECTED);
  useKeys({
    "list.filter": filter,
    "list.select": () => choose(current(), false),
    "list.select-range": () => choose(current(), true),
    "list.clear": clear,
  });
  return { frame, selection, choose, clear, toggleAll: () => setSelection((now) => toggleAll(now, latest.current)) };
}
