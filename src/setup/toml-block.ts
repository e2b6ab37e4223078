import { parse } from "smol-toml";
import { unfit } from "./config-file.ts";

const start = "# >>> sallyport: written by `sallyport install`, taken out by `sallyport uninstall`";
const end = "# <<< sallyport";

const block = new RegExp(`(?:\\r?\\n)?${escaped(start)}\\r?\\n[\\s\\S]*?${escaped(end)}(?:\\r?\\n)?`, "u");

/** Tables at the end of a TOML document are nobody else's, unless they are there already. Throws a `ConfigError` where they can't be added. */
export function withBlock(text: string, lines: string, file: string): string {
  const rest = withoutBlock(text);
  if (!isToml(rest)) throw unfit(file, "is not valid TOML");
  const eol = rest.includes("\r\n") ? "\r\n" : "\n";
  const gap = rest === "" ? "" : rest.endsWith("\n") ? eol : eol + eol;
  const whole = `${rest}${gap}${[start, ...lines.split("\n"), end, ""].join(eol)}`;
  if (isToml(whole)) return whole;
  throw unfit(file, `has no place for ${lines.split("\n")[0] ?? ""}: something of that name is there`);
}

export function withoutBlock(text: string): string {
  return text.replace(block, "");
}

function isToml(text: string): boolean {
  try {
    parse(text.replace(/^\uFEFF/u, ""), { integersAsBigInt: "asNeeded" });
    return true;
  } catch {
    return false; // said by the caller
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}
