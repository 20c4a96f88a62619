import { useRef } from "react";

/**
 * The `Idempotency-Key` of what a dialog sends, for as long as it is open: the same wish sent twice is the same request, another
 * wish is another one.
 */
export function useSendKey(): (...wish: unknown[]) => string {
  const last = useRef({ text: "", key: "" });
  return (...wish) => {
    const text = JSON.stringify(wish);
    if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
