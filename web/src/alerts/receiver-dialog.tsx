import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertReceiverView, ReceiverKind } from "../../../workers/alerts/view.ts";
import { alertsApi } from "../api/alerts.ts";
import { Field } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { ALERTS_KEY } from "./alert-queries.ts";
import { ReceiverName, ReceiverUrl } from "./hook-fields.tsx";
import { RECEIVER_WORDS } from "./receiver-words.ts";
import { SigningSecret } from "./signing-secret.tsx";

interface ReceiverDialogProps {
  kind: ReceiverKind;
  /** Null makes a new one. */
  receiver: AlertReceiverView | null;
  onClose: () => void;
}

/** A receiver's name and where it is. A webhook's signing secret is shown once it is made. */
export function ReceiverDialog({ kind, receiver, onClose }: ReceiverDialogProps) {
  const [name, setName] = useState(receiver?.name ?? "");
  const [addresses, setAddresses] = useState(receiver?.addresses.join("\n") ?? "");
  const [url, setUrl] = useState("");
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: async () => {
      const place = kind === "mail" ? { addresses: lines(addresses) } : url.trim() === "" ? {} : { url: url.trim() };
      if (receiver)
        return { receiver: await alertsApi.changeReceiver(receiver.id, { name: name.trim(), ...place }), secret: null };
      return alertsApi.createReceiver(
        kind === "mail"
          ? { kind, name: name.trim(), addresses: lines(addresses) }
          : { kind, name: name.trim(), url: url.trim() },
      );
    },
    onSuccess: async ({ secret }) => {
      await queryClient.invalidateQueries({ queryKey: ALERTS_KEY });
      if (secret === null) onClose();
    },
  });
  if (save.data?.secret) {
    return <SigningSecret name={name} secret={save.data.secret} onClose={onClose} />;
  }
  const { title } = RECEIVER_WORDS[kind];
  const known = ["name", "addresses", "url"].some((field) => fieldError(save.error, field));
  return (
    <FormDialog
      title={receiver ? `Change ${receiver.name}` : `New receiver: ${title}`}
      verb={receiver ? "Save the receiver" : "Create the receiver"}
      disabled={save.isPending}
      error={known ? null : save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <ReceiverName
        hint="Whom it reaches: Shop team, #alerts, pager."
        value={name}
        onChange={setName}
        error={save.error}
      />
      {kind === "mail" ? (
        <Field label="Mail addresses" hint="One a line." error={fieldError(save.error, "addresses")}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={3}
              required
              spellCheck={false}
              value={addresses}
              onChange={(event) => setAddresses(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <ReceiverUrl
          hint={RECEIVER_WORDS[kind].hint}
          kept={receiver?.url}
          value={url}
          onChange={setUrl}
          error={save.error}
        />
      )}
    </FormDialog>
  );
}

const lines = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);
