import { writeFileSync } from "node:fs";
import { clientText } from "./client/client-text.ts";
import { GENERATED, readDescription } from "./client/description.ts";

writeFileSync(GENERATED, clientText(await readDescription()));
console.log(`written: ${GENERATED}`);
