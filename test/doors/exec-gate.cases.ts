/** `factor 91` prints "91: 7 13"; no rule allows it. Each text would run it if only its words were judged. */
export interface LaunderCase {
  readonly name: string;
  readonly text: string;
}

export const laundered: readonly LaunderCase[] = [
  { name: "a name from a variable", text: "x=factor; $x 91" },
  { name: "a name from a substitution", text: "$(echo fac)tor 91" },
  { name: "an evaluated text", text: 'x="factor 91"; eval "$x"' },
  { name: "a decoded script", text: "echo ZmFjdG9yIDkxCg== | base64 -d | bash" },
  { name: "a shell's input", text: 'x="factor 91"; bash <<< "$x"' },
  { name: "a made file of lines", text: 'x="factor 91"; bash <(echo "$x")' },
  { name: "a subshell", text: "x=factor; ($x 91)" },
  { name: "the right side of a pipe", text: "x=factor; echo 91 | $x" },
  { name: "a double fork", text: "x=factor; ( ( $x 91 ) & ); sleep 0.3" },
  { name: "a background job that is let go of", text: "x=factor; { $x 91; } & disown; wait; sleep 0.2" },
  { name: "a parent that has ended", text: "x=factor; ( ( sleep 0.2; $x 91 ) & ); sleep 0.5" },
  { name: "a session of its own", text: 'x=factor; setsid bash -c "$x 91"; sleep 0.3' },
  { name: "a wrapper in a wrapper", text: "x=factor; env timeout 5 nice nohup $x 91" },
  { name: "xargs", text: "x=factor; echo 91 | xargs $x" },
  { name: "find", text: "x=factor; find . -maxdepth 0 -exec $x 91 ';'" },
  { name: "exec under an allowed name", text: 'x="exec -a make factor 91"; eval "$x"' },
  { name: "a script that a shell reads", text: "echo 'factor 91' > made.sh; x=made.sh; bash $x" },
  { name: "the folder of programs by another way", text: "x=/proc/self/root/usr/bin/factor; $x 91" },
  { name: "a trap", text: "x='factor 91'; trap \"$x\" EXIT" },
  { name: "a coprocess", text: "x=factor; coproc $x 91; cat <&${COPROC[0]}" },
];

/** What runs for certain under the rules of the test, with what it prints. */
export interface HonestCase {
  readonly name: string;
  readonly text: string;
  readonly out: string;
}

export const honest: readonly HonestCase[] = [
  { name: "an allowed program by a variable", text: "x=make; $x -s", out: "91: 7 13\n" },
  { name: "what an allowed script starts", text: "./step", out: "91: 7 13\n" },
  { name: "a script for another interpreter", text: "./step-by-env", out: "91: 7 13\n" },
  { name: "a loop over what only reads", text: "x=echo; for i in a b; do $x $i | cat; done", out: "a\nb\n" },
  { name: "a shell in a shell", text: "bash -c \"sh -c 'x=echo; env \\$x hi'\"", out: "hi\n" },
  { name: "a detached allowed program", text: "(setsid make -s &) ; sleep 0.7", out: "91: 7 13\n" },
  { name: "text from a pipe", text: "printf 'echo one\\necho two\\n' | bash", out: "one\ntwo\n" },
  { name: "git with its helpers", text: "git commit -q --allow-empty -m x && git log --format=%s", out: "x\n" },
  {
    name: "many at once",
    text: "for i in 1 2 3 4 5 6 7 8; do (make -s > /dev/null && echo ok) & done; wait",
    out: "ok\n".repeat(8),
  },
];

/** The same program denied: nobody may start it, under any name. */
export const denied: readonly LaunderCase[] = [
  { name: "an allowed program's child", text: "make -s" },
  { name: "an allowed script's child", text: "./step" },
  { name: "an interpreter's child", text: 'python3 -c \'import os; os.execvp("factor", ["factor", "91"])\'' },
  { name: "a child under another name", text: 'python3 -c \'import os; os.execv("/usr/bin/factor", ["make", "91"])\'' },
  { name: "a renamed copy", text: "cp /usr/bin/factor harmless; ./harmless 91" },
  { name: "a link", text: "ln -sf /usr/bin/factor harmless-link; ./harmless-link 91" },
  {
    name: "a file without a name",
    text: 'python3 -c \'import os\nf = os.memfd_create("x")\nos.write(f, open("/usr/bin/factor", "rb").read())\nos.execv(f"/proc/self/fd/{f}", ["x", "91"])\'',
  },
  {
    name: "the loader",
    text: 'python3 -c \'import os; l = next(m.split()[-1] for m in open("/proc/self/maps") if "/ld-" in m); os.execv(l, [l, "/usr/bin/factor", "91"])\'',
  },
  {
    name: "a detached child",
    text: 'python3 -c \'import os, time\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0: os.execvp("factor", ["factor", "91"])\n  os._exit(0)\ntime.sleep(0.4)\'',
  },
];
