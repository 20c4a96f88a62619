import { useState } from "react";

/** The lines of a form, and what binds a field to one of them. */
export function useLines<T extends Record<string, string>>(first: T) {
  const [lines, setLines] = useState(first);
  const line = (name: keyof T) => ({
    value: lines[name] ?? "",
    onChange: (value: string) => setLines((now) => ({ ...now, [name]: value })),
  });
  return { lines, line };
}
