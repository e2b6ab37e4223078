/** Where a text can hide, as templates: `§` is a substitution, a quoted script or a command, as each table says. */

/** Words around a substitution. */
export const expansions: readonly string[] = [
  ...["${u:-§}", "${u-§}", "${u:=§}", "${u=§}", "${HOME:+§}", "${HOME+§}", "${HOME#§}", "${HOME##§}", "${HOME%§}"],
  ...["${HOME%%§}", "${HOME/§/x}", "${HOME//a/§}", "${HOME/#§/§}", "${HOME/%x/§}", "${HOME^§}", "${HOME^^§}"],
  ...["${HOME,§}", "${HOME,,§}", "${HOME:0:${#HOME}}§", "${arr[@]:-§}", "${u:-a{§,b}}", "${u:-${u:-§}}", "${u:-'§'}"],
  ...['${u:-"§"}', "$((1+${u:-0§}))", "$(( 1 + 0§ ))", "$[ 0§ ]", "${arr[0§]}", "${HOME:0§:1}", "${u:- § }", "a${u:-§}b"],
  ...['"x"§', "§§", "--opt=§", "{§,b}", "~/§", "$'x'§", "${u:-\\}§}", "${u:-$'}'§}", '${u:-"}"§}', "${u:-`m0`§}"],
  ...["${u:-\n§\n}", "$(m0)§", "`m0`§", "${!H§}", "${#HOME}§", "$$§", "$1§", "${HOME@Q}§", "${u-}}§"],
];

/** Statements that evaluate arithmetic around a substitution. */
export const arithmeticTexts: readonly string[] = [
  ...["((1+0§))", "(( x = 0§ ))", "let x=0§", 'let "x = 0§"', "m0 $((1 + 0§ * 2))", "arr[0§]=1", "[[ 0§ -eq 0 ]]"],
  ...["for ((i=0§; i<1; i+=1)); do m0; done", "declare -i n=0§", "m0 ${arr[0§]} $[0§]", "(( 0§ )) || m0", "(((0§)))"],
  ...["echo $(( (0§) ))", "((1)); ( (m0 §) )", "((m0) §)", "( (m0 §))", "unset 'arr[0§]'", "printf -v 'arr[0§]' x"],
  ...["arr=([0§]=x y)", "read 'arr[0§]' <<<x", "[ -v 'arr[0§]' ]", "test -v 'arr[0§]'", "[[ -v 'arr[0§]' ]]"],
];

