/** `factor 91` prints "91: 7 13"; no rule allows it. Each text would run it if only its words were judged. */
export interface LaunderCase {
  readonly name: string;
  readonly text: string;
}

/** What is let go of says that it is done; the text waits for that, since whatever outlives the text is ended with it. */
const told = ": > made.txt";
const untilTold = "until [ -e made.txt ]; do sleep 0.02; done";

export const laundered: readonly LaunderCase[] = [
  { name: "a name from a variable", text: "x=factor; $x 91" },
  { name: "a name from a substitution", text: "$(echo fac)tor 91" },
  { name: "an evaluated text", text: 'x="factor 91"; eval "$x"' },
  { name: "a decoded script", text: "echo ZmFjdG9yIDkxCg== | base64 -d | bash" },
  { name: "a shell's input", text: 'x="factor 91"; bash <<< "$x"' },
  { name: "a made file of lines", text: 'x="factor 91"; bash <(echo "$x")' },
  { name: "a subshell", text: "x=factor; ($x 91)" },
  { name: "the right side of a pipe", text: "x=factor; echo 91 | $x" },
  { name: "a double fork", text: `x=factor; ( ( $x 91; ${told} ) & ); ${untilTold}` },
  { name: "a background job that is let go of", text: `x=factor; { $x 91; ${told}; } & disown; ${untilTold}` },
  { name: "a parent that has ended", text: `x=factor; ( ( sleep 0.2; $x 91; ${told} ) & ); ${untilTold}` },
  { name: "a session of its own", text: `x=factor; setsid bash -c "$x 91; ${told}"; ${untilTold}` },
  { name: "a wrapper in a wrapper", text: "x=factor; env timeout 5 nice nohup $x 91" },
  { name: "xargs", text: "x=factor; echo 91 | xargs $x" },
  { name: "find", text: "x=factor; find . -maxdepth 0 -exec $x 91 ';'" },
  { name: "exec under an allowed name", text: 'x="exec -a make factor 91"; eval "$x"' },
  { name: "a script that a shell reads", text: "echo 'factor 91' > made.sh; x=made.sh; bash $x" },
  { name: "the folder of programs by another way", text: "x=/proc/self/root/usr/bin/factor; $x 91" },
  { name: "a trap", text: "x='factor 91'; trap \"$x\" EXIT" },
  { name: "a coprocess", text: "x=factor; coproc $x 91; cat <&${COPROC[0]}" },
];

/** A helper that one of the allowed programs would start, named by words that only exist at run time. */
export interface HelperCase extends LaunderCase {
  /** Not every host has it; absent for what all have. */
  readonly needs?: string;
}

const made = "printf '#!/bin/sh\\nfactor 91 >&2\\n' > made.sh; chmod +x made.sh";

