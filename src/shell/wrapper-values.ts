import type { CommandForm, Word } from "../base/index.ts";

/** What a value has to look like for a wrapper to start anything. */
interface Kind {
  readonly fits: RegExp;
  readonly wanted: string;
}

const kind = (fits: RegExp, wanted: string): Kind => ({ fits, wanted });

const time = kind(/^(?=[\d.]*[1-9])(?:\d+\.?\d*|\.\d+)[smhd]?$/u, "a time above 0, such as 30, 1.5m or 2h");
const signal = kind(
  /^(?:[1-9]|[1-5]\d|6[0-4]|(?:SIG)?(?:HUP|INT|QUIT|ILL|TRAP|ABRT|BUS|FPE|KILL|USR[12]|SEGV|PIPE|ALRM|TERM|STKFLT|CHLD|CONT|STOP|TSTP|TTIN|TTOU|URG|XCPU|XFSZ|VTALRM|PROF|WINCH|IO|POLL|PWR|SYS|RTM(?:IN|AX)(?:[-+]\d+)?))$/iu,
  "a signal such as TERM or 15",
);
const nanoseconds = kind(/^[1-9]\d*$/u, "a number of nanoseconds");
const buffer = kind(/^(?:L|0|[1-9]\d*(?:[KMGTPEZY]i?B?)?)$/u, "L, 0 or a size such as 1K");

/** Of the wrappers that are seen through, by the canonical name of the option; `operand` is the one before the command. */
const valuesOf: ReadonlyMap<string, ReadonlyMap<string, Kind>> = new Map([
  [
    "timeout",
    new Map([
      ["operand", time],
      ["--kill-after", time],
      ["--signal", signal],
    ]),
  ],
  ["nice", new Map([["--adjustment", kind(/^[-+]?(?:1?\d|20)$/u, "a niceness from -20 to 19")]])],
  [
    "ionice",
    new Map([
      ["--class", kind(/^(?:[0-3]|none|realtime|best-effort|idle)$/iu, "a class from 0 to 3")],
      ["--classdata", kind(/^[0-7]$/u, "a level from 0 to 7")],
    ]),
  ],
  [
    "chrt",
    new Map([
      ["operand", kind(/^\d{1,2}$/u, "a priority from 0 to 99")],
      ["--sched-runtime", nanoseconds],
      ["--sched-period", nanoseconds],
      ["--sched-deadline", nanoseconds],
    ]),
  ],
  [
    "stdbuf",
    new Map([
      ["--input", kind(/^(?:0|[1-9]\d*(?:[KMGTPEZY]i?B?)?)$/u, "0 or a size such as 1K")],
      ["--output", buffer],
      ["--error", buffer],
    ]),
  ],
  ["env", new Map([["--unset", kind(/^[^=]+$/u, "the name of a variable")]])],
]);

/** With these a wrapper tells of itself, and starts nothing. */
const tells: ReadonlySet<string> = new Set(["-h", "--help", "--version", "--max"]);

/** What the words of a wrapper lack for it to start anything: the spelling that is wanted. Nothing where all is well. */
export function wrapperFault({ name, options, operands: [operand] }: CommandForm): string | undefined {
  const kinds = valuesOf.get(name);
  const told = options.find((option) => tells.has(option.name));
  if (told !== undefined) return `no ${told.name}: it starts nothing`;
  const given: readonly (readonly [of: string, value: Word | undefined])[] = [
    ...options.map((option) => [option.name, option.value] as const),
    ["operand", operand],
  ];
  for (const [of, value] of given) {
    const expected = kinds?.get(of);
    if (expected !== undefined && !(value?.kind === "static" && expected.fits.test(value.value)))
      return of === "operand" ? `${name} with ${expected.wanted}` : `${name} ${of} with ${expected.wanted}`;
  }
  return undefined;
}
