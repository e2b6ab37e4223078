/** Whatever a terminal was in the middle of is broken off or ended. */
const brokenOff = "\u0018\u001b\\\u001b<";

/** What changes how text shows: colours, their meaning, signs, margins, lines that are held back, and pictures. */
const shown = [
  "\u001b[?2026l\u001b[?1049l\u001b[!p\u001b[?69l\u001b[?6l\u001b[?5l\u001b[?7h\u001b[?25h\u001b[4l\u001b[r\u001b[0m\u001b(B\u000f",
  "\u001b]104\u001b\\\u001b]110\u001b\\\u001b]111\u001b\\\u001b_Ga=d,d=A\u001b\\",
];

/** What changes what keys send, or has the terminal itself send something. */
const sent =
  "\u001b[?9;1000;1001;1002;1003;1004;1005;1006;1015;1016l\u001b[?2004l\u001b[?1l\u001b>\u001b[>4m\u001b[=0u\u001b[<99u";

/** As many lines as a window is believed to have. */
const mostRows = 500;

/**
 * Has a terminal show what follows, at the top of an empty screen, and keys be what they are, whatever was written to it before. That scrolls away, and
 * no window has more lines than `rows`.
 */
export function freshScreen(rows: number): string {
  const away = `\u001b[999;1H${"\n".repeat(Math.min(Math.max(rows, 1), mostRows))}`;
  return `${[brokenOff, ...shown, sent, away].join("")}\u001b[H\u001b[2J`;
}
