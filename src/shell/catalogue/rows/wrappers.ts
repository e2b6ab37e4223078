import type { Row } from "../row.ts";

/** Commands whose operand is another command. */
export const wrapperRows: readonly Row[] = [
  {
    names: "timeout",
    options: "--preserve-status --foreground -k|--kill-after= -s|--signal= -v|--verbose --help --version",
    operands: "- c",
    style: "stop",
    wrapper: "transparent",
  },
  {
    names: "nice",
    options: "-#|-n|--adjustment= --help --version",
    operands: "c",
    style: "stop",
    wrapper: "transparent",
  },
];