export const helpers: readonly HelperCase[] = [
  { name: "tar --to-command", text: `o='--to-command=factor 91 #'; tar xf x.tar "$o"` },
  {
    name: "tar --checkpoint-action",
    text: `o='--checkpoint-action=exec=factor 91'; tar cf y.tar --checkpoint=1 "$o" x.tar`,
  },
  {
    name: "tar with several options in one word",
    text: "o='--checkpoint=1 --checkpoint-action=exec=factor${IFS}91'; tar cf y.tar $o x.tar",
  },
  { name: "tar --info-script", text: `o='--info-script=factor 91 #'; tar cf y.tar -M -L 20 "$o" numbers < /dev/null` },
  { name: "tar -F", text: `o='-Ffactor 91; false'; tar cf y.tar -ML20 "$o" numbers < /dev/null` },
  { name: "tar -I", text: `o='-Ifactor 91'; tar cf /dev/stdout "$o" src | cat` },
  {
    name: "tar's options in a variable of its own",
    text: `${made}; e="export TAR_OPTIONS=--to-command=./made.sh"; eval "$e"; tar xf x.tar`,
  },
  { name: "tar's gzip along PATH", text: 'e="export PATH=$PWD/tools:$PATH"; eval "$e"; tar xzf x.tgz' },
  { name: "tar's gzip along PATH, by env", text: 'e="env PATH=$PWD/tools:$PATH tar xzf x.tgz"; eval "$e"' },
  { name: "find -exec", text: `o=-exec; find . -maxdepth 0 "$o" factor 91 ';'` },
  { name: "find -execdir", text: "o=-execdir; find . -maxdepth 0 $o factor 91 ';'" },
  { name: "sort --compress-program", text: `${made}; o=--compress-program=./made.sh; sort -S 1k "$o" numbers` },
  { name: "a git alias", text: `o='alias.z=!factor 91'; git -c "$o" z` },
  { name: "git --upload-pack", text: `o='--upload-pack=factor 91 >&2 #'; git ls-remote "$o" .` },
  { name: "git -c core.sshCommand", text: `o='core.sshCommand=factor 91 >&2 #'; git -c "$o" fetch ssh://host/x` },
  { name: "git rebase -x", text: `o='--exec=factor 91'; git rebase --root "$o"` },
  { name: "git grep -O", text: `o='-Ofactor 91 #'; git grep "$o" alpha` },
  {
    name: "git difftool",
    text: `echo x >> src/a.txt; o='--extcmd=factor 91 #'; git difftool -y "$o" src/a.txt; git checkout -q src/a.txt`,
  },
  { name: "git --exec-path", text: `o=--exec-path=$PWD/tools; git "$o" zz` },
  {
    name: "ssh ProxyCommand",
    text: `o='ProxyCommand=sh -c "factor 91 > made.txt; true"'; SHELL=/bin/bash ssh -o "$o" host; cat made.txt`,
    needs: "ssh",
  },
  {
    name: "ssh ProxyCommand with a command for there",
    text: `o='-oProxyCommand=sh -c "factor 91 > made.txt; true"'; SHELL=/bin/bash ssh "$o" host ls; cat made.txt`,
    needs: "ssh",
  },
  {
    name: "scp ProxyCommand",
    text: `o='-oProxyCommand=sh -c "factor 91 > made.txt; true"'; SHELL=/bin/bash scp "$o" src/a.txt host:x; cat made.txt`,
    needs: "scp",
  },
  { name: "scp -S", text: `${made}; o=-S./made.sh; scp "$o" src/a.txt host:x`, needs: "scp" },
  { name: "vim -c", text: `o='!factor 91'; vim -es -c "$o" -c q < /dev/null`, needs: "vim" },
  { name: "vim --cmd", text: `o='!factor 91'; vim -es --cmd "$o" -c q < /dev/null`, needs: "vim" },
  { name: "vim +", text: `o='+!factor 91'; vim -es "$o" +q < /dev/null`, needs: "vim" },
  { name: "awk's system", text: `p='BEGIN { system("factor 91") }'; awk "$p"` },
  { name: "awk's pipe", text: `p='BEGIN { print 91 | "factor" }'; awk "$p"` },
  { name: "awk's getline", text: `p='BEGIN { "factor 91" | getline x; print x }'; awk "$p"` },
  { name: "sed's e", text: `s='1e factor 91'; sed "$s" src/a.txt` },
  { name: "sed's s///e", text: `s='1s/.*/factor 91/e'; sed "$s" src/a.txt` },
  { name: "xargs", text: `x=factor; echo 91 | xargs "$x"` },
  { name: "split --filter", text: `o='--filter=factor 91'; split "$o" src/a.txt` },
  { name: "zip -TT", text: `o='-TTfactor 91 #'; zip -qT "$o" made.zip src/a.txt`, needs: "zip" },
  { name: "env -S", text: `o='-Sfactor 91'; env "$o"` },
  { name: "timeout with words", text: 'set -- factor 91; timeout 5 "$@"' },
  { name: "install --strip-program", text: `${made}; o=--strip-program=./made.sh; install -s "$o" src/a.txt made.txt` },
  { name: "gcc -B", text: `o=-B$PWD/tools; gcc "$o" -c none.c`, needs: "gcc" },
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
  {
    name: "a detached allowed program",
    text: `(setsid bash -c 'make -s; ${told}' &) ; ${untilTold}`,
    out: "91: 7 13\n",
  },
  { name: "text from a pipe", text: "printf 'echo one\\necho two\\n' | bash", out: "one\ntwo\n" },
  { name: "git with its helpers", text: "git commit -q --allow-empty -m x && git log -1 --format=%s", out: "x\n" },
  {
    name: "many at once",
    text: "for i in 1 2 3 4 5 6 7 8; do (make -s > /dev/null && echo ok) & done; wait",
    out: "ok\n".repeat(8),
  },
];

/** Where every program must be allowed, at every depth: what belongs to an allowed one needs no rule of its own. */
export const strictly: readonly (HonestCase & Pick<HelperCase, "needs">)[] = [
  { name: "a compiler", text: "gcc -c -o none.o none.c && echo compiled", out: "compiled\n", needs: "gcc" },
  { name: "a compiler and its linker", text: "gcc -o none.o none.c && echo linked", out: "linked\n", needs: "gcc" },
  { name: "git", text: "git commit -q --allow-empty -m y && git log -1 --format=%s", out: "y\n" },
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
    text: 'python3 -c \'import os\nheard, held = os.pipe()\nos.set_inheritable(held, True)\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0: os.execvp("factor", ["factor", "91"])\n  os._exit(0)\nos.close(held)\nos.read(heard, 1)\'',
  },
];
