import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import type { SearchError } from "../../../workers/errors/search/term.ts";

interface QueryMarksProps {
  text: string;
  errors: readonly SearchError[];
  input: RefObject<HTMLInputElement | null>;
}

/** The same text behind the field, unseen but for the lines under what is wrong; scrolls as the field does. */
export function QueryMarks({ text, errors, input }: QueryMarksProps) {
  const ref = useRef<HTMLDivElement>(null);
  const any = errors.length > 0;
  useEffect(() => {
    const field = input.current;
    if (!field || !any) return;
    const follow = () => {
      if (ref.current) ref.current.scrollLeft = field.scrollLeft;
    };
    follow();
    field.addEventListener("scroll", follow);
    return () => field.removeEventListener("scroll", follow);
  }, [input, any]);
  if (!any) return null;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of errors) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, Math.max(end, start + 1))}</mark>);
    at = end;
  }
  return (
    <div ref={ref} className="query-marks mono" aria-hidden="true">
      {parts}
      {text.slice(at)}
    </div>
  );
}
