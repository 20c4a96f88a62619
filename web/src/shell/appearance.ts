import { useSyncExternalStore } from "react";

export const THEMES = ["system", "light", "dark"] as const;

/** What a person chose for this device: attributes of the root element, remembered under the same names. */
const CHOICES = { theme: "system", density: "normal", rail: "open", charts: "drawn" };
type Choice = keyof typeof CHOICES;

const listeners = new Set<() => void>();

/** Puts remembered choices on the root element; called once before the first render. */
export function restoreAppearance(): void {
  for (const choice of Object.keys(CHOICES) as Choice[]) {
    document.documentElement.dataset[choice] = localStorage.getItem(`apiary.${choice}`) ?? CHOICES[choice];
  }
}

/** One choice and how to change it. */
export function useAppearance(choice: Choice): [string, (value: string) => void] {
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => document.documentElement.dataset[choice] ?? CHOICES[choice],
  );
  const choose = (next: string) => {
    document.documentElement.dataset[choice] = next;
    localStorage.setItem(`apiary.${choice}`, next);
    for (const listener of listeners) listener();
  };
  return [value, choose];
}

const NIGHT = "(prefers-color-scheme: dark)";

/** Whether dark colours hold now, by choice or by the system: for what must be drawn again when that changes. */
export function useDark(): boolean {
  const [theme] = useAppearance("theme");
  const system = useSyncExternalStore(
    (listener) => {
      const media = matchMedia(NIGHT);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(NIGHT).matches,
  );
  return theme === "system" ? system : theme === "dark";
}
