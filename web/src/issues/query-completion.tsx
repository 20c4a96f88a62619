import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { peopleQuery, projectsQuery, tagKeysQuery, tagValuesQuery } from "../api/queries.ts";
import { type Completion, complete, completionsAt, placeAt, tagAt } from "./completion.ts";
import type { OpenList } from "./query-field.tsx";
import { choiceOf } from "./query-terms.ts";
import { recentQueries } from "./recent-queries.ts";

interface QueryCompletionProps {
  text: string;
  caret: number;
  input: RefObject<HTMLInputElement | null>;
  change: (text: string, caret: number) => void;
  submit: (text: string) => void;
  announce: (list: OpenList | null) => void;
}

/** What can stand at the caret: arrows choose, Tab or Enter takes, Escape closes. The focus stays in the field. */
export default function QueryCompletion({ text, caret, input, change, submit, announce }: QueryCompletionProps) {
  const id = useId();
  const [at, setAt] = useState<{ of: string; index: number }>({ of: text, index: -1 });
  const [closed, setClosed] = useState<string | null>(null);
  const { options, take } = useOptions(text, caret, change, submit);
  // The choice and the closed list belong to the text as it was.
  const index = at.of === text ? Math.min(at.index, options.length - 1) : -1;
  const open = options.length > 0 && closed !== text;
  const current = open && index >= 0 ? `${id}-${index}` : null;

  useEffect(() => announce(open ? { id, current } : null), [announce, open, id, current]);
  useEffect(() => () => announce(null), [announce]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.isComposing) return;
    const chosen = options[event.key === "Tab" ? Math.max(0, index) : index];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined)
      setAt({ of: text, index: (index + step + options.length + (index < 0 && step < 0 ? 1 : 0)) % options.length });
    else if (event.key === "Escape") setClosed(text);
    else if ((event.key === "Tab" && !event.shiftKey && text !== "") || event.key === "Enter") {
      if (!chosen) return;
      take(chosen);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const latest = useRef(onKeyDown);
  useEffect(() => {
    latest.current = onKeyDown;
  });
  useEffect(() => {
    const field = input.current;
    const listen = (event: KeyboardEvent) => latest.current(event);
    // Before the field's own keys: Enter takes a completion rather than search.
    field?.addEventListener("keydown", listen, { capture: true });
    return () => field?.removeEventListener("keydown", listen, { capture: true });
  }, [input]);

  if (!open) return null;
  return (
    <div id={id} role="listbox" aria-label="Completions" className="query-list">
      {options.map((option, n) => (
        // The field keeps the focus and has the keys; a line only answers the pointer.
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          key={`${option.title} ${option.text}`}
          id={`${id}-${n}`}
          role="option"
          tabIndex={-1}
          aria-selected={n === index}
          className="palette-line"
          ref={(line) => {
            if (n === index) line?.scrollIntoView({ block: "nearest" });
          }}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(option)}
        >
          <span className="mono clip">{option.title}</span>
          <span className="grow muted small clip">{option.says}</span>
        </div>
      ))}
    </div>
  );
}

/** The completions at the caret, or the searches made before where nothing is typed; and what taking one does. */
function useOptions(
  text: string,
  caret: number,
  change: QueryCompletionProps["change"],
  submit: QueryCompletionProps["submit"],
): { options: Completion[]; take: (option: Completion) => void } {
  const place = placeAt(text, caret);
  const tag = tagAt(place);
  const project = choiceOf(text, "project");
  const wanted = {
    key: tag ?? "",
    part: place?.kind === "value" ? place.typed : "",
    ...(typeof project === "string" && { project }),
  };
  const known = {
    tagKeys: useQuery(tagKeysQuery).data?.keys ?? [],
    projects: useQuery(projectsQuery).data?.projects ?? [],
    people: useQuery({ ...peopleQuery, retry: false }).data?.people ?? [],
    values:
      useQuery({ ...tagValuesQuery(wanted), enabled: tag !== null, placeholderData: keepPreviousData }).data?.values ??
      [],
  };
  if (text === "") {
    const recent = recentQueries().map((query) => ({
      text: query,
      title: query,
      says: "searched before",
      open: false,
    }));
    if (recent.length > 0) return { options: recent, take: (option) => submit(option.text) };
  }
  const options = place === null ? [] : completionsAt(place, known);
  const take = (option: Completion) => {
    if (place === null) return;
    const done = complete(text, place, option);
    change(done.text, done.caret);
  };
  return { options, take };
}
