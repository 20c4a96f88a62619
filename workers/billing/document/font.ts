import regular from "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf";
import strong from "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf";
import type { Fonts } from "./pdf.ts";

/** Inter (SIL Open Font License 1.1): Latin, Greek and Cyrillic. It is part of the Worker. */
export const FONTS: Fonts = { regular, strong };
