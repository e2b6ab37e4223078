import type { Row } from "../row.ts";
import { eachName } from "./each-name.ts";

/** Tracers, supervisors and setters of limits: what starts another command to look at it or to hold it. */
export function launcherRows(): readonly Row[] {
  const launcher = (names: string, options = "", operands = "c"): Row => ({
    names,
    options,
    operands,
    style: "stop",
    wrapper: "deny-only",
  });
  const limits = "-m= -d= -s= -l= -a= -o= -p= -f= -c= -r= -t= -H -h";

  const perfRecord = `-e|--event= --filter= --exclude-perf -p|--pid= -t|--tid= -r|--realtime= --no-buffering -R|--raw-samples -a|--all-cpus
  -c|--count= -o|--output=:w -i|--no-inherit -F|--freq= --strict-freq -m|--mmap-pages= --group -g --call-graph= -v|--verbose
  -q|--quiet -s|--stat -d|--data --phys-addr --data-page-size --code-page-size -T|--timestamp -P|--period --sample-cpu
  -n|--no-samples -N|--no-buildid-cache -B|--no-buildid --buildid-all --buildid-mmap -C|--cpu= -D|--delay= -u|--uid= -G|--cgroup=
  -b|--branch-any -j|--branch-filter= -W|--weight --transaction --per-thread -I|--intr-regs? --user-regs? --running-time
  -k|--clockid= -S|--snapshot? --proc-map-timeout= --switch-events --all-kernel --all-user --kernel-callchains
  --user-callchains --timestamp-filename --timestamp-boundary --switch-output? --switch-output-event= --switch-max-files=
  --tail-synthesize --overwrite --no-bpf-event --dry-run --vmlinux=:r --clang-path=:x --clang-opt= -z|--compression-level?
  --num-thread-synthesize= --kcore --max-size= --control= --synth= --debuginfod? --off-cpu --setup-filter= --threads? --aio?
  --affinity= --ldlat= --user --kernel`;
  const perfStat = `-e|--event= --filter= -i|--no-inherit -p|--pid= -t|--tid= -a|--all-cpus -b|--bpf-prog= --bpf-counters --bpf-attr-map=
  -c|--scale -d|--detailed -r|--repeat= -B|--big-num -C|--cpu= -A|--no-aggr --no-merge -n|--null -v|--verbose -q|--quiet
  -x|--field-separator= --table -G|--cgroup= --for-each-cgroup= -o|--output=:w --append --log-fd= --pre=:sh --post=:sh
  -I|--interval-print= --interval-count= --interval-clear --timeout= --metric-only --per-socket --per-die --per-cache?
  --per-core --per-thread --per-node -M|--metrics= --metric-no-group --metric-no-merge --metric-no-threshold -D|--delay=
  -T|--transaction --topdown --td-level= --smi-cost --all-kernel --all-user --percore-show-thread --summary
  --no-csv-summary --cputype= -j|--json-output --iostat? -S|--sync --control=`;
  const perfTrace = `-e|--event= --expr= --filter= -o|--output=:w -p|--pid= -t|--tid= -u|--uid= -a|--all-cpus -C|--cpu= -D|--delay= -F|--pf=
  -G|--cgroup= -i|--input=:r --duration= -f|--force --call-graph= -m|--mmap-pages= --max-stack= --min-stack= --max-events=
  -s|--summary -S|--with-summary -T|--time -v|--verbose -L|--libtraceevent_print --map-dump= --proc-map-timeout=`;
  const perfRecorders = eachName("mem c2c kvm lock sched kmem timechart", {
    options: "-i|--input=:r -t|--type= -D|--dump-raw-samples -f|--force -v|--verbose --guest --host --guestmount=:R",
    sub: [
      { names: "record rec", options: perfRecord, operands: "c", style: "stop", wrapper: "deny-only" },
      ...eachName("report stat live latency script map replay timehist contention info", { options: "-i|--input=:r" }),
    ],
  });

  const debuggers: readonly Row[] = [
    {
      names: "perf",
      options:
        "--version --help -v -h -p|--paginate --no-pager --buildid-dir=:W --debug= --debugfs-dir= --exec-path?:@",
      sub: [
        { names: "record", options: perfRecord, operands: "c", style: "stop", wrapper: "deny-only" },
        {
          names: "stat",
          options: perfStat,
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
          sub: [
            { names: "record", options: perfStat, operands: "c", style: "stop", wrapper: "deny-only" },
            { names: "report", options: "-i|--input=:r" },
          ],
        },
        {
          names: "trace",
          options: perfTrace,
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
          sub: [{ names: "record", options: perfRecord, operands: "c", style: "stop", wrapper: "deny-only" }],
        },
        {
          names: "ftrace",
          options: `-p|--pid= --tid= -v|--verbose -a|--all-cpus -C|--cpu= -t|--tracer= -F|--funcs? -T|--trace-funcs= -N|--notrace-funcs=
          -G|--graph-funcs= -g|--nograph-funcs= -D|--delay= -m|--buffer-size= --func-opts= --graph-opts= --inherit`,
          operands: "c",
          style: "stop",
          wrapper: "deny-only",
          sub: [
            { names: "trace", options: "-t|--tracer= -F|--funcs?", operands: "c", style: "stop", wrapper: "deny-only" },
            {
              names: "latency",
              options: "-T|--trace-funcs= -b|--use-bpf -n|--use-nsec",
              operands: "c",
              style: "stop",
              wrapper: "deny-only",
            },
          ],
        },
        ...perfRecorders,
        {
          names: "script",
          options: "-i|--input=:r -s|--script=:! -g|--gen-script=:! -F|--fields=",
          style: "dangerous",
        },
        ...eachName(
          "report annotate diff top list test bench evlist probe buildid-list buildid-cache archive config data inject version",
          {
            options: "-i|--input=:r -o|--output=:w -a|--all-cpus -p|--pid= -e|--event= -F= -g? -s|--sort= -v|--verbose",
          },
        ),
      ],
    },
    launcher(
      "valgrind",
      `-h|--help --help-debug --version -q|--quiet -v|--verbose -d --tool? --log-file?:w --xml-file?:w --suppressions?:r
      --db-command?:sh --xtree-memory-file?:w --massif-out-file?:w --callgrind-out-file?:w --cachegrind-out-file?:w
      --dhat-out-file?:w`,
    ),
    {
      names: "gdb",
      options: `-args -nx|-n -nh -q|-quiet|-silent -batch -batch-silent -x|-command=:r,! -ix|-init-command=:r,! -ex|-eval-command=:!
      -iex|-init-eval-command=:! -eix|-early-init-command=:r,! -eiex|-early-init-eval-command=:! -c|-core=:r -p|-pid= -e|-exec=:r
      -s|-symbols=:r -se=:r -d|-directory=:R -cd=:cd -b= -l= -t|-tty= -tui -nw -w -i|-interpreter= -f|-fullname
      -return-child-result -readnow -readnever -write -data-directory=:R,! -D=:R,! -statistics -version -help -configuration`,
      style: "words dangerous",
      wrapper: "deny-only",
      reader: "debugger",
    },
    {
      names: "lldb",
      options: `-a|--arch= -c|--core=:r -d|--debug -e|--editor -f|--file=:r -n|--attach-name= -p|--attach-pid= -w|--wait-for -b|--batch
      -K|--source-on-crash=:r,! -k|--one-line-on-crash=:! -S|--source-before-file=:r,! -O|--one-line-before-file=:! -s|--source=:r,!
      -o|--one-line=:! -l|--script-language= -P|--python-path -x|--no-lldbinit -X|--no-use-colors -Q|--source-quietly -r|--repl?
      --local-lldbinit --version --help`,
      style: "stop dangerous",
      wrapper: "deny-only",
      reader: "debugger",
    },
    {
      ...launcher(
        "rr",
        `-n|--no-syscall-buffer -M|--mark-stdio -c|--num-cpu-ticks= -C|--checksum= -e|--num-events= -i|--ignore-signal= -N|--version
        -s|--suppress-environment-warnings -t|--continue-through-signal= -u|--bind-to-cpu= -v|--env= -w|--wait -D|--dump-on= -h|--chaos
        -o|--output-trace-dir=:W -a|--autopilot -d|--debugger=:x -f|--onfork= -g|--goto= -p|--onprocess= -x|--gdb-x=:r,!`,
      ),
      reader: "verb",
    },
    launcher(
      "heaptrack",
      "-o|--output=:w -p|--pid= -a|--analyze -r|--raw -d|--debug --use-inject --record-only -q|--quiet -h|--help -v|--version",
    ),
    launcher("catchsegv", "--help --version"),
    {
      ...launcher(
        "uftrace",
        `-A|--argument= -a|--auto-args -b|--buffer= -C|--caller-filter= -d|--data=:W -D|--depth= -E|--Event= -e|--estimate-return -F|--filter=
        -f|--output-fields= -g|--agent -H|--hide= -k|--kernel -K|--kernel-depth= -l|--nest-libcall -L|--loc-filter= --libmcount-path=:R,!
        -N|--notrace= -P|--patch= -r|--time-range= -R|--retval= -s|--sort= -S|--script=:r,! -t|--time-filter= -T|--trigger= -U|--unpatch=
        -v -W|--watch= -Z|--size-filter= --opt-file=:r,! --host=:u --port= --tid= --no-pager --force`,
      ),
      reader: "verb",
    },
  ];

  const environments: readonly Row[] = [
    { ...launcher("direnv", "", "- c"), reader: "verb" },
    {
      ...launcher(
        "dotenv",
        "-e|--export=:r -f|--file|--env-file=:r -v= -p= -o|--override -c? -q|--quote= --debug --quiet --help --version",
      ),
      reader: "verb",
    },
    launcher("envdir", "", "R c"),
    launcher("s6-envdir", "-I -i -n -f -L -c", "R c"),
    launcher("envchain", "", "- c"),
    launcher("with-contenv s6-cleanenv fghack pgrphack s6-fghack catatonit"),
    { names: "wait-for-it wait-for-it.sh", wrapper: "deny-only", reader: "afterDashes" },
    launcher("faketime", "-m -f -p= --pid? --exclude-monotonic --date-prog=:x -h|--help -v|--version", "- c"),
    launcher("gosu su-exec setuidgid envuidgid s6-setuidgid", "-h --help -v --version", "- c"),
    launcher("s6-applyuidgid", "-u= -g= -G= -U -z"),
    launcher("runcon", "-c|--compute -t|--type= -u|--user= -r|--role= -l|--range= --help --version", "- c"),
    launcher("flatpak-spawn", "--host --clear-env --watch-bus --sandbox --no-network -v|--verbose --directory?:cd"),
    launcher("arch-chroot", "-N -r -S -u= -h", "R c"),
    launcher(
      "schroot",
      "-c|--chroot= -u|--user= -d|--directory=:cd -p|--preserve-environment -s|--shell=:x -n|--session-name= -b -r -e -a|--all -q -v -f|--force -o|--option=",
    ),
    launcher(
      "torsocks",
      "-u|--user= -p|--pass= -a|--address= -P|--port= -i|--isolate -d|--debug -q|--quiet --shell -v --version -h",
    ),
    launcher("proxychains proxychains4 proxychains-ng", "-q -f=:r"),
    launcher("tsocks eatmydata run-one run-this-one keep-one-running zrun"),
    launcher("nocache", "-n="),
  ];

  const holders: readonly Row[] = [
    launcher("tini", "-p= -s -v -w -g -e= -l -h --version"),
    launcher("dumb-init", "-c|--single-child -r|--rewrite= -v|--verbose -h|--help -V|--version"),
    launcher(
      "rlwrap",
      `-a|--always-readline? -A|--ansi-colour-aware? -b|--break-chars= -c|--complete-filenames -C|--command-name= -D|--history-no-dupes=
      -e|--extra-char-after-completion= -f|--file=:r -F|--history-format= -g|--forget-matching= -H|--history-filename=:w
      -i|--case-insensitive -I|--pass-sigint-as-sigterm -l|--logfile=:w -m|--multi-line? -M|--multi-line-ext= -n|--no-warnings
      -N|--no-children -o|--one-shot -O|--only-cook= -p|--prompt-colour? -P|--pre-given= -q|--quote-characters= -r|--remember
      -R|--renice -s|--histsize= -S|--substitute-prompt= -t|--set-term-name= -U|--mirror-arguments -v|--version
      -w|--wait-before-prompt= -W|--polling -X|--skip-setctty -z|--filter=:sh -h|--help`,
    ),
    launcher(
      "cpulimit",
      "-l|--limit= -p|--pid= -e|--exe= -P|--path= -z|--lazy -i|--include-children -v|--verbose -q|--quiet -f|--foreground -b|--background -k|--kill -c|--cpu= -s|--signal= -m|--monitor-forks -h|--help",
    ),
    launcher("cgexec", "-g= --sticky -h|--help"),
    launcher("softlimit s6-softlimit", limits),
    launcher(
      "chpst",
      "-v -V -P -0 -1 -2 -u= -U= -b= -e=:R -/=:R -n= -l=:w -L=:w -m= -d= -o= -p= -f= -c= -r= -t= -C=:cd",
    ),
    launcher("setlock s6-setlock", "-n -N -x -X -w -r -t= -d=", "w c"),
    launcher("lckdo", "-w -W= -e -E -s -x -q", "w c"),
    launcher("logsave", "-a -s -v", "w c"),
    launcher("chronic", "-e -v"),
    launcher("ifne", "-n"),
    launcher("timelimit", "-q -p -S= -s= -T= -t="),
    launcher("daemonize", "-a -c=:cd -e=:w -o=:w -p=:w -l=:w -u= -v -E="),
    {
      names: "start-stop-daemon",
      options: `-S|--start -K|--stop -T|--status -x|--exec=:x -a|--startas=:x -p|--pidfile=:w -n|--name= -u|--user= -g|--group= -c|--chuid=
      -d|--chdir=:cd -r|--chroot=:R -b|--background -m|--make-pidfile -N|--nicelevel= -P|--procsched= -I|--iosched= -k|--umask=
      -s|--signal= -R|--retry= -t|--test -o|--oknodo -q|--quiet -v|--verbose -C|--no-close -O|--output=:w --pid= --ppid= --remove-pidfile`,
    },
    { names: "mispipe pee", options: "--ignore-sigpipe --ignore-write-errors", wrapper: "deny-only", reader: "texts" },
    { names: "execlineb", options: "-q -w -W -n -e -P -p -S? -s? -c=:sh", operands: "u", style: "stop" },
    {
      ...launcher(
        "mpirun mpiexec orterun",
        "-n|-np|--n|--np|-c= -H|-host|--host= -hostfile|--hostfile|-machinefile=:r -x= -wdir|--wdir|-wd=:cd -bind-to|--bind-to= -map-by|--map-by= -mca|--mca== -genv== -env== -ppn= -v -q",
      ),
      style: "stop words",
    },
    {
      ...launcher(
        ["i386", "x86_64", "arm", "armeb", "aarch64", "riscv64", "ppc64le", "s390x", "mips", "mipsel", "loongarch64"]
          .flatMap((cpu) => [`qemu-${cpu}`, `qemu-${cpu}-static`])
          .join(" "),
        "-L=:R -g= -s= -cpu= -E= -U= -0= -r= -B= -R= -d= -dfilter= -D=:w -p= -singlestep -one-insn-per-tb -strace -seed= -trace= -plugin=:r,! -h -version",
      ),
      style: "stop words",
    },
  ];

  const sandboxes: readonly Row[] = [
    launcher(
      "bwrap",
      `--args= --argv0= --level-prefix --unshare-all --share-net --unshare-user --unshare-user-try --unshare-ipc --unshare-pid --unshare-net
      --unshare-uts --unshare-cgroup --unshare-cgroup-try --userns= --userns2= --disable-userns --assert-userns-disabled --pidns=
      --uid= --gid= --hostname= --chdir=:cd --clearenv --setenv== --unsetenv= --lock-file= --sync-fd= --bind==:R --bind-try==:R
      --dev-bind==:R --dev-bind-try==:R --ro-bind==:R --ro-bind-try==:R --bind-fd== --ro-bind-fd== --remount-ro= --overlay-src=
      --tmp-overlay= --ro-overlay= --exec-label= --file-label= --proc= --dev= --tmpfs= --mqueue= --dir= --file== --bind-data==
      --ro-bind-data== --symlink== --seccomp= --add-seccomp-fd= --block-fd= --userns-block-fd= --info-fd= --json-status-fd=
      --new-session --die-with-parent --as-pid-1 --cap-add= --cap-drop= --perms= --size= --chmod== --help --version`,
    ),
    launcher(
      "proot",
      "-r|--rootfs=:R -b|--bind|-m|--mount=:R -q|--qemu=:xs -w|--pwd|--cwd=:cd -v|--verbose= -k|--kernel-release= -0|--root-id -i|--change-id= -R=:R -S=:R -l|--link2symlink --kill-on-exit -V|--version -h|--help",
    ),
    launcher(
      "fakeroot fakechroot",
      "-l|--lib= --faked=:x -s=:w -i=:r -u|--unknown-is-real -b|--fd-base= -e|--environment= -d|--elfloader=:x -c|--config-dir=:R --use-system-libs -h|--help -v|--version",
    ),
    launcher(
      "firejail",
      "-c --profile?:r --private?:R --output?:w --output-stderr?:w --chroot?:R --quiet --noprofile --help --version",
    ),
  ];

  return [...debuggers, ...environments, ...holders, ...sandboxes];
}
