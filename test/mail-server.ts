import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A mail as it came: the whole message, the first address that it is for, and two of its headers. */
export interface TakenMail {
  to: string;
  id: string;
  subject: string;
  message: string;
}

/** A mail server that asks for no login. */
export interface MailServer extends AsyncDisposable {
  url: string;
}

/**
 * Starts a mail server on a free port of this machine. A mail is taken once `take` is done with it; one whose sender went away in the middle is not.
 * Where `refuse` gives a reply for an address, that is what its senders hear.
 */
export async function startMailServer(
  take: (mail: TakenMail) => Promise<void> | void,
  refuse: (address: string) => { code: number; text: string } | null = () => null,
): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: ({ address }, _, done) => {
      const reply = refuse(address);
      done(reply && Object.assign(new Error(reply.text), { responseCode: reply.code }));
    },
    onData: async (stream, session, done) => {
      const message = await text(stream).catch(() => null);
      if (message === null) return done();
      const [, id = ""] = /^message-id:\s+(\S+)/im.exec(message) ?? [];
      const [, subject = ""] = /^subject:\s+(.+)\r$/im.exec(message) ?? [];
      await take({ to: session.envelope.rcptTo[0]?.address ?? "", id, subject, message });
      done();
    },
  });
  // Whoever sends may be killed in the middle.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo; // it listens on a port
  return {
    url: `smtp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
