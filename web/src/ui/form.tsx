import { type FormEvent, type KeyboardEvent, type ReactNode, useCallback, useMemo, useState } from "react";
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
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  return (
    <form className={className} onSubmit={submit} onKeyDown={onKeyDown}>
      <SaidContext value={fields}>{children}</SaidContext>
    </form>
  );
}

interface FormProps {
  onSubmit: () => void;
  className?: string;
  children: ReactNode;
}
