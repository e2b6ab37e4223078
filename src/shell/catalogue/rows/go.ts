import type { Row } from "../row.ts";

/** The Go toolchain. */
export function goRows(): readonly Row[] {
  const goBuild = [
    "-C=:cd -o=:o -p= -asmflags= -buildmode= -buildvcs= -compiler= -gccgoflags= -gcflags= -installsuffix= -ldflags= -mod= -modfile=:r -overlay=:r -pgo= -pkgdir=:O -tags= -toolexec=:xs -covermode= -coverpkg=",
    "-a -n -race -msan -asan -cover -v -work -x -linkshared -modcacherw -trimpath -json",
  ].join(" ");

  const goTest = [
    "-exec=:xs -args:e -bench= -benchtime= -blockprofile=:o -blockprofilerate= -count= -coverprofile=:o -cpu= -cpuprofile=:o -fuzz= -fuzztime= -fuzzminimizetime= -fuzzcachedir=:O -list= -memprofile=:o -memprofilerate=",
    "-mutexprofile=:o -mutexprofilefraction= -outputdir=:O -parallel= -run= -skip= -shuffle= -timeout= -trace=:o -vet= -testlogfile=:o -gocoverdir=:O -c -i -failfast -short -benchmem -fullpath",
  ].join(" ");

  const goSubs: readonly Row[] = [
    { names: "build", options: goBuild, style: "words" },
    { names: "install", options: goBuild, style: "words" },
    { names: "run", options: `${goBuild} -exec=:xs`, style: "words stop" },
    { names: "test", options: `${goBuild} ${goTest}`, style: "words" },
    { names: "vet", options: `${goBuild} -vettool=:x -c= -fix -diff`, style: "words" },
    { names: "generate", options: `${goBuild} -run= -skip=`, style: "words" },
    { names: "get", options: `${goBuild} -u? -t -d -tool`, style: "words" },
    {
      names: "list",
      options: `${goBuild} -f= -json? -m -u -deps -test -e -export -find -compiled -versions -retracted -reuse=:r`,
      style: "words",
    },
    { names: "clean", options: `${goBuild} -i -r -cache -testcache -modcache -fuzzcache`, style: "words" },
    { names: "fix", options: `${goBuild} -fix=`, style: "words" },
    { names: "fmt", options: "-n -x -mod=", style: "words" },
    { names: "doc", options: "-C=:cd -all -c -cmd -ex -http -short -src -u", style: "words" },
    { names: "env", options: "-json -u -w:! -changed", style: "words" },
    { names: "version", options: "-m -v -json", style: "words" },
    {
      names: "mod",
      sub: [
        { names: "tidy", options: "-e -v -x -diff -go= -compat=", style: "words" },
        { names: "download", options: "-x -json -reuse=:r", style: "words" },
        { names: "vendor", options: "-e -v -o=:O", style: "words" },
        { names: "init", style: "words" },
        {
          names: "edit",
          options:
            "-fmt -module= -go= -toolchain= -godebug= -dropgodebug= -require= -droprequire= -exclude= -dropexclude= -replace= -dropreplace= -retract= -dropretract= -tool= -droptool= -ignore= -dropignore= -print -json",
          style: "words",
        },
        { names: "graph", options: "-go= -x", style: "words" },
        { names: "verify", style: "words" },
        { names: "why", options: "-m -vendor", style: "words" },
      ],
    },
    {
      names: "work",
      sub: [
        { names: "init" },
        { names: "use", options: "-r", style: "words" },
        { names: "sync" },
        {
          names: "edit",
          options: "-fmt -use= -dropuse= -replace= -dropreplace= -go= -toolchain= -godebug= -dropgodebug= -print -json",
          style: "words",
        },
        { names: "vendor", options: "-e -v -o=:O", style: "words" },
      ],
    },
    { names: "tool", options: `${goBuild} -n`, style: "words stop" },
    { names: "telemetry" },
    { names: "bug" },
    { names: "help" },
  ];

  return [
    { names: "go", options: "-C=:cd", style: "words", sub: goSubs },
    {
      names: "gofmt gofumpt goimports",
      options: "-w:i -d -l -e -s -r= -cpuprofile=:o -local= -format-only -srcdir= -v -lang= -modpath= -extra",
      operands: "r*",
      style: "words",
      reader: "inPlace",
    },
    {
      names: "golangci-lint",
      options:
        "--config|-c=:r --no-config --color= --verbose|-v --cpu-profile-path=:o --mem-profile-path=:o --trace-path=:o",
      style: "everywhere",
      sub: [
        {
          names: "run",
          options:
            "--timeout= --enable|-E= --disable|-D= --presets|-p= --out-format= --output.text.path=:o --output.json.path=:o --new-from-rev= --new-from-patch=:r --build-tags= --concurrency|-j= --go= --modules-download-mode= --max-issues-per-linter= --max-same-issues= --issues-exit-code= --fix --fast --new|-n --tests",
          operands: "-*",
        },
        { names: "fmt", options: "--enable|-E= --diff|-d", operands: "-*" },
        { names: "linters" },
        { names: "formatters" },
        { names: "cache" },
        { names: "config" },
        { names: "custom" },
        { names: "migrate" },
        { names: "version" },
        { names: "help" },
      ],
    },
    {
      names: "staticcheck",
      options: "-checks= -f= -fail= -go= -tags= -explain= -tests -matrix -merge -show-ignored",
      style: "words",
    },
    {
      names: "gotestsum",
      options:
        "--format|-f= --junitfile=:o --jsonfile=:o --jsonfile-timing-events=:o --post-run-command=:xs --rerun-fails? --packages= --raw-command --watch --hide-summary= --max-fails= --rerun-fails-max-failures= --rerun-fails-report=:o",
      style: "stop",
    },
    {
      names: "dlv",
      options:
        "--listen|-l= --headless --api-version= --init=:r --wd=:cd --log --log-output= --log-dest= --backend= --build-flags= --accept-multiclient --check-go-version --allow-non-terminal-interactive --redirect|-r=",
      style: "everywhere",
      sub: [
        { names: "debug" },
        { names: "test" },
        { names: "exec", operands: "c", style: "stop", wrapper: "deny-only" },
        { names: "attach" },
        { names: "connect", operands: "h" },
        { names: "core" },
        { names: "dap" },
        { names: "trace" },
        { names: "replay" },
        { names: "version" },
      ],
    },
    {
      names: "goreleaser",
      options: "--config|-f=:r --verbose",
      style: "everywhere",
      sub: [
        { names: "release", options: "--snapshot --clean --skip= --timeout= --parallelism|-p= --release-notes=:r" },
        { names: "build", options: "--snapshot --clean --skip= --id= --output|-o=:o --single-target" },
        { names: "check" },
        { names: "init" },
        { names: "healthcheck" },
        { names: "changelog" },
      ],
    },
    {
      names: "air",
      options: "-c=:r -d --build.cmd=:sh --build.bin=:sh --build.pre_cmd=:sh --build.post_cmd=:sh",
      style: "words",
      sub: [{ names: "init" }],
    },
  ];
}
