import { ShownOnce } from "../ui/shown-once.tsx";

/** A webhook's signing secret, once. */
export function SigningSecret({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  return (
    <ShownOnce title={`Signing secret of ${name}`} text={secret} what="secret" onClose={onClose}>
      Give it to the program that receives the webhook now; it is not shown again. Each request has the headers
      webhook-id, webhook-timestamp and webhook-signature, which any library for Standard Webhooks checks.
    </ShownOnce>
  );
}
