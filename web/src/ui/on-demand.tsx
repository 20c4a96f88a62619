import { type ComponentType, lazy, Suspense, useState } from "react";

/**
 * A part of the page whose code is no part of its first load: fetched when the browser is idle, so that it is there when
 * it is asked for, as keys that are pressed while a dialog's code comes would go to the page behind it.
 */
export function onDemand<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  let here: ComponentType<Props> | null = null;
  const fetched = async () => {
    const module = await load();
    here = module.default;
    return module;
  };
  const Awaited = lazy(fetched);
  // Safari has no idle callback. A fetch that fails is tried again by who needs the part.
  (globalThis.requestIdleCallback ?? setTimeout)(() => fetched().catch(() => {}));
  // biome-ignore lint/correctness/noComponentHookFactories: made once per module, never while rendering
  return function OnDemand(props: Props) {
    const [Part] = useState(() => here ?? Awaited);
    return (
      <Suspense>
        <Part {...props} />
      </Suspense>
    );
  };
}