/** Readers of shell text; `§` is a quoted script. */
export const textReaders: readonly string[] = [
  ...["eval §", "eval -- §", "eval : §", "builtin eval §", "command eval §", "bash -c §", "bash -c § x y", "sh -c §"],
  ...["/bin/bash -c §", "bash -ec §", "bash -e -c §", "bash +e -c §", "bash -o pipefail -c §", "bash --norc -c §"],
  ...["bash -c -- §", "env bash -c §", "env -i bash -c §", "exec bash -c §", "timeout 5 bash -c §", "sudo bash -c §"],
  ...["trap § EXIT", "trap -- § EXIT", "trap § 0", "trap § DEBUG; :", "trap § ERR; false", "trap § RETURN; f() { :; }; f"],
  ...["trap § USR1; kill -USR1 $$", "bash <<<§", "bash -s <<<§", "sh <<<§", "source /dev/stdin <<<§", ". <(echo §)"],
  ...["source <(printf %s §)", "echo § | bash", "printf %s § | sh", "bash <(echo §)", "x=§; eval \"$x\"", "x=§; $x"],
  ...["x=§; bash -c \"$x\"", "export X=§; bash -c 'eval \"$X\"'", "PS4=§; set -x; :", "BASH_ENV=<(echo §) bash -c :"],
  ...["x=§; echo \"${x@P}\"", "set -- §; eval \"$1\"", "eval \"$(echo §)\"", "xargs -I{} bash -c {} <<<x", "echo § > s; . ./s"],
  ...["echo § > s; bash s", "echo § > s; source s", "f() { eval \"$1\"; }; f §", "alias z=§\nz", "command bash -c §"],
  ...["shopt -s expand_aliases; alias z=§\nz", "shopt -s expand_aliases\nalias z=§\nz", "find . -name a.txt -exec bash -c § \\;"],
  ...["find . -name a.txt -exec sh -c § x {} +", "echo a | xargs bash -c §", "bash -xc §", "env -S 'bash -c' §"],
  ...["mapfile -C § -c 1 < a.txt", "mapfile -c 1 -C § v < a.txt", "readarray -C § -c 1 v < a.txt", "compgen -C §", "compgen -W §"],
  ...["f() { :; }; trap § EXIT; f", "(trap § EXIT)", "nohup bash -c §", "setsid -w sh -c §", "flock s -c §", "flock s bash -c §"],
  ...["declare x=§; eval $x", "readonly x=§; eval \"$x\"", "let §", "exec {fd}< <(echo §); . /dev/fd/$fd", "script -qc § /dev/null"],
  ...["bash -c 'eval \"$0\"' §", "bash -c '\"$@\"' x m1 §", "IFS=,; eval §", "eval eval §", "eval \"eval \" §", "bash --rcfile a -c §"],
  ...["BASH_ENV=a.txt bash -c §", "printf -v x %s §; eval \"$x\"", "read -r x <<<§; eval \"$x\"", "coproc eval §", "time eval §"],
  ...["if eval §; then :; fi", "eval § <<<x", "eval <<<x §", "2>f eval §", "A=1 eval §", "A=1 builtin eval §", "\\eval §", "'eval' §"],
  ...["e\\\nval §", "env --split-string='bash -c' §", "sed § a.txt", "awk § a.txt", "awk 'BEGIN{system(ARGV[1])}' §", "split --filter=§ a.txt"],
  ...["tar cf x.tar a.txt; tar xf x.tar --to-command=§", "tar cf x.tar --checkpoint=1 --checkpoint-action=exec=§ a.txt", "sort --compress-program=§ a.txt"],
  ...["stdbuf -o0 bash -c §", "nice -n 5 bash -c §", "bash -c § <a.txt", "env A=1 B=2 bash -c §", "env -u HOME -- sh -c §", "bash -cx §", "sh -ec §"],
];

