import fc from "fast-check";
import { knownNames, plainNames } from "./program-names.ts";
import { closeStatement, conditional, endsLine, heredocShapes, loopShapes } from "./shapes.ts";
import { inBackticks, spellings, textQuotings } from "./spelling.ts";
import { arithmeticTexts, expansions, lateSinks, textReaders, wrapperPrefixes } from "./templates.ts";

/** Puts a text into a template: every `§` stands for it. */
const fill = (template: string, text: string): string => template.replaceAll("§", () => text);

const name = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...plainNames) },
  { weight: 1, arbitrary: fc.constantFrom(...knownNames) },
);
const spelledName = fc
  .tuple(name, fc.constantFrom(...spellings), fc.nat(7))
  .map(([plain, spell, cut]) => spell(plain, cut));

const literalWords: readonly string[] = [
  ["a", "b.txt", "-x", "--opt=val", "1", "'a b'", `"a  b"`, `'it'"'"'s'`, String.raw`$'a\tb'`, String.raw`a\ b`],
  ["{a,b}", "{1..3}", "*.txt", "~", String.raw`\#`, "'#'", "a#b", "=", "A=1", "%", '""', "''", `"$HOME"`, "$u", `"$@"`],
  ["-", "--", "+x", "@", "a\\\nb", "[a]", "?", "!", String.raw`"\$(m0)"`, "'$(m0)'", "'`m0`'", String.raw`\$\(m0\)`],
].flat();
const literalWord = fc.constantFrom(...literalWords);
const blank = fc.constantFrom(" ", " ", " ", " ", "  ", "\t", " \\\n");
const functionName = fc.constantFrom("f", "g", "h", "k");
const quoteText = fc.constantFrom(...textQuotings);

function joinStatements(parts: readonly (readonly [string, string])[]): string {
  return parts
    .map(([statement, separator], at) => {
      if (at === parts.length - 1 || endsLine(statement)) return statement;
      return `${statement}${separator}`;
    })
    .join("");
}

const separator = fc.constantFrom(
  "; ",
  ";",
  "\n",
  "\n",
  " && ",
  " || ",
  " | ",
  " |& ",
  " & ",
  "&",
  " &&\n",
  " |\n",
  " # it's $(m0)\n",
);

