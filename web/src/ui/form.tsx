import {
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useMemo,
  useState,
} from "react";
import { SaidContext } from "./said.ts";

/** A form that saves with its button, with Enter in a line, and with ⌘Enter from anywhere in it. */
export function Form({ onSubmit, className = "form", children }: FormProps) {
  const [said, setSaid] = useState<readonly string[]>([]);
  // The same for as long as the form is there: fields say something once.
  const say = useCallback((sentence: string) => {
    setSaid((now) => [...now, sentence]);
    return () => setSaid((now) => now.toSpliced(now.indexOf(sentence), 1));
  }, []);
  const fields = useMemo(() => ({ said, say }), [said, say]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter") return;
    // Held down it comes again and again, and is one wish all the same.
    if (event.repeat && event.target instanceof HTMLInputElement) event.preventDefault();
    if (!(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    // By the button, as nothing is sent by one that is shut.
    if (!event.repeat) event.currentTarget.querySelector<HTMLButtonElement>("[type=submit]")?.click();
  };
  const onClick = (event: MouseEvent<HTMLFormElement>) => {
    // The second half of a double click, which may meet a button that says something else by now.
    if (event.detail > 1 && event.target instanceof HTMLButtonElement && event.target.type === "submit")
      event.preventDefault();
  };
  return (
    <form className={className} onSubmit={submit} onKeyDown={onKeyDown} onClick={onClick}>
      <SaidContext value={fields}>{children}</SaidContext>
    </form>
  );
}

interface FormProps {
  onSubmit: () => void;
  className?: string;
  children: ReactNode;
}
