/** A command's way to speak to a running server: at APIARY_URL, with the token of whoever runs it. */
export interface RunningServer {
  /** Asks for something, with a body by POST. Whatever is no success ends the command with 2. */
  ask<Answer>(path: string, body?: object): Promise<Answer>;
  /** Ends the command: 0 when all is well, 1 when something is wrong, 2 when it could not be found out. */
  give(code: 0 | 1 | 2, message: string): never;
}

/** The server that a command is about. `scopes` says in its complaint what the token has to have. */
export function runningServer(command: string, scopes: string): RunningServer {
  const url = process.env.APIARY_URL ?? "http://localhost:8787";
  const token = process.env.APIARY_TOKEN ?? process.env.APIARY_OWNER_TOKEN;
  function give(code: 0 | 1 | 2, message: string): never {
    (code === 0 ? console.log : console.error)(`${command}: ${message}`);
    process.exit(code);
  }
  if (!token) return give(2, `set APIARY_TOKEN to a token with ${scopes}`);
  return {
    give,
    async ask<Answer>(path: string, body?: object) {
      const answer = await fetch(new URL(path, url), {
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body && { method: "POST", body: JSON.stringify(body) }),
      }).catch((error: unknown) => give(2, `${url} does not answer: ${String(error)}`));
      if (answer.status !== 200) give(2, `${url} answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as Answer; // what the route answers is the type that the caller names
    },
  };
}
