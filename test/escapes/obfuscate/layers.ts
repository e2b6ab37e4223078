import { base64, hereDocument, hex, type Layer, lettersOf, literal, octal, quote } from "./technique.ts";
import type { Dice } from "./dice.ts";

const python = "/usr/bin/python3";
const reversed = (text: string): string => lettersOf(text).toReversed().join("");

/** A substitution needs an end that its text can't swallow: here-documents and comments end with a line. */
const inside = (text: string): string => `${text}\n`;

/** Writes the text to a file of its own and does something with that. */
const file =
  (run: (file: string) => string, first = "") =>
  (text: string, dice: Dice): string => {
    const name = dice.name();
    return `cat > ${name} ${hereDocument(`${first}${text}`, dice)}${run(`./${name}`)}`;
  };

/** Prints a text whose reading is left to a shell. */
const encodings: readonly (readonly [string, (text: string, dice: Dice) => string])[] = [
  ["text", (text) => `printf %s ${quote(text)}`],
  ["a here-document", (text, dice) => `cat ${hereDocument(text, dice)}`],
  ["base64", (text) => `echo ${base64(text)} | base64 -d`],
  ["base64 twice", (text) => `echo ${base64(base64(text))} | base64 -d | base64 -d`],
  ["hexadecimal", (text) => `echo ${hex(text)} | xxd -r -p`],
  ["octal", (text) => `printf ${quote(octal(text))}`],
  ["rev", (text) => `echo ${quote(reversed(base64(text)))} | rev | base64 -d`],
  [
    "tr",
    (text) =>
      `echo ${quote(hex(text).replaceAll(/./gu, (digit) => "ghijklmnopqrstuv"[Number.parseInt(digit, 16)] ?? ""))} | tr g-v 0-9a-f | xxd -r -p`,
  ],
  ["sed", (text) => `echo ${quote(hex(text).replaceAll(/../gu, "$&."))} | sed 's/[.]//g' | xxd -r -p`],
  ["gzip", (text) => `printf %s ${quote(text)} | gzip -c | gzip -dc`],
  ["awk", (text) => `awk ${quote(`BEGIN { printf "%s", ${literal(text)} }`)}`],
];

const sinks: readonly (readonly [string, "bash" | "sh", "bash" | "sh", (print: string) => string])[] = [
  ["piped to bash", "bash", "sh", (print) => `${print} | bash`],
  ["piped to sh", "sh", "sh", (print) => `${print} | sh`],
  ["piped to dash", "sh", "sh", (print) => `${print} | dash`],
  ["piped to bash -s", "bash", "sh", (print) => `${print} | bash -s a b`],
  ["piped to bash /dev/stdin", "bash", "sh", (print) => `${print} | bash /dev/stdin`],
  ["piped to env -i bash", "bash", "sh", (print) => `${print} | env -i PATH="$PATH" LINE="$LINE" bash`],
  ["piped to source", "bash", "bash", (print) => `${print} | . /dev/stdin`],
  ["in eval", "bash", "bash", (print) => `eval "$(${print}\n)"`],
  ["in sh -c", "sh", "sh", (print) => `sh -c "$(${print}\n)"`],
  ["in bash -c", "bash", "sh", (print) => `bash -c "$(${print}\n)"`],
  ["in source <()", "bash", "bash", (print) => `source <(${print}\n)`],
  ["in bash <()", "bash", "bash", (print) => `bash <(${print}\n)`],
  ["in a here-string", "bash", "bash", (print) => `bash <<< "$(${print}\n)"`],
  ["through xargs", "sh", "sh", (print) => `sh -c "$(${print} | xargs -0 printf %s)"`],
  ["through tee >()", "bash", "bash", (print) => `${print} | tee >(bash) > /dev/null; wait`],
  ["through a named pipe", "sh", "sh", (print) => `rm -f pipe; mkfifo pipe; (${print}\n) > pipe & sh pipe; wait`],
  ["through coproc", "bash", "bash", (print) => `coproc { ${print}\n}; source /dev/fd/\${COPROC[0]}`],
];

const encoded: readonly Layer[] = encodings.flatMap(([code, print]) =>
  sinks.map(([sink, inner, dialect, run]): Layer => ({
    name: `${code} ${sink}`,
    inner,
    // What prints a here-document ends with a line of its own.
    dialect,
    make: (text, dice) => run(code === "a here-document" ? `{ ${print(text, dice)}}` : print(text, dice)),
  })),
);

