// Runs before anything is drawn, so that a chosen theme does not flash.
import { applyTheme } from "./themes.ts";

applyTheme();
