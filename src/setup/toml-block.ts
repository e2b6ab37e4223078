const start = "# >>> sallyport: written by `sallyport install`, taken out by `sallyport uninstall`";
const end = "# <<< sallyport";

const block = new RegExp(`\\n?${escaped(start)}\\n[\\s\\S]*?${escaped(end)}\\n?`, "u");

/** Tables at the end of a TOML document are nobody else's, whatever stands before them. */
export function withBlock(text: string, lines: string): string {
  const rest = withoutBlock(text);
  const gap = rest === "" ? "" : rest.endsWith("\n") ? "\n" : "\n\n";
  return `${rest}${gap}${start}\n${lines}\n${end}\n`;
}

export function withoutBlock(text: string): string {
  return text.replace(block, "");
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}
