import { useMutation } from "@tanstack/react-query";
import { CEREMONY_WORDS } from "../account/ceremony-words.ts";
import { deviceName } from "../account/device-name.ts";
import { addPasskey, canUsePasskeys } from "../api/passkey.ts";
import { FormFailure } from "../ui/form-failure.tsx";
import { Icon } from "../ui/icon.tsx";
import { Door } from "./door.tsx";
import { useEnter } from "./enter.ts";

/** Right after the first sign-in: a passkey, so that the next one is a touch. */
export function OfferPasskey() {
  const enter = useEnter();
  const add = useMutation({
    mutationFn: async () => {
      const added = await addPasskey(deviceName(navigator.userAgent));
      if (!added.ok) throw CEREMONY_WORDS[added.reason];
      await enter();
    },
  });
  return (
    <Door title="You are in" sentence="Add a passkey now, and the next sign-in is a touch, a look or a PIN.">
      {canUsePasskeys() && (
        <button type="button" className="button primary block" disabled={add.isPending} onClick={() => add.mutate()}>
          <Icon name="key" />
          Add a passkey
        </button>
      )}
      <FormFailure error={add.error} />
      <button type="button" className="button quiet block" onClick={() => enter()}>
        Not now
      </button>
    </Door>
  );
}
