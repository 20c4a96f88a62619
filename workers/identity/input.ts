import * as z from "zod";
import { ROLES, SCOPES } from "./role.ts";

export const NAME_CHARS_MAX = 100;
/** RFC 5321 4.5.3.1.3, less the angle brackets. */
export const EMAIL_CHARS_MAX = 254;
export const TOKEN_DAYS_MAX = 3_650;

/** A mail address as it is stored and compared: trimmed, in lower case. */
export const Email = z.string().trim().toLowerCase().max(EMAIL_CHARS_MAX).pipe(z.email("Not a mail address."));
export const PersonName = z.string().trim().min(1, "A name is needed.").max(NAME_CHARS_MAX);
export const LinkToken = z.string().regex(/^[0-9a-f]{64}$/, "Not a link of ours.");

const distinct = <Name extends string>(names: Name[]): Name[] => [...new Set(names)];

export const Roles = z.array(z.enum(ROLES)).min(1, "At least one role is needed.").transform(distinct);
export const Scopes = z.array(z.enum(SCOPES)).min(1, "At least one scope is needed.").transform(distinct);
