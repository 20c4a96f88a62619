import { type ClipboardEvent, type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { parseSearch } from "../../../workers/errors/search/parse.ts";
import type { SearchError } from "../../../workers/errors/search/term.ts";
import { recognise } from "../shell/lookup.ts";
import { Icon } from "../ui/icon.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { MAX_QUERY_LENGTH } from "./issue-search.ts";
import { useOpenId } from "./open-id.ts";
import { QueryMarks } from "./query-marks.tsx";
import { rememberQuery } from "./recent-queries.ts";

const QueryCompletion = onDemand(() => import("./query-completion.tsx"));

/** The list of completions as the field announces it: which one is current, null while none is. */
export interface OpenList {
  id: string;
  current: string | null;
}

interface QueryFieldProps {
  /** The search that the list shows. */
  value: string;
  search: (query: string) => void;
  input: RefObject<HTMLInputElement | null>;
  /** What the server found wrong with `value`. */
  refused: readonly SearchError[];
}

/**
 * The search in Sentry's language. Enter searches; what cannot be read is marked at its place and said below. The id of
 * an event or issue opens it.
 */
export function QueryField({ value, search, input, refused }: QueryFieldProps) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  const [caret, setCaret] = useState<number | null>(null);
  const [list, setList] = useState<OpenList | null>(null);
  const [asked, setAsked] = useState(false);
  const openId = useOpenId();
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  // The search changed by other means, back or a chip: the field follows it.
  if (shown !== value) {
    setShown(value);
    setTyped(value);
    setAsked(false);
  }
  const byServer = typed.trim() === value && refused.length > 0;
  // What is being typed is not wrong yet: its own term is marked once it is left, or Enter is pressed.
  const told = byServer
    ? refused
    : parseSearch(typed).errors.filter(({ start, end }) => asked || caret === null || caret < start || caret > end);

  const submit = (text: string) => {
    const query = text.trim();
    setAsked(true);
    setCaret(null);
    const find = () => {
      rememberQuery(query);
      search(query);
    };
    if (parseSearch(query).errors.length === 0 && !openId.open(query, find)) find();
  };
  const edit = (text: string, at: number | null) => {
    setTyped(text);
    setCaret(at);
    setAsked(false);
    openId.reset();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // The open list has taken its own keys by now.
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === "Enter") submit(typed);
    else if (event.key === "Escape") event.currentTarget.blur();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const text = event.clipboardData.getData("text");
    const all = typed === "" || (selectionStart === 0 && selectionEnd === typed.length) || typed === value;
    if (!all || recognise(text).kind !== "event") return;
    event.preventDefault();
    openId.open(text, () => {});
  };
  return (
    <div className="query-field" ref={field}>
      <div className="search">
        <Icon name="search" />
        <QueryMarks text={typed} errors={told} input={input} />
        <input
          ref={input}
          className="input mono"
          role="combobox"
          aria-label="Search issues"
          aria-autocomplete="list"
          aria-expanded={list !== null}
          aria-controls={list?.id}
          aria-activedescendant={list?.current ?? undefined}
          aria-invalid={told.length > 0}
          aria-describedby={id}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="is:unresolved release:latest words, or an event id"
          maxLength={MAX_QUERY_LENGTH}
          value={typed}
          onChange={(event) => edit(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onBlur={() => setCaret(null)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {caret !== null && (
          <QueryCompletion text={typed} caret={caret} input={input} change={edit} submit={submit} announce={setList} />
        )}
      </div>
      <p id={id} className="query-errors small" role="status">
        {openId.said ?? told.map(({ words, start }) => <span key={start}>{words} </span>)}
      </p>
    </div>
  );
}
