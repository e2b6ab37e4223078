import type { Row } from "../row.ts";

/** Shells: `-c` is looked through for allow as for deny (semantics 12) where the text is read the way bash reads it. */
export function shellRows(): readonly Row[] {
  const posix = `-a -b -C -e -f -h -m -n -u -v -x -B -E -H:! -P -T -k:! -p -t -i -l -s -c -o= -V`;

  return [
    {
      names: "bash rbash",
      options: `${posix} -r -D|--dump-strings -O= --debug:! --debugger:! --protected:! --wordexp:! --dump-po-strings:! --help --init-file|--rcfile=:r,! --login --noediting --noprofile
      --norc --posix:! --pretty-print --restricted --verbose --version`,
      style: "stop",
      wrapper: "transparent",
      reader: "shell",
    },
    {
      names: "sh dash ash",
      options: `${posix} --help --version`,
      style: "stop",
      wrapper: "transparent",
      reader: "shell",
    },
    {
      names: "zsh ksh ksh93 mksh csh tcsh fish nu xonsh elvish pwsh rc es yash",
      options: `${posix} -d -g -w -y -Z -C|--init-command=:! --command=:! -Command|-File=:! -NoProfile --login --interactive --no-config --version --help
      --private --no-execute --features= --debug-output=:w --profile=:w --rcs --emulate=`,
      style: "stop",
      wrapper: "deny-only",
      reader: "shell",
    },
  ];
}