/** One time in `rarity` a value, else nothing. */
function sometimes<T>(rarity: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: rarity - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

const grammar = fc.letrec<Record<"script" | "statement" | "simple" | "word" | "substitution" | "redirect", string>>(
  (tie) => {
    const script = tie("script");
    const word = tie("word");
    const simple = tie("simple");
    const substitution = tie("substitution");

    const substitutionForms = fc.oneof(
      { weight: 4, arbitrary: script.map((text) => `$(${text})`) },
      { weight: 2, arbitrary: script.map((text) => `"$(${text})"`) },
      { weight: 1, arbitrary: script.map((text) => `$( ${text} )`) },
      { weight: 2, arbitrary: script.map(inBackticks) },
      { weight: 1, arbitrary: simple.map((text) => `"a${inBackticks(text)}b"`) },
      { weight: 1, arbitrary: script.map((text) => `<(${text})`) },
      { weight: 1, arbitrary: simple.map((text) => `>(${text})`) },
      { weight: 1, arbitrary: simple.map((text) => `x"y$(${text})"'z'`) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom(...expansions), substitution)
          .map(([template, text]) => fill(template, text)),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom(...expansions), substitution)
          .map(([template, text]) => `"${fill(template, text)}"`),
      },
    );

    const redirect = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          ">f",
          ">>f",
          "2>&1",
          "2>/dev/null",
          "&>f",
          "&>>f",
          "<a.txt",
          "2>&-",
          ">&2",
          "{fd}>f",
          "<>f",
          ">|f",
          "3<&0",
          "<<<x",
          "<<<'a b'",
          "1>f",
          "0<a.txt",
        ),
      },
      { weight: 1, arbitrary: substitution.map((text) => `> ${text}`) },
      { weight: 1, arbitrary: substitution.map((text) => `<<<${text}`) },
      { weight: 1, arbitrary: script.map((text) => `< <(${text})`) },
      { weight: 1, arbitrary: simple.map((text) => `> >(${text})`) },
      { weight: 1, arbitrary: simple.map((text) => `2> >(${text})`) },
    );

    const assignment = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("A=1", "B='x y'", "A=", "A+=2", "A=$u", "i=0", "arr[1]=x") },
      { weight: 1, arbitrary: substitution.map((text) => `A=${text}`) },
      { weight: 1, arbitrary: simple.map((text) => `arr[$(${text})0]=1`) },
    );

    const simpleForms = fc
      .tuple(
        fc.array(fc.tuple(assignment, blank), { maxLength: 1, size: "max" }),
        sometimes(14, fc.tuple(tie("redirect"), blank)),
        sometimes(7, fc.constantFrom(...wrapperPrefixes)),
        spelledName,
        fc.array(
          fc.tuple(blank, fc.oneof({ weight: 12, arbitrary: word }, { weight: 1, arbitrary: tie("redirect") })),
          { maxLength: 3, size: "max" },
        ),
      )
      .map(([assignments, early, wrapper, command, rest]) =>
        [
          ...assignments.slice(0, rest.length > 2 ? 1 : 0).map((pair) => pair.join("")),
          early === undefined ? "" : early.join(""),
          wrapper === undefined ? "" : `${wrapper} `,
          command,
          ...rest.map((pair) => pair.join("")),
        ].join(""),
      );

    const heredocBody = fc.oneof(
      script.map((text) => `text $(${text}) more`),
      substitution,
      fc.constantFrom("it's \"x", "${u:-'}", "\\$(m0)", "#"),
    );
    const heredoc = fc
      .tuple(simple, heredocBody, fc.constantFrom(...heredocShapes), simple)
      .map(([command, body, shape, other]) => shape(command, body, other));

    const statement = fc.oneof(
      { maxDepth: 6, depthSize: "medium", withCrossShrink: true },
      { weight: 24, arbitrary: simple },
      { weight: 2, arbitrary: script.map((text) => `{ ${closeStatement(text)}}`) },
      { weight: 2, arbitrary: script.map((text) => `(${text})`) },
      { weight: 1, arbitrary: script.map((text) => `( ${closeStatement(text)})`) },
      { weight: 1, arbitrary: fc.tuple(script, script, script).map((parts) => conditional(parts)) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...loopShapes), script, substitution)
          .map(([shape, body, text]) => shape(closeStatement(body), text)),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(substitution, script, script)
          .map(
            ([subject, one, two]) =>
              `case ${subject} in (a|$(${one})) ${closeStatement(two)};; *) ${closeStatement(one)};& b) ${closeStatement(two)}esac`,
          ),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom("§() {", "function § {", "function §() {", "§ ()\n{"), script, functionName)
          .map(([head, body, own]) => `${fill(head, own)} ${closeStatement(body)}}; ${own} a`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(script, fc.constantFrom("§() (", "function § ("), functionName)
          .map(([body, head, own]) => `${fill(head, own)} ${closeStatement(body)})\n${own}`),
      },
      { weight: 1, arbitrary: simple.map((text) => `coproc ${text}`) },
      { weight: 1, arbitrary: script.map((text) => `coproc c { ${closeStatement(text)}}`) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom("!", "time", "time -p", "! time", "! !", "time !"), simple)
          .map((parts) => parts.join(" ")),
      },
      { weight: 2, arbitrary: heredoc },
      { weight: 1, arbitrary: substitution.map((text) => `[[ -n ${text} && a == ${text} ]]`) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...arithmeticTexts), substitution)
          .map(([template, text]) => fill(template, text)),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...textReaders), script, quoteText)
          .map(([template, text, quote]) => fill(template, quote(text))),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...lateSinks), simple).map(([template, text]) => fill(template, text)),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(substitution, simple).map(([text, command]) => `arr=(x ${text} [3]=$(${command}))`),
      },
      { weight: 1, arbitrary: assignment },
      { weight: 1, arbitrary: script.map((text) => `{ ${closeStatement(text)}} 2>&1 | m1`) },
    );

    return {
      script: fc.array(fc.tuple(statement, separator), { minLength: 1, maxLength: 2, size: "max" }).map(joinStatements),
      statement,
      simple: simpleForms,
      word: fc.oneof(
        { maxDepth: 5, depthSize: "medium" },
        { weight: 5, arbitrary: literalWord },
        { weight: 2, arbitrary: substitution },
      ),
      substitution: fc.oneof(
        { maxDepth: 4, depthSize: "medium" },
        { weight: 1, arbitrary: fc.constantFrom('"$u"', "x", "$((1+2))", "${u:-d}", "'s'") },
        { weight: 4, arbitrary: substitutionForms },
      ),
      redirect,
    };
  },
);

/** Scripts of the grammar: most of them valid, all of them small. */
export const scripts: fc.Arbitrary<string> = grammar.script.filter((text) => text.length < 1500);
