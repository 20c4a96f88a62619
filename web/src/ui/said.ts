import { createContext, useContext, useLayoutEffect } from "react";

/** The sentences that the fields of a form say beside themselves, so that its foot does not say them again. */
interface Said {
  said: readonly string[];
  /** Adds a sentence. Returns what takes it away. */
  say: (sentence: string) => () => void;
}

export const SaidContext = createContext<Said>({ said: [], say: () => () => {} });

/** Tells the form what a field says of itself, while it does. */
export function useSaid(sentence: string | undefined): void {
  const { say } = useContext(SaidContext);
  useLayoutEffect(() => (sentence ? say(sentence) : undefined), [sentence, say]);
}
