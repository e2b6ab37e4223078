/** What somebody at a terminal types once a word has been shown. */
export interface Typed {
  readonly after: string;
  /** As printf(1) reads it. */
  readonly keys: string;
}

/** The terminal stays open until its program has ended; whatever it shows is printed. */
const script = String.raw`
coproc terminal { exec script -qec "$1" /dev/null; }
process=$terminal_PID
exec {shown}<&"${"$"}{terminal[0]}" {typing}>&"${"$"}{terminal[1]}"
seen=
while [[ $seen != *"$2"* ]] && IFS= read -r -d '' -n 1 -u "$shown" letter; do
  seen+=$letter
  printf %s "$letter"
done
printf "$3" >&"$typing" 2>/dev/null
cat <&"$shown"
wait "$process"`;

/** The words to start a command with on a terminal of its own. */
export function atTerminal(
  argv: readonly string[],
  { after, keys }: Typed = { after: "", keys: "" },
): readonly string[] {
  return ["bash", "-c", script, "bash", `exec ${argv.map(quote).join(" ")}`, after, keys];
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