/** Things that run a command later or under another name; `§` is a simple command. */
export const lateSinks: readonly string[] = [
  ...["f() { §; }; export -f f; bash -c f", "m9() { §; }; m9", "command_not_found_handle() { §; }; nosuch", "x=f; f() { §; }; $x"],
  ...["x='arr[$(§)]'; ((x))", "x='arr[$(§)]'; echo $((x+1))", "x='arr[$(§)]'; [[ x -eq 1 ]]", "x='arr[$(§)]'; echo ${!x}"],
  ...["x='arr[$(§)]'; declare -n r=x; echo $r", "x='arr[$(§)]'; echo ${HOME:x}", "declare -n r='arr[$(§)]'; echo $r"],
  ...["declare -i n; n='arr[$(§)]'", "x='arr[$(§)]'; echo ${arr[x]}", "x='arr[$(§)]'; let x", "read x <<<'arr[$(§)]'; ((x))"],
  ...["x='$(§)'; echo \"${x@P}\"", "PS4='$(§)'; set -x; :", "PS4='+$(§) ' bash -xc :", "export PS4='$(§)'; bash -xc :"],
  ...["shopt -s extglob\n§ !(a|b)", "shopt -s extglob; § a", "shopt -s expand_aliases\nalias z='§'\nz a", "alias z='§'; z"],
  ...["hash -p /bin/m1 z; z; §", "set -- §; \"$@\"", "arr=(§); \"${arr[@]}\"", "x=m1; $x; §", "c() { \"$@\"; }; c §", "m{1,2} a; §"],
  ...["exec 3< <(§); cat <&3", "exec §", "(exec §)", "exec -a z §", "exec > >(§)", "command §", "command -p §", "command -v §"],
  ...["builtin command §", "command command §", "command builtin eval '§'", "type §", "echo $(§)$(§)", "time -p §", "coproc C { §; }"],
  ...["set -o posix; §", "set -- $(§); m1", "wait -p 'arr[$(§)]'", "local x=$(§)", "export A=$(§)", "declare A=$(§) B=`§`", "readonly A=\"$(§)\""],
  ...["env A=1 §", "env -i §", "env -u A §", "env -S '§'", "env -C sub §", "env -- §", "env -vS '§'", "env --chdir=sub §", "xargs § <a.txt"],
  ...["xargs -n1 § <a.txt", "xargs -I{} § {} <a.txt", "xargs -a a.txt §", "echo x | xargs -- §", "xargs --max-args=1 § <a.txt", "xargs -L1 -P2 § <a.txt"],
  ...["find . -exec § {} \\;", "find . -exec § {} +", "find . -execdir § \\;", "find a.txt -ok § \\; <<<y", "find . -name '*.txt' -exec § ';'"],
  ...["timeout 5 §", "timeout -s KILL 5 §", "timeout -k 1 5 §", "timeout --signal=TERM 5 §", "timeout --preserve-status 1m §", "timeout 0.5 §"],
  ...["nice §", "nice -n 3 §", "nice -5 §", "nice --adjustment=2 §", "nohup §", "setsid §", "setsid -w §", "stdbuf -oL §", "stdbuf -o L -e0 §"],
  ...["ionice -c3 §", "ionice -c 3 -n 7 §", "chrt -o 0 §", "chrt --other 0 §", "flock s §", "flock -n s §", "sudo §", "doas §", "env nice timeout 5 §"],
  ...["2>f {fd}>g §", "§ 2>&-m1", "§ <a.txt>f", "§;§", "§\n\n§", "§ |& §", "! §", "! ! §", "time §", "time time §", "{ §;}", "{ { §; }; }", "((§))"],
  ...["(§)", "( (§) )", "((§) )", "( § & )", "if §; then §; else §; fi", "if ! §; then :; fi", "while §; do break; done", "until §; do break; done"],
  ...["case a in a) §;; esac", "case a in (a) § ;; esac", "case x in a|b) §;; *) §;; esac", "case x in *) §; esac", "for x in a; do §; done", "for x; do §; done; §"],
  ...["BASH_ENV=a.txt §", "PATH=/bin §", "LD_PRELOAD=x §", "A=(1 2) §", "a=1 b=2 §", "a[1]=2 §", "a+=(x); §", "§ # $(m0)", "# $(m0)\n§", ": $(§)"],
  ...["cd sub && §", "pushd sub; §", "cd - ; §", "cd $u; §", "../bin/m1 a; §", "sub/m3 a; §", "./tool b; §", ">f; §", ">f §", "<a.txt §", "<<<x §"],
  ...["set -e; §", "set +e; §", "set -n; §", "set -v; §", "shopt -s nullglob; § *", "trap - EXIT; §", "trap '' INT; §", "return; §", "break; §", "exit; §"],
  ...["exec 3>&1; § >&3", "exec; §", "exec >f; §", "true && § || §", "false || §", "[ a = a ] && §", "[[ a == a ]] && §", "((1)) && §", "wait; §", "§ & wait $!"],
  ...["select x in a; do §; break; done <<<1", "f() { §; } >f; f", "f() { local x=$(§); }; f", "f() ( § ); f", "function f { §; }; f", "f() if §; then §; fi; f"],
  ...["f() { §; }; f | m1", "f() { g; }; g() { §; }; f", "f() { §; }; unset -f f; f", "f() { §; }; command f", "f() { §; }; \\f", "f() { §; }; 'f'", "f() { §; }; $(f)"],
  ...["git() { §; }; git", "cd() { §; }; cd", "echo() { §; }; echo", "[() { §; }; [ a ]", "f(){ §;};f", "f() { f2() { §; }; }; f; f2", "test() { §; }; test", "eval() { §; }; eval :"],
  ...["export -f git; §", "enable -n echo; echo; §", "enable -n test; test a; §", "unset IFS; §", "declare -f; §", "declare -F f; §", "typeset x=1; §", "ulimit -c 0; §", "umask 022; §"],
];

/** Wrappers that are put before a whole simple command. */
export const wrapperPrefixes: readonly string[] = [
  ...["env", "env A=1", "env -i", "timeout 5", "timeout -k 1 5", "nice", "nice -n 5", "nohup", "setsid -w", "stdbuf -oL", "command"],
  ...["command --", "exec", "time", "time -p", "!", "env -u A timeout 5", "nice timeout 5 env", "sudo", "command -p", "\\time", "'time'"],
  ...["ionice -c3", "chrt -o 0", "coproc", "eval", "builtin command", "command exec", "exec -a z", "exec -c", "/usr/bin/env", "xargs -r"],
];