const bash = (name: string, make: Layer["make"], more: Partial<Layer> = {}): Layer => ({
  name,
  inner: "bash",
  dialect: "bash",
  make,
  ...more,
});
const sh = (name: string, make: Layer["make"], more: Partial<Layer> = {}): Layer => ({
  name,
  inner: "sh",
  dialect: "sh",
  make,
  ...more,
});
/** A text inside the same shell, whichever that is. */
const both = (name: string, make: Layer["make"]): Layer => ({ name, inner: "same", dialect: "sh", make });

const shells: readonly Layer[] = [
  both("eval", (text) => `eval ${quote(text)}`),
  both("eval twice", (text) => `eval eval ${quote(quote(text))}`),
  bash("builtin eval", (text) => `builtin eval ${quote(text)}`),
  both("group", (text) => `{ ${text}\n}`),
  both("subshell", (text) => `( ${text}\n)`),
  both("deep subshells", (text) => `( ( ( ( ( ${text}\n) ) ) ) )`),
  both("substitution", (text) => `: "$(${inside(text)})"`),
  both("substitution as a command", (text) => `true $(${inside(text)})`),
  bash("substitution in the shell itself", (text) => `: $(true; ${inside(text)})`),
  both("background", (text) => `{ ${text}\n} & wait`),
  both("left in the background", (text) => `( ( ${text}\n) & ) `),
  both("orphan", (text) => `( ( sleep 0.02; ${text}\n) & ) `),
  bash("disowned", (text) => `{ ${text}\n} & disown`),
  sh("setsid sh -c", (text) => `setsid sh -c ${quote(text)}`),
  sh("setsid nohup in the background", (text) => `setsid nohup sh -c ${quote(text)} > /dev/null 2>&1 &`),
  sh("double fork in a session of its own", (text) => `setsid -f sh -c ${quote(`( ${text}\n) &`)}`),
  both("left of a pipe", (text) => `{ ${text}\n} | cat`),
  both("right of a pipe", (text) => `echo x | { ${text}\n}`),
  both("middle of a pipe", (text) => `echo x | { ${text}\n} | cat`),
  bash("lastpipe", (text) => `shopt -s lastpipe; echo x | { ${text}\n}`),
  both("if", (text) => `if ${text}\nthen :; fi`),
  both("else", (text) => `if false; then :; else ${text}\nfi`),
  both("while", (text) => `while ${text}\nfalse; do :; done`),
  both("until", (text) => `until { ${text}\n} ; true; do :; done`),
  both("for", (text) => `for n in 1; do ${text}\ndone`),
  bash("arithmetic for", (text) => `for ((n=0; n<1; n++)); do ${text}\ndone`),
  bash("select", (text) => `echo 1 | select n in a; do ${text}\nbreak; done`),
  both("case", (text) => `case x in y) ;; *) ${text}\n;; esac`),
  both("and", (text) => `true && { ${text}\n}`),
  both("or", (text) => `false || { ${text}\n}`),
  both("function", (text, dice) => {
    const f = dice.name();
    return `${f}() { ${text}\n}\n${f}`;
  }),
  bash("function named like a program", (text, dice) => {
    const f = dice.pick(["ls", "git", "cd"]);
    return `${f}() { unset -f ${f}; ${text}\n}\n${f}`;
  }),
  bash("exported function", (text, dice) => {
    const f = dice.name();
    return `${f}() { ${text}\n}\nexport -f ${f}; bash -c ${f}`;
  }),
  bash("function from the environment", (text, dice) => {
    const f = dice.name();
    return `env ${quote(`BASH_FUNC_${f}%%=() { ${text}\n}`)} bash -c ${f}`;
  }),
  sh("alias", (text, dice) => {
    const a = dice.name();
    return `sh <<'E${a}'\nalias ${a}=${quote(`eval ${quote(text)}`)}\n${a}\nE${a}\n`;
  }),
  bash("alias in bash", (text, dice) => {
    const a = dice.name();
    return `shopt -s expand_aliases; alias ${a}=${quote(`eval ${quote(text)}`)}\neval ${a}`;
  }),
  bash(
    "command_not_found_handle",
    (text, dice) => `command_not_found_handle() { unset -f command_not_found_handle; ${text}\n}\n${dice.name()}`,
  ),
  both("trap EXIT", (text) => `( trap ${quote(text)} EXIT; : )`),
  both("trap USR1", (text) => `trap ${quote(`trap - USR1; ${text}`)} USR1; sh -c 'kill -USR1 $PPID'; :`),
  bash("trap DEBUG", (text) => `trap ${quote(`trap - DEBUG; ${text}`)} DEBUG; :`),
  bash("trap ERR", (text) => `trap ${quote(`trap - ERR; ${text}`)} ERR; false`),
  bash("trap RETURN", (text, dice) => {
    const f = dice.name();
    return `${f}() { trap ${quote(`trap - RETURN; ${text}`)} RETURN; }\n${f}`;
  }),
  bash("trap CHLD", (text) => `set -m; trap ${quote(`trap - CHLD; ${text}`)} CHLD; /bin/true; :`),
  sh("sh -c", (text) => `sh -c ${quote(text)}`),
  sh("dash -c", (text) => `dash -c ${quote(text)}`),
  sh("bash -c", (text) => `bash -c ${quote(text)}`, { inner: "bash" }),
  sh("bash -lc", (text) => `bash -lc ${quote(text)}`, { inner: "bash" }),
  sh("bash -ic", (text) => `bash -ic ${quote(text)} 2> /dev/null`, { inner: "bash", cost: 5 }),
  sh("bash --posix", (text) => `bash --posix +o history -c ${quote(text)}`, { inner: "bash" }),
  sh("bash -O", (text) => `bash -O extglob -o pipefail -c ${quote(text)}`, { inner: "bash" }),
  sh("positional text", (text) => `sh -c 'eval "$1"' - ${quote(text)}`),
  sh("text from the environment", (text, dice) => {
    const v = dice.name();
    return `${v}=${quote(text)} sh -c 'eval "$${v}"'`;
  }),
  sh("here-document to bash", (text, dice) => `bash ${hereDocument(text, dice)}`, { inner: "bash" }),
  sh("here-document to sh", (text, dice) => `sh ${hereDocument(text, dice)}`),
  bash("here-string to bash", (text) => `bash <<< ${quote(text)}`),
  bash("here-document to source", (text, dice) => `. /dev/stdin ${hereDocument(text, dice)}`),
  both("here-document that is expanded", (text, dice) => {
    const end = `E${dice.name()}`;
    return `cat <<${end}\n$(${inside(text)})\n${end}\n`;
  }),
  bash("input of a process", (text) => `cat < <(${inside(text)})`),
  bash("output to a process", (text) => `echo x > >(${inside(text)}); wait`),
  bash("process substitution as a word", (text) => `cat <(${inside(text)})`),
  bash("coproc", (text, dice) => `coproc C${dice.name()} { ${text}\n}; wait`),
  bash("mapfile -C", (text) => `mapfile -C ${quote(`eval ${quote(text)};:`)} -c 1 n <<< x`),
  bash("array subscript", (text) => `n=${quote(`a[$(${inside(text)})0]`)}; : $((n))`),
  bash("subscript in let", (text) => `let ${quote(`a[$(${inside(text)})0]=1`)}`),
  bash("subscript in a test", (text) => `n=${quote(`a[$(${inside(text)})0]`)}; [[ $n -eq 0 ]]`),
  bash("subscript in test -v", (text) => `n=${quote(`a[$(${inside(text)})0]`)}; [[ -v $n ]]`),
  bash("subscript in printf -v", (text) => `printf -v ${quote(`a[$(${inside(text)})0]`)} x`),
  bash("subscript in read", (text) => `read -r ${quote(`a[$(${inside(text)})0]`)} <<< x`),
  bash("subscript in declare", (text) => `declare ${quote(`a[$(${inside(text)})0]=1`)}`),
  bash("subscript in unset", (text) => `a=(1 2); unset ${quote(`a[$(${inside(text)})0]`)}`),
  bash("subscript of a slice", (text) => `n=${quote(`a[$(${inside(text)})0]`)}; v=abc; : "\${v:n:1}"`),
  bash("indirect subscript", (text) => `n=${quote(`a[$(${inside(text)})0]`)}; : "\${!n}"`),
  both("default value", (text) => `: "\${nothing:-$(${inside(text)})}"`),
  both("pattern", (text) => `case x in $(${inside(text)})) ;; esac`),
  both("redirection's name", (text) => `: > "nout$(${inside(text)})"`),
  both("assignment", (text) => `n=$(${inside(text)})`),
  bash("local array", (text) => `n=([$(${inside(text)})0]=1)`),
  bash("expansion as a prompt", (text) => `n=${quote(`$(${inside(text)})`)}; : "\${n@P}"`),
  bash("PS4", (text) => `PS4=${quote(`$(PS4=; set +x; ${inside(text)})`)}; set -x; :`),
  sh(
    "PROMPT_COMMAND",
    (text) => `echo exit | PROMPT_COMMAND=${quote(`unset PROMPT_COMMAND; ${text}`)} bash --norc -i 2> /dev/null`,
    { inner: "bash", cost: 5 },
  ),
  sh("PS1", (text) => `echo exit | env PS1=${quote(`$(unset PS1; ${inside(text)})`)} bash --norc -i 2> /dev/null`, {
    inner: "bash",
    cost: 5,
  }),
  sh(
    "BASH_ENV",
    file((name) => `BASH_ENV=${name} bash -c :`, "unset BASH_ENV\n"),
    { inner: "bash" },
  ),
  sh("BASH_ENV in text", (text) => `BASH_ENV=${quote(`$(unset BASH_ENV; ${inside(text)})/dev/null`)} bash -c :`, {
    inner: "bash",
  }),
  sh(
    "ENV",
    file((name) => `echo exit | ENV=${name} sh -i 2> /dev/null`, "unset ENV\n"),
    { cost: 5 },
  ),
  sh(
    "--rcfile",
    file((name) => `echo exit | bash --rcfile ${name} -i 2> /dev/null`),
    { inner: "bash", cost: 5 },
  ),
  sh(
    "start-up file of a login shell",
    (text, dice) => `mkdir -p h; cat > h/.bash_profile ${hereDocument(text, dice)}HOME=$PWD/h bash -lc :`,
    { inner: "bash", cost: 5 },
  ),
  bash("compgen -C", (text) => `compgen -C ${quote(`eval ${quote(text)};:`)} x`),
  bash("compgen -F", (text) => `f() { ${text}\n}\ncompgen -F f x`),
  bash("compgen -W", (text) => `compgen -W ${quote(`$(${inside(text)})`)}`),
  sh(
    "script",
    file((name) => `sh ${name}`),
  ),
  sh(
    "script for bash",
    file((name) => `bash ${name}`),
    { inner: "bash" },
  ),
  both(
    "sourced script",
    file((name) => `. ${name}`),
  ),
  sh(
    "script without #!",
    file((name) => `chmod 755 ${name}; ${name}`),
  ),
  sh(
    "script with #!",
    file((name) => `chmod 755 ${name}; ${name}`, "#!/bin/sh\n"),
  ),
  sh(
    "script with #! and options",
    file((name) => `chmod 755 ${name}; ${name}`, "#! /bin/bash -eu\nset +eu\n"),
    { inner: "bash" },
  ),
  sh(
    "script with #!env",
    file((name) => `chmod 755 ${name}; ${name}`, "#!/usr/bin/env bash\n"),
    { inner: "bash" },
  ),
  sh(
    "script with #!env -S",
    file((name) => `chmod 755 ${name}; ${name}`, "#!/usr/bin/env -S A=1 bash -e\nset +e\n"),
    { inner: "bash" },
  ),
  sh(
    "script found along PATH",
    file((name) => `chmod 755 ${name}; PATH=$PWD:$PATH; ${name.slice(2)}`, "#!/bin/sh\n"),
  ),
  sh(
    "script from a linked shell",
    (text, dice) => {
      const [s, f] = [dice.name(), dice.name()];
      return `ln -s /bin/bash ${s}; cat > ${f} ${hereDocument(text, dice)}./${s} ${f}`;
    },
    { inner: "bash" },
  ),
  sh("script from a copied shell", (text, dice) => {
    const [s, f] = [dice.name(), dice.name()];
    return `cp /bin/dash ${s}; cat > ${f} ${hereDocument(text, dice)}./${s} ${f}`;
  }),
  sh(
    "script by an open file",
    file((name) => `exec 7< ${name}; sh /dev/fd/7`),
  ),
  sh("script that is replaced while it runs", (text, dice) => {
    const f = dice.name();
    return `printf 'cp ${f}2 ${f}\\n:\\n' > ${f}; cat > ${f}2 ${hereDocument(`:                      \n${text}`, dice)}sh ${f}; sh ${f}`;
  }),
  sh(
    "startup of a renamed shell",
    (text, dice) => {
      const s = dice.name();
      return `cp /bin/bash ${s}; ./${s} -c ${quote(text)}`;
    },
    { inner: "bash" },
  ),
  sh("login shell by its name", (text) => `exec -a -bash bash -c ${quote(text)}`, { dialect: "bash", inner: "bash" }),
  sh("awk to sh", (text) => `awk ${quote(`BEGIN { print ${literal(text)} | "sh" }`)}`),
  sh("awk system", (text) => `awk ${quote(`BEGIN { system(${literal(text)}) }`)}`),
  sh(
    "sed to sh",
    file((name) => `sed -n p ${name} | sh`),
  ),
  sh("xargs sh -c", (text) => `echo x | xargs sh -c ${quote(text)}`),
  sh("xargs -I", (text) => `printf '%s\\0' ${quote(text)} | xargs -0 -I% sh -c %`),
  sh("find -exec sh", (text) => `find . -maxdepth 0 -exec sh -c ${quote(text)} \\;`),
  sh("timeout sh", (text) => `timeout 9 sh -c ${quote(text)}`),
  sh("env sh", (text) => `env -i PATH="$PATH" LINE="$LINE" HOME="$HOME" sh -c ${quote(text)}`),
  sh("nice nohup sh", (text) => `nice nohup sh -c ${quote(text)}`),
  sh("flock -c", (text) => `flock nlock -c ${quote(text)}`, { needs: "/usr/bin/flock" }),
  sh("script -c", (text) => `script -qec ${quote(text)} /dev/null`, { needs: "/usr/bin/script", cost: 10 }),
  sh("perl system", (text) => `perl -e 'system $ARGV[0]' ${quote(text)}`, { needs: "/usr/bin/perl", cost: 8 }),
  sh("perl pipe", (text) => `perl -e 'open F, "|sh"; print F pack "H*", "${hex(text)}"; close F'`, {
    needs: "/usr/bin/perl",
    cost: 8,
  }),
  sh("python system", (text) => `${python} -Ic 'import os,sys; os.system(sys.argv[1])' ${quote(text)}`, {
    needs: python,
    cost: 35,
  }),
  sh(
    "python hexadecimal",
    (text) =>
      `${python} -Ic 'import subprocess; subprocess.run(bytes.fromhex("${hex(text)}"), shell=True, executable="/bin/bash")'`,
    { needs: python, cost: 35, inner: "bash" },
  ),
  sh(
    "node exec",
    (text) => `/usr/bin/node -e 'require("child_process").spawnSync("sh", ["-c", process.argv[1]])' ${quote(text)}`,
    { needs: "/usr/bin/node", cost: 60 },
  ),
  sh(
    "make",
    file((name) => `printf 'all:\\n\\t@sh ${name}\\n' | make -f -`),
    { needs: "/usr/bin/make", cost: 8 },
  ),
  sh(
    "git alias",
    file((name) => `git -c "alias.zz=!sh $PWD/${name}" zz`),
    { needs: "/usr/bin/git", cost: 10 },
  ),
  sh("tar --to-command", (text, dice) => {
    const f = dice.name();
    return `cat > ${f} ${hereDocument(text, dice)}tar -cf ${f}.tar ${f}; tar -xf ${f}.tar --to-command='sh -c "$(cat)"'`;
  }),
  sh("split --filter", (text, dice) => `SHELL=/bin/sh split --filter=sh ${hereDocument(text, dice)}`),
  sh(
    "ed",
    file((name) => `echo '!sh ${name}' | ed -s`),
    { needs: "/usr/bin/ed" },
  ),
  sh(
    "vim",
    file((name) => `vim -u NONE -i NONE -n -es -c 'silent !sh ${name}' -c 'qa!'`),
    { needs: "/usr/bin/vim", cost: 60 },
  ),
];

/** Ways to have a shell's text run. */
export const layers: readonly Layer[] = [...shells, ...encoded];
