import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";

/** A value as it is stored where a copy of the store alone must not tell it. */
export const seal = (key: string, value: object): Promise<string> =>
  symmetricEncrypt({ key, data: JSON.stringify(value) });

/** What was sealed, as whoever sealed it knows it; null when it was with another key: the server's secret was replaced since. */
export async function unseal<Value>(key: string, sealed: string): Promise<Value | null> {
  try {
    return JSON.parse(await symmetricDecrypt({ key, data: sealed }));
  } catch {
    return null;
  }
}
