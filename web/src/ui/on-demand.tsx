import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { useToasts } from "./toast.tsx";

/** After this long what could not be fetched is asked for again. */
const TRY_AGAIN_MS = 3_000;

interface Waiting<Props> {
  /** What a person asked for: named when it cannot be fetched. Without it the page does without the part and says nothing. */
  what?: string;
  /** Stands where the part will be. */
  fallback?: (props: Props) => ReactNode;
}

/**
 * A part of the page whose code is no part of its first load: fetched when the browser is idle, so that it is there when
 * it is asked for, as keys that are pressed while a dialog's code comes would go to the page behind it. A part that
 * cannot be fetched stops nothing else: it is tried again while it is wanted.
 */
export function onDemand<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  { what, fallback = () => null }: Waiting<Props> = {},
) {
  let here: ComponentType<Props> | null = null;
  const fetched = async () => {
    here = (await load()).default;
  };
  // Safari has no idle callback. A fetch that fails is tried again by who needs the part.
  (globalThis.requestIdleCallback ?? setTimeout)(() => fetched().catch(() => {}));
  // biome-ignore lint/correctness/noComponentHookFactories: made once per module, never while rendering
  return function OnDemand(props: Props) {
    const [Part, setPart] = useState(() => here);
    const toasts = useToasts();
    useEffect(() => {
      if (Part) return;
      let timer: ReturnType<typeof setTimeout>;
      let gone = false;
      const ask = async (said: boolean): Promise<void> => {
        const got = await fetched().then(
          () => true,
          () => false,
        );
        if (gone) return;
        if (got) return setPart(() => here);
        if (what && !said)
          toasts.say(`${what} could not be fetched and is tried again. After an update, reload the page.`);
        timer = setTimeout(() => void ask(true), TRY_AGAIN_MS);
      };
      void ask(false);
      return () => {
        gone = true;
        clearTimeout(timer);
      };
    }, [Part, toasts]);
    return Part ? <Part {...props} /> : fallback(props);
  };
}
