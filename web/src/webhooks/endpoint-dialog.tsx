import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import {
  type EndpointView,
  EVENT_TYPES,
  type EventType,
  PRODUCT_EVENT_TYPES,
} from "../../../workers/billing/webhook/view.ts";
import { ReceiverName, ReceiverUrl } from "../alerts/hook-fields.tsx";
import { SigningSecret } from "../alerts/signing-secret.tsx";
import { CheckList } from "../ui/check-list.tsx";
import { Check, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { useWebhookChange } from "./webhook-api.ts";
import { KIND_WORDS } from "./webhook-words.ts";

const KINDS = ["events", "product"] as const;

/** An endpoint's name, URL and choice. Its signing secret is shown once it is made. */
export function EndpointDialog({ endpoint, onClose }: { endpoint: EndpointView | null; onClose: () => void }) {
  const webhooks = useWebhookChange();
  const [kind, setKind] = useState(endpoint?.kind ?? "events");
  const [name, setName] = useState(endpoint?.name ?? "");
  const [url, setUrl] = useState("");
  const [product, setProduct] = useState(endpoint?.productId ?? "");
  const [types, setTypes] = useState<EventType[] | null>(endpoint?.types ?? null);
  const choices: readonly EventType[] = kind === "product" ? PRODUCT_EVENT_TYPES : EVENT_TYPES;
  const save = useMutation({
    mutationFn: async () => {
      const fields = { name: name.trim(), types: types?.filter((type) => choices.includes(type)) ?? null };
      if (endpoint) {
        await webhooks.change(endpoint.id, { ...fields, ...(url.trim() !== "" && { url: url.trim() }) });
        return null;
      }
      const productId = product.trim() === "" ? null : product.trim();
      return (await webhooks.create({ ...fields, kind, url: url.trim(), productId })).secret;
    },
    onSuccess: (secret) => secret === null && onClose(),
  });
  if (save.data) return <SigningSecret name={name} secret={save.data} onClose={onClose} />;
  const known = ["name", "url", "productId", "types"].some((field) => fieldError(save.error, field));
  return (
    <FormDialog
      title={endpoint ? `Change ${endpoint.name}` : "New endpoint"}
      wide
      verb={endpoint ? "Save the endpoint" : "Create the endpoint"}
      disabled={save.isPending}
      error={known ? null : save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {!endpoint && (
        <fieldset className="field">
          <legend>What it is for</legend>
          {KINDS.map((each) => (
            <Check
              key={each}
              among="endpoint-kind"
              label={KIND_WORDS[each].title}
              hint={KIND_WORDS[each].hint}
              checked={kind === each}
              onChange={() => {
                setKind(each);
                setTypes(null);
              }}
            />
          ))}
        </fieldset>
      )}
      <ReceiverName hint="What receives it: Data warehouse, Shop." value={name} onChange={setName} error={save.error} />
      <ReceiverUrl
        hint="A POST with JSON, signed as Standard Webhooks says."
        kept={endpoint?.url}
        value={url}
        onChange={setUrl}
        error={save.error}
      />
      {!endpoint && (
        <TextField
          label="Product"
          hint={kind === "product" ? "Whose accounts it is told of." : "Only accounts of this product; empty for all."}
          value={product}
          onChange={setProduct}
          error={fieldError(save.error, "productId")}
          required={kind === "product"}
          maxLength={64}
          spellCheck={false}
        />
      )}
      <Check
        label={kind === "product" ? "All that a product has to know" : "Every event"}
        checked={types === null}
        onChange={(all) => setTypes(all ? null : [])}
      />
      {types !== null && (
        <CheckList
          legend="Events"
          error={fieldError(save.error, "types")}
          choices={choices.map((type) => [type, type])}
          chosen={types}
          onChange={setTypes}
        />
      )}
    </FormDialog>
  );
}
