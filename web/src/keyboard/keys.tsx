import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
import { type Command, KEYMAP } from "./keymap.ts";
import { keyName, type Pending, step } from "./sequence.ts";

type Handlers = Partial<Record<Command, () => void>>;

/** What the open page can do that has no key: the search finds it by its words. */
export interface Offer {
  words: string;
  choose: () => void;
}

interface Keyboard {
  register(handlers: Handlers): () => void;
  offer(offers: () => readonly Offer[]): () => void;
  /** What the open page offers beside its keys. */
  offers(): Offer[];
  /** Commands that the open page answers to. */
  active(): Set<Command>;
  run(command: Command): void;
}

const KeyboardContext = createContext<Keyboard | null>(null);

/** Listens for the whole page and gives each complete binding to the newest handler registered for it. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const layers = useRef<Handlers[]>([]);
  const offered = useRef(new Set<() => readonly Offer[]>());
  const keyboard = useMemo<Keyboard>(() => {
    const find = (command: Command) => layers.current.findLast((layer) => layer[command])?.[command];
    return {
      register(handlers) {
        layers.current.push(handlers);
        return () => {
          layers.current = layers.current.filter((layer) => layer !== handlers);
        };
      },
      offer(offers) {
        offered.current.add(offers);
        return () => void offered.current.delete(offers);
      },
      offers: () => [...offered.current].flatMap((offers) => offers()),
      active: () => new Set(layers.current.flatMap((layer) => Object.keys(layer) as Command[])),
      run: (command) => find(command)?.(),
    };
  }, []);

  useEffect(() => {
    let pending: Pending | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event);
      if (name === null || (takesText(event.target) && !name.startsWith("mod+"))) return;
      if (document.querySelector("dialog[open], [popover]:popover-open")) return;
      const next = step(pending, name, event.timeStamp);
      pending = next.pending;
      if (!next.command || !keyboard.active().has(next.command)) return;
      event.preventDefault();
      keyboard.run(next.command);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [keyboard]);

  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}

/** The page's keyboard: what is active, and a way to run a command by name. */
export function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (!keyboard) throw new Error("useKeyboard needs a KeyboardProvider above it");
  return keyboard;
}

/** Answers commands while the component is mounted; the newest component wins. */
export function useKeys(handlers: Handlers): void {
  const { register } = useKeyboard();
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const names = Object.keys(handlers).join(" ");
  useEffect(() => {
    // The layer is built once per set of commands and reads the newest closure when a key comes.
    const commands = names.split(" ").filter((name): name is Command => name in KEYMAP);
    const layer: Handlers = {};
    for (const name of commands) layer[name] = () => latest.current[name]?.();
    return register(layer);
  }, [names, register]);
}

/** Offers what has no key to the search while the component is mounted. */
export function useOffers(offers: readonly Offer[]): void {
  const { offer } = useKeyboard();
  const latest = useRef(offers);
  useEffect(() => {
    latest.current = offers;
  });
  useEffect(() => offer(() => latest.current), [offer]);
}

/** True on keyboards that have ⌘. */
export const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
