/** Statements are texts; those that hold a heredoc end in a newline, and nothing may follow on that line. */
export const endsLine = (text: string): boolean => text.endsWith("\n");
export const closeStatement = (text: string): string => (endsLine(text) ? text : `${text}\n`);

export function conditional([test, body, other]: readonly [string, string, string]): string {
  return `if ${closeStatement(test)}then ${closeStatement(body)}elif ${closeStatement(other)}then :; else ${closeStatement(body)}fi`;
}

/** Loops around a body; `text` is a word with substitutions. */
export const loopShapes: readonly ((body: string, text: string) => string)[] = [
  (body, text) => `for x in a ${text}; do ${body}done`,
  (body, text) => `for x in ${text}\ndo ${body}break; done`,
  (body) => `while ${body}do ${body}break; done`,
  (body) => `until ! true; do ${body}break; done`,
  (body, text) => `for ((i=0; i<1; i+=1)); do ${body}: ${text}; done`,
  (body) => `for x do ${body}done`,
  (body, text) => `for x in 1 2; { ${body}: ${text}; }`,
  (body, text) => `select x in a ${text}; do ${body}break; done <<<1`,
  (body) => `while read -r line; do ${body}done < a.txt`,
];

/** Commands with heredocs; each ends in a newline, because nothing may follow on the terminator's line. */
export const heredocShapes: readonly ((command: string, body: string, other: string) => string)[] = [
  (command, body) => `${command} <<E\n${body}\nE\n`,
  (command, body) => `${command} <<'E'\n${body}\nE\n`,
  (command, body) => `${command} <<\\E x\n${body}\nE\n`,
  (command, body) => `${command} <<-"E F"\n\t${body}\n\tE F\n`,
  (command, body) => `${command} <<-E\n\t${body}\n\tE\n`,
  (command, body, other) => `${command} <<E | ${other}\n${body}\nE\n`,
  (command, body, other) => `${command} <<E && ${other} <<'F'\n${body}\nE\n${body}\nF\n`,
  (command, body, other) => `m0 "$(${command} <<E\n${body}\nE\n)" $(${other})`,
  (command, body, other) => `${command} $(cat <<E\n${body}\nE\n) <<F\n$(${other})\nF\n`,
  (_command, body, other) => `cat <<'E' | bash\n${other} '${body.replaceAll("'", "")}'\nE\n`,
  (_command, body) => `bash <<'E'\n${body}\nE\n`,
  (_command, body) => `bash -s a b <<E\n${body}\nE\n`,
  (command, body) => `{ ${command}; } <<E\n${body}\nE\n`,
];
