import { type RefObject, useEffect, useState } from "react";
import { Icon } from "../ui/icon.tsx";
import { MAX_QUERY_LENGTH } from "./issue-search.ts";

const TYPING_MS = 250;

interface QueryFieldProps {
  value: string;
  onChange: (query: string) => void;
  input: RefObject<HTMLInputElement | null>;
}

/** The text filter; the URL follows once typing rests. */
export function QueryField({ value, onChange, input }: QueryFieldProps) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  // The URL changed by other means, back or a cleared filter: the field follows it.
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <label className="search">
      <Icon name="search" />
      <span className="visually-hidden">Filter by text</span>
      <input
        ref={input}
        type="search"
        className="input"
        placeholder="Title, culprit or short id"
        maxLength={MAX_QUERY_LENGTH}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
    </label>
  );
}
