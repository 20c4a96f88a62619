import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { doorApi } from "../api/door.ts";
import { FormFailure } from "../ui/form-failure.tsx";
import { Door } from "./door.tsx";
import { useEnter } from "./enter.ts";
import { SecondFactor } from "./second-factor.tsx";
import { useToken } from "./token.ts";

/** Redeems a one-time link. Asks first: mail scanners open links too, and a link works only once. */
export function LinkPage() {
  const token = useToken();
  const enter = useEnter();
  const [asksCode, setAsksCode] = useState(false);
  const redeem = useMutation({
    mutationFn: async (proof: string) => {
      const answer = await doorApi.redeemLink(proof);
      if (answer.twoFactorRedirect) setAsksCode(true);
      else await enter();
    },
  });
  if (asksCode) {
    return (
      <Door title="One more step" sentence="The link is good. Your account also asks for a code.">
        <SecondFactor enter={enter} />
      </Door>
    );
  }
  return (
    <Door
      title="Sign in with this link"
      sentence={token ? "The link works once." : "The address holds no link. Open it again from where you got it."}
    >
      {token && !redeem.isError && (
        <button
          type="button"
          className="button primary block"
          disabled={redeem.isPending}
          onClick={() => redeem.mutate(token)}
        >
          Sign in
        </button>
      )}
      <FormFailure error={redeem.error} />
      {(!token || redeem.isError) && (
        <Link to="/sign-in" className="button block">
          Go to sign-in
        </Link>
      )}
    </Door>
  );
}
