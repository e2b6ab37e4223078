import type { Row } from "../row.ts";
import { info } from "./info-options.ts";

/** Wrappers looked through to deny, never to allow (semantics 16). */
export function denyOnlyWrapperRows(): readonly Row[] {
  const suOptions = `-c|--command=:sh --session-command=:sh -f|--fast -g|--group= -G|--supp-group= -l|--login -m|-p|--preserve-environment
  -P|--pty -s|--shell=:x -w|--whitelist-environment= -u|--user= -h|--help -V|--version`;

  const namespaces = `-m|--mount? -u|--uts? -i|--ipc? -n|--net? -p|--pid? -U|--user? -C|--cgroup? -T|--time? -f|--fork --mount-proc?
  -r|--map-root-user -c|--map-current-user --map-auto --map-user= --map-group= --map-users= --map-groups= --keep-caps --kill-child?
  --propagation= --setgroups= -R|--root=:R,! -w|--wd=:cd -S|--setuid= -G|--setgid= --monotonic= --boottime= -h|--help -V|--version`;

  return [
    {
      names: "sudo sudoedit",
      options: `-A|--askpass -b|--background -B|--bell -C|--close-from= -D|--chdir=:cd -E|--preserve-env? -e|--edit -g|--group= -H|--set-home
      -h|--host= -i|--login -K|--remove-timestamp -k|--reset-timestamp -l|--list -n|--non-interactive -P|--preserve-groups
      -p|--prompt= -R|--chroot=:R -r|--role= -S|--stdin -s|--shell -T|--command-timeout= -t|--type= -U|--other-user= -u|--user=
      -V|--version -v|--validate --help`,
      style: "stop",
      wrapper: "deny-only",
      reader: "sudo",
    },
    { names: "doas", options: "-C=:r -L -n -s|--shell -u=", style: "stop", wrapper: "deny-only", reader: "sudo" },
    {
      names: "pkexec",
      options: "--version --disable-internal-agent --help --user=",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    { names: "su runuser", options: suOptions, wrapper: "deny-only", reader: "su", dashOperands: "^-$" },
    { names: "sg newgrp", options: "-c=:sh", operands: "- s", wrapper: "deny-only" },
    {
      names: "watch",
      options:
        "-b|--beep -c|--color -C|--no-color -d|--differences? -e|--errexit -g|--chgexit -n|--interval= -p|--precise -q|--equexit= -r|--no-rerun -t|--no-title -w|--no-wrap -x|--exec -h|--help -v|--version",
      operands: "s",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "strace ltrace",
      options: `-a= -A -b= -c -C -d -D -e= -E= -f -F -ff -h -i -I= -k -l= -n -N -o=:w -O= -p= -P= -q -qq -r -s= -S= -t -T -tt -ttt -u= -U= -v -V -w -x -xx
      -X= -y -yy -z -Z --output=:w --attach= --trace= --signal= --follow-forks --string-limit= --user= --env=`,
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "flock",
      options:
        "-s|--shared -x|-e|--exclusive -u|--unlock -n|--nb|--nonblock -w|--wait|--timeout= -o|--close -E|--conflict-exit-code= -F|--no-fork --verbose -c|--command=:sh -h|--help -V|--version",
      operands: "w",
      style: "stop",
      wrapper: "deny-only",
      reader: "flock",
    },
    {
      names: "script",
      options:
        "-I|--log-in=:w -O|--log-out=:w -B|--log-io=:w -T|--log-timing=:w -m|--logging-format= -a|--append -c|--command=:sh -e|--return -f|--flush --force -E|--echo= -o|--output-limit= -q|--quiet -t|--timing?:w -h|--help -V|--version",
      operands: "w",
      wrapper: "deny-only",
      reader: "stdinShell",
    },
    {
      names: "scriptlive",
      options:
        "-t|--timing=:r -T|--log-timing=:r -I|--log-in=:r -B|--log-io=:r -m|--maxdelay= -d|--divisor= -c|--command=:sh",
      operands: "r r",
      style: "dangerous",
      wrapper: "deny-only",
    },
    {
      names: "busybox toybox",
      options: "--list --list-full --help --install:!",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "parallel env_parallel sem",
      options: `-0|--null -a|--arg-file=:r --arg-file-sep= --arg-sep= --bar --basefile= --bf= --bg --block= --cat --cleanup -C|--colsep= --compress
      --compress-program=:sh --decompress-program=:sh -d|--delimiter= --dry-run --dryrun --delay= -E= --env= --eta -D= --fifo --filter= --group --halt|--halt-on-error=
      --header= -I= -i? --jobs|-j|-P|--max-procs= --joblog=:w -k|--keep-order -L= -l? --line-buffer|--lb --load= -m -M|--controlmaster
      -N|--max-replace-args= -n|--max-args= --nice= --noswap -o|--order -p|--interactive --pipe --pipepart --plain --plus -q|--quote --progress
      -r|--no-run-if-empty --recend= --recstart= --replace= --res|--results=:W --resume --resume-failed --retries= --return= -S|--sshlogin=:u
      -s|--max-chars= --semaphore --shuf --silent --slf|--sshloginfile=:r --tag --tagstring= --timeout= --tmpdir=:W --tmux -t|--verbose
      --transfer --transferfile= --trim= -u|--ungroup -v -W|--wd|--workdir=:cd -X --xargs -x|--exit --will-cite --citation --version --help --rpl= --shebang
      --link|--xapply --profile|-J= --plus --parens= --match= --csv --skip-first-line --tee --memfree= --memsuspend= --color --color-failed|--cf --ctag --ctagstring= --latest-line|--ll
      --no-notice --files --files0 --ssh=:sh --sshdelay= --round-robin|--rr --process-slot-var= --shebang-wrap --limit=:sh
      --template|--tmpl= --groupby|--group-by= --extensionreplace|--er= --basenamereplace|--bnr= --basenameextensionreplace|--bner= --dirnamereplace|--dnr=
      --seqreplace= --slotreplace= --onall --nonall --filter-hosts --hostgroups|--hgrp --trc= --total-jobs|--total= --shellquote --embed --bibtex --pty
      --retry-failed --tmuxpane --tty --number-of-cpus --number-of-cores --number-of-sockets --number-of-threads --use-cpus-instead-of-cores --record-env --termseq=
      --rsync-opts= --fg --wait --id= --semaphore-name= --semaphore-timeout|--st= --eof? --recordenv --unsafe --combine-executable|--combineexec=`,
      style: "stop",
      wrapper: "deny-only",
      reader: "parallel",
    },
    {
      names: "chroot",
      options: `--groups= --userspec= --skip-chdir ${info}`,
      operands: "R c",
      style: "stop",
      wrapper: "deny-only",
    },
    { names: "unshare", options: namespaces, operands: "c", style: "stop", wrapper: "deny-only" },
    {
      names: "nsenter",
      options: `-a|--all -t|--target= ${namespaces} -r|--root?:R,! -w|--wd?:cd -F|--no-fork -Z|--follow-context --preserve-credentials -W|--wdns=`,
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "setpriv",
      options:
        "--dump --nnp --no-new-privs --ambient-caps= --inh-caps= --bounding-set= --ruid= --euid= --rgid= --egid= --reuid= --regid= --clear-groups --keep-groups --init-groups --groups= --securebits= --pdeathsig= --selinux-label= --apparmor-profile= --reset-env -d -h|--help -V|--version",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "systemd-run",
      options:
        "--user --system --scope -u|--unit= -p|--property= --description= --slice= --slice-inherit -r|--remain-after-exit --send-sighup --service-type= --uid= --gid= --nice= --working-directory=:cd -d|--same-dir -E|--setenv= -t|--pty -P|--pipe -q|--quiet -G|--collect -S|--shell --on-active= --on-boot= --on-startup= --on-unit-active= --on-calendar= --on-clock-change --path-property= --socket-property= --timer-property= --no-block --wait -H|--host=:u -M|--machine= --no-ask-password -h|--help --version",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "systemd-inhibit systemd-cat",
      options:
        "--what= --who= --why= --mode= --list -t|--identifier= -p|--priority= --stderr-priority= --level-prefix=",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "at batch",
      options: "-V -q= -f=:r,! -m -M -u= -l -v -r -d -b -t= -c",
      wrapper: "deny-only",
      reader: "stdinShell",
    },
    { names: "crontab", options: "-u= -l -r -e -i -s", operands: "u" },
    { names: "entr", options: "-a -c -d -n -p -r -s -x -z", style: "stop", wrapper: "deny-only", reader: "entr" },
    {
      names: "watchexec",
      options:
        "-e|--exts= -f|--filter= -i|--ignore= -w|--watch=:R -c|--clear? -r|--restart -s|--signal= -d|--debounce= -p|--postpone -n --shell= -q --workdir=:cd",
      operands: "s",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "taskset",
      options: "-a|--all-tasks -p|--pid -c|--cpu-list -h|--help -V|--version",
      operands: "- c",
      style: "stop",
      wrapper: "deny-only",
      reader: "pidTarget",
    },
    {
      names: "prlimit",
      options:
        "-p|--pid= -o|--output= --noheadings --raw --verbose -c|--core? -d|--data? -e|--nice? -f|--fsize? -i? -l? -m? -n|--nofile? -q? -r? -s|--stack? -t|--cpu? -u|--nproc? -v|--as? -x? -h|--help -V|--version",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "numactl",
      options:
        "-i|--interleave= -p|--preferred= -P= -m|--membind= -N|--cpunodebind= -C|--physcpubind= -l|--localalloc -a|--all -s|--show -H|--hardware",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "setarch linux32 linux64 i386 x86_64",
      options:
        "-B|--32bit -F|--fdpic-funcptrs -I -L -R|--addr-no-randomize -S -T -X -Z -3|--3gb --4gb --uname-2.6 -v|--verbose --list -h|--help -V|--version",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
      reader: "setarch",
    },
    {
      names: "dbus-run-session dbus-launch",
      options: "--config-file=:r --dbus-daemon=:x --exit-with-session --autolaunch= --sh-syntax",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    { names: "expect", options: "-c=:! -f=:r,! -b=:r,! -d -D= -i -n -N -v", operands: "u", style: "dangerous" },
    { names: "unbuffer", options: "-p", operands: "c", style: "stop", wrapper: "deny-only" },
    {
      names: "xvfb-run",
      options:
        "-a|--auto-servernum -e|--error-file=:w -f|--auth-file=:w -h|--help -n|--server-num= -l|--listen-tcp -p|--xauth-protocol= -s|--server-args= -w|--wait=",
      operands: "c",
      style: "stop",
      wrapper: "deny-only",
    },
    {
      names: "hyperfine",
      options:
        "-w|--warmup= -m|--min-runs= -M|--max-runs= -r|--runs= -s|--setup=:sh -p|--prepare=:sh -C|--conclude=:sh -c|--cleanup=:sh -P|--parameter-scan= -D|--parameter-step-size= -L|--parameter-list== -S|--shell= -N -i|--ignore-failure --style= --sort= -u|--time-unit= --export-asciidoc=:w --export-csv=:w --export-json=:w --export-markdown=:w --export-orgmode=:w --show-output --output= --input=:r -n|--command-name=",
      wrapper: "deny-only",
      reader: "texts",
    },
  ];
}
