import type { Row } from "../row.ts";
import { info } from "./info-options.ts";

/** Wrappers whose inner command alone decides (semantics 15). */
export function wrapperRows(): readonly Row[] {
  return [
    {
      names: "timeout",
      options: `-p|--preserve-status -f|--foreground -k|--kill-after= -s|--signal= -v|--verbose ${info}`,
      operands: "- c",
      style: "stop",
      wrapper: "transparent",
    },
    {
      names: "nice",
      options: `-n|--adjustment= ${info}`,
      operands: "c",
      style: "stop",
      wrapper: "transparent",
      reader: "nice",
    },
    { names: "nohup", options: info, operands: "c", style: "stop", wrapper: "transparent" },
    {
      names: "env",
      options: `-i|--ignore-environment -0|--null -u|--unset= -C|--chdir=:cd -S|--split-string=:! --block-signal? --default-signal?
      --ignore-signal? --list-signal-handling -v|--debug -a|--argv0= ${info}`,
      operands: "a c",
      style: "stop",
      wrapper: "transparent",
      reader: "env",
    },
    {
      names: "time",
      options: `-p|--portability -f|--format= -o|--output=:w -a|--append -v|--verbose -q|--quiet -h --help -V|--version`,
      operands: "c",
      style: "stop",
      wrapper: "transparent",
    },
    {
      names: "command",
      options: "-p -v:q -V:q",
      readOnly: true,
      operands: "c",
      style: "stop",
      wrapper: "transparent",
      reader: "lookup",
    },
    { names: "builtin", operands: "c", style: "stop", wrapper: "transparent" },
    {
      names: "exec",
      options: "-c -l -a|--argv0=",
      operands: "c",
      style: "stop",
      wrapper: "transparent",
      reader: "invokedName",
    },
    {
      names: "stdbuf",
      options: `-i|--input= -o|--output= -e|--error= ${info}`,
      operands: "c",
      style: "stop",
      wrapper: "transparent",
    },
    {
      names: "setsid",
      options: "-c|--ctty -f|--fork -w|--wait -h|--help -V|--version",
      operands: "c",
      style: "stop",
      wrapper: "transparent",
    },
    {
      names: "ionice",
      options: "-c|--class= -n|--classdata= -p|--pid= -P|--pgid= -t|--ignore -u|--uid= -h|--help -V|--version",
      operands: "c",
      style: "stop",
      wrapper: "transparent",
      reader: "pidTarget",
    },
    {
      names: "chrt",
      options: `-b|--batch -d|--deadline -f|--fifo -i|--idle -o|--other -r|--rr -R|--reset-on-fork -T|--sched-runtime= -P|--sched-period=
      -D|--sched-deadline= -a|--all-tasks -m|--max -p|--pid -v|--verbose -h|--help -V|--version`,
      operands: "- c",
      style: "stop",
      wrapper: "transparent",
      reader: "pidTarget",
    },
    {
      names: "xargs",
      options: `-0|--null -a|--arg-file=:r -d|--delimiter= -E= -e|--eof? -I=:=--replace -i|--replace? -J= -R= -S= -L= -l|--max-lines? -n|--max-args=
      -P|--max-procs= -o|--open-tty -p|--interactive --process-slot-var= -r|--no-run-if-empty -s|--max-chars= --show-limits
      -t|--verbose -x|--exit ${info}`,
      style: "stop",
      wrapper: "transparent",
      reader: "xargs",
    },
  ];
}
