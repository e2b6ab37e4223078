/** Splits `Read,Bash(git log --format=a,b) Edit` at commas and blanks outside parentheses. */
export function splitRules(text: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let current = "";
  for (const char of text) {
    if (char === "(") depth += 1;
    if (char === ")") depth = Math.max(0, depth - 1);
    if (depth === 0 && /[\s,]/u.test(char)) {
      if (current !== "") rules.push(current);
      current = "";
    } else current += char;
  }
  if (current !== "") rules.push(current);
  return rules;
}
