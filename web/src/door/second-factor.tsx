import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { doorApi } from "../api/door.ts";
import { TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure } from "../ui/form-failure.tsx";

/** The second step: a code of the authenticator app, or a recovery code. */
export function SecondFactor({ enter }: { enter: () => Promise<void> }) {
  const [way, setWay] = useState<"app" | "recovery">("app");
  const [code, setCode] = useState("");
  const verify = useMutation({
    mutationFn: async () => {
      const plain = code.trim();
      if (way === "app") await doorApi.verifyTotp(plain.replace(/\s/g, ""));
      else await doorApi.verifyRecoveryCode(plain);
      await enter();
    },
  });
  const turn = () => {
    setWay(way === "app" ? "recovery" : "app");
    setCode("");
    verify.reset();
  };
  return (
    <Form className="stack" onSubmit={() => verify.mutate()}>
      {way === "app" ? (
        <TextField
          key="app"
          label="Code from the authenticator app"
          className="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9 ]{6,7}"
          value={code}
          onChange={setCode}
          required
          autoFocus
        />
      ) : (
        <TextField
          key="recovery"
          label="Recovery code"
          hint="Each works once."
          className="mono"
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={setCode}
          required
          autoFocus
        />
      )}
      <FormFailure error={verify.error} />
      <button type="submit" className="button primary block" disabled={verify.isPending}>
        Sign in
      </button>
      <button type="button" className="button quiet" onClick={turn}>
        {way === "app" ? "Use a recovery code" : "Use the app"}
      </button>
    </Form>
  );
}
